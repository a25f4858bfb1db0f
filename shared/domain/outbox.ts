import {
  after,
  fresh,
  isUnsent,
  type Entry,
  type EntryState,
  type Moment,
  type Outcome,
} from './outbox-entry.ts';

// The outbox is where what a person says waits, in the order she said it, until the server has it on disk.

/** Puts a command last. The same id again is the same command: the box stays as it is. */
export const putIn = <E extends Entry>(box: readonly E[], entry: Omit<E, 'order' | 'state'>): E[] =>
  box.some((e) => e.id === entry.id)
    ? [...box]
    : [...box, { ...entry, order: nextOrder(box), state: fresh } as unknown as E];

const nextOrder = (box: readonly Entry[]): number => Math.max(0, ...box.map((e) => e.order)) + 1;

/**
 * The entry to send now: the first that is neither saved nor refused, if its time has come. One at a time, so
 * that a note is there before its correction.
 */
export const nextToSend = <E extends Entry>(box: readonly E[], now: number): E | undefined => {
  const first = firstUnsent(box);
  return first?.state.kind === 'waiting' && first.state.notBefore <= now ? first : undefined;
};

/** When to look again, milliseconds since 1970; undefined when nothing waits for a time. */
export const wakeAt = (box: readonly Entry[]): number | undefined => {
  const first = firstUnsent(box);
  return first?.state.kind === 'waiting' ? first.state.notBefore : undefined;
};

const firstUnsent = <E extends Entry>(box: readonly E[]): E | undefined => inOrder(box).find(isUnsent);

const inOrder = <E extends Entry>(box: readonly E[]): E[] =>
  [...box].sort((a, b) => a.order - b.order || a.id.localeCompare(b.id));

/** An entry leaves for the server. */
export const begin = <E extends Entry>(box: readonly E[], id: string): E[] =>
  change(box, id, (state) =>
    state.kind === 'waiting' ? { kind: 'sending', tries: state.tries + 1 } : state,
  );

/** What the server said about an entry. */
export const answered = <E extends Entry>(box: readonly E[], id: string, outcome: Outcome, at: Moment): E[] =>
  change(box, id, (state) => after(state, outcome, at));

/**
 * After a reload nobody knows whether what was on its way came through. It is sent again under the same id,
 * which is harmless, and nothing that waited for a time waits longer.
 */
export const resume = <E extends Entry>(box: readonly E[]): E[] =>
  box.map((entry) => (isUnsent(entry) ? { ...entry, state: fresh } : entry));

/** The line is back: what waited only because it was down goes now. */
export const hurry = <E extends Entry>(box: readonly E[]): E[] =>
  box.map((entry) =>
    entry.state.kind === 'waiting' && entry.state.problem?.retryAfter === undefined
      ? { ...entry, state: { ...entry.state, notBefore: 0 } }
      : entry,
  );

/** Sends a refused draft again, last and as a new command: the old id would get the old answer. */
export const sendAgain = <E extends Entry>(box: readonly E[], id: string, newId: string): E[] => {
  const entry = box.find((e) => e.id === id && e.state.kind === 'refused');
  if (!entry) return [...box];
  return putIn(
    box.filter((e) => e.id !== id),
    { ...entry, id: newId },
  );
};

/** Takes an entry out. One that is still unsent stays: nothing is lost before the server has answered. */
export const takeOut = <E extends Entry>(box: readonly E[], id: string): E[] =>
  box.filter((entry) => entry.id !== id || isUnsent(entry));

const change = <E extends Entry>(box: readonly E[], id: string, to: (state: EntryState) => EntryState): E[] =>
  box.map((entry) => (entry.id === id ? { ...entry, state: to(entry.state) } : entry));
