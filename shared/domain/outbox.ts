import { remedyOf, type Problem } from './problem.ts';

/**
 * The outbox is where what a person says waits until the server has it on disk. `waiting`: to be sent, not
 * before a time. `sending`: no answer yet. `saved`: the server said so. `refused`: it will not be sent again;
 * the text stays until its author has copied, resent or removed it.
 */
export type EntryState =
  | { kind: 'waiting'; tries: number; notBefore: number; problem?: Problem; sentence?: string }
  | { kind: 'sending'; tries: number }
  | { kind: 'saved' }
  | { kind: 'refused'; problem: Problem; sentence: string };

/** One command on its way. `id` is the command's own and never changes; `order` is when it was put in. */
export interface Entry<Verb extends string = string> {
  id: string;
  meetingId: string;
  order: number;
  verb: Verb;
  body: unknown;
  state: EntryState;
}

export type Outcome = { ok: true } | { ok: false; problem: Problem; sentence: string };

/** Puts a command last. The same id again is the same command: the box stays as it is. */
export const putIn = <E extends Entry>(box: readonly E[], entry: Omit<E, 'order' | 'state'>): E[] =>
  box.some((e) => e.id === entry.id)
    ? [...box]
    : [...box, { ...entry, order: nextOrder(box), state: fresh } as unknown as E];

const fresh: EntryState = { kind: 'waiting', tries: 0, notBefore: 0 };

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

/** Not on the server as far as we know: the page must not say that it is. */
export const isUnsent = (entry: Entry): boolean =>
  entry.state.kind === 'waiting' || entry.state.kind === 'sending';

/** At least one try has come back without the server having it. */
export const hasFailed = ({ state }: Entry): boolean =>
  (state.kind === 'waiting' && state.tries > 0) || (state.kind === 'sending' && state.tries > 1);

/** An entry leaves for the server. */
export const begin = <E extends Entry>(box: readonly E[], id: string): E[] =>
  change(box, id, (state) =>
    state.kind === 'waiting' ? { kind: 'sending', tries: state.tries + 1 } : state,
  );

/**
 * What the server said about an entry. Only an acknowledgement makes it saved. A problem that may pass, or that
 * coming in anew cures, keeps it waiting; any other keeps its text as a refused draft. `chance` is 0 to 1.
 */
export const answered = <E extends Entry>(
  box: readonly E[],
  id: string,
  outcome: Outcome,
  at: { now: number; chance: number },
): E[] => change(box, id, (state) => (outcome.ok ? { kind: 'saved' } : afterProblem(state, outcome, at)));

const afterProblem = (
  state: EntryState,
  { problem, sentence }: Extract<Outcome, { ok: false }>,
  { now, chance }: { now: number; chance: number },
): EntryState => {
  // Two tabs may have sent it: what one was told for good, the other's silence does not take back.
  if (state.kind === 'saved' || state.kind === 'refused') return state;
  if (remedyOf(problem.code) === 'give_up') return { kind: 'refused', problem, sentence };
  const tries = state.kind === 'sending' ? state.tries : 1;
  return {
    kind: 'waiting',
    tries,
    notBefore: now + pause(tries, chance, problem.retryAfter),
    problem,
    sentence,
  };
};

/** Longer for every try, up to half a minute, and never the same for two phones. Milliseconds. */
const pause = (tries: number, chance: number, atLeast = 0): number =>
  Math.max(atLeast, Math.min(30_000, 500 * 2 ** tries) * (0.5 + chance / 2));

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
