import { readRoom, type RoomState } from '../../shared/documents/room.ts';
import { freeDot } from '../../shared/domain/dot.ts';
import { offerKinds } from '../../shared/domain/offer.ts';
import type { RoomView } from '../../shared/wire/views.ts';
import type { Body, Verb } from '../../shared/wire/up.ts';
import { Browser, type Line } from './browser.ts';
import { diceOf, rest, type Dice } from './chance.ts';
import type { Ledger } from './ledger.ts';
import { sayUntilAnswered, type Fate } from './outbox.ts';
import { ownOffers } from './sentences.ts';
import type { Texts } from './texts.ts';

/** Seconds between two things one person does. */
export interface Pace {
  shortest: number;
  longest: number;
}
export const paces = {
  calm: { shortest: 2, longest: 20 },
  fast: { shortest: 0.3, longest: 2 },
} as const satisfies Record<string, Pace>;

export interface Hall {
  url: string;
  code: string;
  texts: Texts;
  pace: Pace;
  ledger: Ledger;
  /** Aborted when the crowd goes home; what has been said is still waited for. */
  home: AbortSignal;
}

interface Resident {
  hall: Hall;
  dice: Dice;
  line: Line;
  meetingId: string;
  /** Dots laid so far, by round, and how many notes in each step this person has it in her to write. */
  dots: Map<string, { dot: number; targetId: string }[]>;
  notesLeft: Map<string, number>;
}
type Step = RoomState['steps'][number];

/** One person from the door to the end: she reads the room's document and does what its step asks for. */
export const liveThrough = async (hall: Hall, seed: number): Promise<void> => {
  const dice = diceOf(seed);
  await rest(dice.between(0, hall.pace.longest * 500), hall.home);
  const browser = new Browser(hall.url);
  const { meetingId } = await browser.ask<{ meetingId: string }>('/api/v1/join', { code: hall.code });
  await browser.ask<RoomView>(`/api/v1/meetings/${meetingId}`);
  const line = browser.line(meetingId);
  const room = await browser.document('room', meetingId);
  hall.ledger.people += 1;
  const resident: Resident = { hall, dice, line, meetingId, dots: new Map(), notesLeft: new Map() };
  while (!hall.home.aborted) {
    await rest(dice.between(hall.pace.shortest, hall.pace.longest) * 1000, hall.home);
    if (!hall.home.aborted) await actIn(resident, readRoom(room.doc));
  }
  line.disconnect();
  room.close();
};

const actIn = async (resident: Resident, room: RoomState): Promise<void> => {
  const step = room.steps.find(({ id }) => id === room.meeting?.currentStepId);
  if (step?.state !== 'open') return;
  if (step.kind === 'collect') return writeNote(resident, step);
  if (step.kind === 'dots') return placeDot(resident, step, room);
  if (step.kind === 'offers')
    return resident.dice.next() < 0.2 ? makeOffer(resident, step, room) : writeNote(resident, step);
};

/** Most have one or two things to say, a few have many. */
const writeNote = async (resident: Resident, step: Step): Promise<void> => {
  const { dice, hall, notesLeft } = resident;
  const left = notesLeft.get(step.id) ?? Math.ceil(1 / (0.12 + dice.next() * 0.9));
  notesLeft.set(step.id, left - 1);
  const text = dice.pick(hall.texts.texts);
  if (left <= 0 || text === undefined) return;
  const noteId = crypto.randomUUID();
  hall.ledger.notes.written += 1;
  const fate = await say(resident, 'note.write', { noteId, stepId: step.id, text, lang: hall.texts.lang });
  hall.ledger.notes[fate] += 1;
  if (fate === 'acknowledged') hall.ledger.notes.kept.push({ id: noteId, text });
};

const placeDot = async (resident: Resident, step: Step, room: RoomState): Promise<void> => {
  const { dice, dots, hall } = resident;
  const own = dots.get(step.id) ?? [];
  const dot = freeDot(own, step.dotsPerPerson);
  const option = dice.pick(room.options[step.id] ?? []);
  if (dot === undefined || option === undefined) return;
  hall.ledger.dots.placed += 1;
  const fate = await say(resident, 'dot.place', { stepId: step.id, dot, targetId: option.id });
  hall.ledger.dots[fate] += 1;
  if (fate === 'acknowledged') dots.set(step.id, [...own, { dot, targetId: option.id }]);
};

const makeOffer = async (resident: Resident, step: Step, room: RoomState): Promise<void> => {
  const { dice, hall } = resident;
  const offerId = crypto.randomUUID();
  hall.ledger.offers.made += 1;
  const fate = await say(resident, 'offer.make', {
    offerId,
    stepId: step.id,
    kind: dice.pick(offerKinds) ?? 'other',
    text: dice.pick(ownOffers) ?? '',
    themeId: dice.pick(room.themes)?.id ?? null,
    ...(dice.next() < 0.5 ? { contact: 'Någon i byn, exempel@example.org' } : {}),
  });
  hall.ledger.offers[fate] += 1;
  if (fate === 'acknowledged') hall.ledger.offers.kept.push(offerId);
};

const say = async <V extends Verb>(
  { line, meetingId, hall }: Resident,
  verb: V,
  body: Body<V>,
): Promise<Fate> => {
  const before = performance.now();
  const { fate, code, tries } = await sayUntilAnswered(line, { verb, meetingId, body });
  const { ledger } = hall;
  ledger.slowest = Math.max(ledger.slowest, performance.now() - before);
  if (tries > 1) ledger.retried += 1;
  if (code !== undefined) ledger.refusals[code] = (ledger.refusals[code] ?? 0) + 1;
  return fate;
};
