import type * as Y from 'yjs';
import type { MeetingState } from '../domain/meeting.ts';
import type { StepKind, StepState } from '../domain/step.ts';
import type { DotTarget, Tally } from '../domain/dot.ts';
import type { Timer } from '../domain/timer.ts';
import { syncKey, syncMap, toRecord } from './values.ts';

/**
 * `room/<meeting>`: what everybody in the hall may see. Only the server writes it. A note that is hidden, or
 * whose step is not revealed, is never in it; neither is anything about who wrote what.
 */
export interface RoomMeeting {
  title: string;
  state: MeetingState;
  currentStepId: string | null;
  timer: Timer | null;
  joinCode: string | null;
}
export interface RoomStep {
  position: number;
  kind: StepKind;
  title: string;
  questionId: string | null;
  question: string | null;
  minutes: number;
  dotsPerPerson: number;
  state: StepState;
  notesRevealed: boolean;
  dotsRevealed: boolean;
}
/** Short keys: two thousand of these go to every phone. t text, s step id, h theme id, l language if not Swedish. */
export interface RoomNote {
  t: string;
  s: string;
  h?: string;
  l?: string;
}
export interface RoomTheme {
  title: string;
  order: number;
}
export interface DotOption {
  id: string;
  target: DotTarget;
  title: string;
}
export interface RoomTallies {
  /** How many people placed at least one dot. */
  people: number;
  list: Tally[];
}
/** An offer as the room sees it: what, never who. */
export interface RoomOffer {
  kind: string;
  text: string;
  themeId: string | null;
}

export interface RoomState {
  meeting: RoomMeeting | undefined;
  steps: (RoomStep & { id: string })[];
  notes: (RoomNote & { number: number })[];
  themes: (RoomTheme & { id: string })[];
  options: Record<string, DotOption[]>;
  tallies: Record<string, RoomTallies>;
  offers: (RoomOffer & { id: string })[];
}

const maps = (doc: Y.Doc) => ({
  meeting: doc.getMap<RoomMeeting>('meeting'),
  steps: doc.getMap<RoomStep>('steps'),
  notes: doc.getMap<RoomNote>('notes'),
  themes: doc.getMap<RoomTheme>('themes'),
  options: doc.getMap<DotOption[]>('options'),
  tallies: doc.getMap<RoomTallies>('tallies'),
  offers: doc.getMap<RoomOffer>('offers'),
});

/** Reads the whole room; safe on an empty document (`meeting` is undefined until the first state came). */
export const readRoom = (doc: Y.Doc): RoomState => {
  const m = maps(doc);
  return {
    meeting: m.meeting.get('meeting'),
    steps: withIds(m.steps).sort((a, b) => a.position - b.position),
    notes: [...m.notes]
      .map(([key, note]) => ({ ...note, number: Number(key) }))
      .sort((a, b) => a.number - b.number),
    themes: withIds(m.themes).sort((a, b) => a.order - b.order || a.id.localeCompare(b.id)),
    options: toRecord(m.options),
    tallies: toRecord(m.tallies),
    offers: withIds(m.offers),
  };
};

const withIds = <T extends object>(map: Y.Map<T>): (T & { id: string })[] =>
  [...map].map(([id, value]) => ({ ...value, id }));

/** Brings the document in step with the facts, in one transaction, writing only what differs. */
export const writeRoom = (doc: Y.Doc, room: RoomState): void => {
  const m = maps(doc);
  doc.transact(() => {
    if (room.meeting) syncKey(m.meeting, 'meeting', room.meeting);
    syncMap(m.steps, byId(room.steps));
    syncMap(m.notes, new Map(room.notes.map(({ number, ...note }) => [String(number), note])));
    syncMap(m.themes, byId(room.themes));
    syncMap(m.options, new Map(Object.entries(room.options)));
    syncMap(m.tallies, new Map(Object.entries(room.tallies)));
    syncMap(m.offers, byId(room.offers));
  }, 'server');
};

const byId = <T extends { id: string }>(list: readonly T[]): Map<string, Omit<T, 'id'>> =>
  new Map(list.map(({ id, ...rest }) => [id, rest]));

/** Whether dots can be laid on this, or could be in an earlier round. */
export const isOption = (doc: Y.Doc, id: string): boolean =>
  [...maps(doc).options.values()].some((options) => options.some((option) => option.id === id));

/** One note came, changed or went: the path of every note, so it touches one key and nothing else. */
export const writeRoomNote = (doc: Y.Doc, number: number, note: RoomNote | undefined): void => {
  const { notes } = maps(doc);
  if (note) doc.transact(() => syncKey(notes, String(number), note), 'server');
  else if (notes.has(String(number))) doc.transact(() => notes.delete(String(number)), 'server');
};
