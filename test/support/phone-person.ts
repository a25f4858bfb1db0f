import type { DotOption, RoomMeeting, RoomStep } from '../../shared/documents/room.ts';
import type { Operation } from './evidence.ts';
import type { Phone } from './phone.ts';

/** People stop typing when nothing gets through. */
const patience = 6;
/** Below what one person may write in an evening, so that every refusal has another reason. */
const mostNotesInAStep = 50;
const mostOffers = 12;

/** Says one more thing, chosen by the phone's own chance, as fits the step that its screen shows. */
export const sayOneMore = (phone: Phone): void => {
  const seen = stepOnScreen(phone);
  if (!seen || phone.unsent >= patience || phone.line.participantId === '') return;
  const { id, step } = seen;
  if (step.kind === 'collect') aboutNotes(phone, id);
  if (step.kind === 'dots') aboutDots(phone, id, step.dotsPerPerson);
  if (step.kind === 'offers') (phone.chance.next() < 0.5 ? aboutNotes : aboutOffers)(phone, id);
};

const stepOnScreen = ({ line }: Phone): { id: string; step: RoomStep } | undefined => {
  const id = line.doc.getMap<RoomMeeting>('meeting').get('meeting')?.currentStepId;
  const step = id ? line.doc.getMap<RoomStep>('steps').get(id) : undefined;
  return id && step ? { id, step } : undefined;
};

const aboutNotes = (phone: Phone, stepId: string): void => {
  const mine = said(phone, 'note.write').filter((op) => (op.body as { stepId: string }).stepId === stepId);
  const draw = phone.chance.next();
  if ((draw < 0.35 && mine.length < mostNotesInAStep) || mine.length === 0)
    return void phone.say('note.write', { noteId: crypto.randomUUID(), stepId, text: words(phone) });
  const { noteId } = phone.chance.pick(mine).body as { noteId: string };
  if (draw < 0.95) phone.say('note.edit', { noteId, text: words(phone) });
  else phone.say('note.withdraw', { noteId });
};

/** Sometimes with one number too many, as from a page that believes in another budget. */
const aboutDots = (phone: Phone, stepId: string, budget: number): void => {
  const options = phone.line.doc.getMap<DotOption[]>('options').get(stepId) ?? [];
  const dot = 1 + phone.chance.below(budget + 1);
  if (options.length === 0) return;
  if (phone.chance.next() < 0.75)
    phone.say('dot.place', { stepId, dot, targetId: phone.chance.pick(options).id });
  else phone.say('dot.lift', { stepId, dot });
};

const aboutOffers = (phone: Phone, stepId: string): void => {
  const mine = said(phone, 'offer.make');
  if (mine.length === 0 || (mine.length < mostOffers && phone.chance.next() < 0.7))
    return void phone.say('offer.make', {
      offerId: crypto.randomUUID(),
      stepId,
      kind: 'time',
      text: words(phone),
      contact: `070-000 00 ${phone.history.length}`,
    });
  const { offerId } = phone.chance.pick(mine).body as { offerId: string };
  phone.say('offer.withdraw', { offerId });
};

const said = ({ history }: Phone, verb: string): Operation[] => history.filter((op) => op.verb === verb);

/** No two texts are alike, so that a swallowed or doubled one can be seen. */
const words = (phone: Phone): string =>
  `Bussen går för sällan ${phone.history.length} ${crypto.randomUUID()}`;
