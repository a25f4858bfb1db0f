import type { DeskNote } from '../../../shared/documents/desk.ts';
import type { DotOption, RoomMeeting, RoomStep } from '../../../shared/documents/room.ts';
import {
  dissolveTheme,
  groupNotes,
  mergeThemes,
  moveTheme,
  nameTheme,
  placeNotes,
  readThemes,
  tagTheme,
} from '../../../shared/documents/themes.ts';
import { takes } from '../../../shared/domain/step.ts';
import type { Phone, Said } from './phone.ts';
import type { World } from './world.ts';

/** Somebody does one more thing. */
export const act = (world: World): void => {
  const { luck } = world;
  if (luck.is(0.25)) leadActs(world, luck.pick(world.leads));
  else personActs(world, luck.pick(world.phones));
};

const saidBy = (phone: Phone, verb: string): Said[] =>
  [...phone.said.values()].filter((s) => s.verb === verb);
const idIn = (said: Said, key: string): string => String((said.body as Record<string, unknown>)[key]);
/** No two texts are alike, so that a swallowed or doubled one can be seen. */
const words = (world: World): string => `Bussen går för sällan ${world.history.length}`;

const personActs = (world: World, phone: Phone): void => {
  const { luck, image } = world;
  const doc = phone.document('room')?.doc;
  const seen = doc?.getMap<RoomMeeting>('meeting').get('meeting')?.currentStepId;
  // Sometimes a page that speaks of another step than the one that is open.
  const stepId = luck.is(0.07) || !seen ? luck.pick(image.steps).id : seen;
  const step = doc?.getMap<RoomStep>('steps').get(stepId) ?? image.steps.find((s) => s.id === stepId);
  if (!step) return;
  const drafts = [...phone.said.values()].filter((s) => s.end === 'refused' && !s.resent);
  if (drafts.length > 0 && luck.is(0.1)) return phone.sayAgain(luck.pick(drafts));
  if (takes(step.kind, 'dots')) return aboutDots(world, phone, { stepId, step });
  if (takes(step.kind, 'offers') && luck.is(0.6)) return aboutOffers(world, phone, stepId);
  aboutNotes(world, phone, stepId);
};

const aboutNotes = (world: World, phone: Phone, stepId: string): void => {
  const { luck } = world;
  const mine = saidBy(phone, 'note.write');
  const draw = luck.next();
  if (mine.length === 0 || draw < 0.5)
    return void phone.say('note.write', { noteId: luck.uuid(), stepId, text: words(world) });
  const noteId = idIn(luck.pick(mine), 'noteId');
  if (draw < 0.85) phone.say('note.edit', { noteId, text: words(world) });
  else phone.say('note.withdraw', { noteId });
};

const aboutDots = (
  world: World,
  phone: Phone,
  { stepId, step }: { stepId: string; step: Pick<RoomStep, 'dotsPerPerson'> },
): void => {
  const { luck } = world;
  const options = phone.document('room')?.doc.getMap<DotOption[]>('options').get(stepId) ?? [];
  const dot = luck.between(1, step.dotsPerPerson + 1);
  if (luck.is(0.25)) return void phone.say('dot.lift', { stepId, dot });
  const targetId = options.length > 0 ? luck.pick(options).id : luck.uuid();
  phone.say('dot.place', { stepId, dot, targetId });
};

const aboutOffers = (world: World, phone: Phone, stepId: string): void => {
  const { luck } = world;
  const mine = saidBy(phone, 'offer.make');
  if (mine.length > 0 && luck.is(0.3))
    return void phone.say('offer.withdraw', { offerId: idIn(luck.pick(mine), 'offerId') });
  const contact = luck.is(0.3) ? { contact: '070-000 00 00' } : {};
  phone.say('offer.make', { offerId: luck.uuid(), stepId, kind: 'time', text: words(world), ...contact });
};

const leadActs = (world: World, lead: Phone): void => {
  const { luck, image } = world;
  const draw = luck.next();
  if (draw < 0.4) return group(world, lead);
  if (draw < 0.6) return curate(world, lead);
  const useful = image.steps.filter((s) => ['collect', 'dots', 'offers'].includes(s.kind));
  const step = luck.is(0.9) ? luck.pick(useful) : luck.pick(image.steps);
  const stepId = step.id;
  if (draw < 0.78) lead.say('step.open', { stepId });
  else if (draw < 0.82) lead.say('step.close', { stepId });
  else if (draw < 0.9) lead.say('notes.reveal', { stepId, revealed: luck.is(0.8) });
  else if (draw < 0.95) lead.say('dots.reveal', { stepId, revealed: luck.is(0.6) });
  else if (draw < 0.98) lead.say('timer.extend', { seconds: luck.between(1, 600) });
  else lead.say('timer.stop', {});
};

const notesOnDesk = (lead: Phone): DeskNote[] => [
  ...(lead.document('desk')?.doc.getMap<DeskNote>('notes').values() ?? []),
];

/** The two have shared the notes between them: who hides one also shows it again. */
const curate = (world: World, lead: Phone): void => {
  const { luck, leads } = world;
  const mine = notesOnDesk(lead).filter(({ id }) => leads[id.charCodeAt(0) % 2] === lead);
  if (mine.length === 0) return;
  const note = luck.pick(mine);
  lead.say(note.status === 'hidden' && luck.is(0.8) ? 'note.show' : 'note.hide', { noteId: note.id });
};

/** One move on the board, or several in a hurry; also without network, as far as the page has seen it. */
const group = (world: World, lead: Phone): void => {
  const board = lead.document('themes');
  if (!board?.ready || board.closedFor !== undefined || world.closing) return;
  const moves = world.luck.is(0.15) ? world.luck.between(2, 7) : 1;
  for (let move = 0; move < moves; move += 1) oneMove(world, lead, board.doc);
};

const oneMove = (world: World, lead: Phone, doc: Parameters<typeof readThemes>[0]): void => {
  const { luck } = world;
  const notes = notesOnDesk(lead).map(({ id }) => id);
  const themes = readThemes(doc).themes.map(({ id }) => id);
  const some = luck.shuffled(notes).slice(0, luck.between(1, 4));
  const title = `Tema ${world.trace.length}`;
  const [one, other] = [luck.pick(themes), luck.pick(themes)];
  const moves: (() => void)[] = [
    () => placeNotes(doc, lead, some, one),
    () => placeNotes(doc, lead, some, luck.is(0.7) ? one : null),
    () => nameTheme(doc, lead, one, title),
    () => tagTheme(doc, lead, one, ['mob.transit']),
    () => moveTheme(doc, lead, one, other),
    () => mergeThemes(doc, lead, one, other),
    () => dissolveTheme(doc, lead, one),
  ];
  if (themes.length < 2 || luck.is(0.25)) groupNotes(doc, lead, { id: luck.uuid(), title, noteIds: some });
  else luck.pick(moves)();
  world.note(`${lead.name} moves on the board`);
};
