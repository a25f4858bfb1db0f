import type { Problem, Remedy } from './problem.ts';

/**
 * The state of one thing a person said. `waiting`: to be sent, not before a time. `sending`: no answer yet. `saved`: the
 * server said so. `refused`: it will not be sent again; the text stays until its author has copied, resent or removed it.
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

export type Outcome = { ok: true } | { ok: false; problem: Problem; sentence: string; remedy: Remedy };
/** Milliseconds since 1970, and a number from 0 to 1. */
export interface Moment {
  now: number;
  chance: number;
}

/** Nothing is known of it: it may be sent at once. */
export const fresh: EntryState = { kind: 'waiting', tries: 0, notBefore: 0 };

/** Not on the server as far as we know: the page must not say that it is. */
export const isUnsent = (entry: Entry): boolean =>
  entry.state.kind === 'waiting' || entry.state.kind === 'sending';

/** At least one try has come back without the server having it. */
export const hasFailed = ({ state }: Entry): boolean =>
  (state.kind === 'waiting' && state.tries > 0) || (state.kind === 'sending' && state.tries > 1);

/** Only an acknowledgement makes it saved. */
export const after = (state: EntryState, outcome: Outcome, at: Moment): EntryState =>
  outcome.ok ? { kind: 'saved' } : afterProblem(state, outcome, at);

/** A problem that may pass, or that coming in anew cures, keeps it waiting; any other keeps its text as a draft. */
const afterProblem = (
  state: EntryState,
  { problem, sentence, remedy }: Extract<Outcome, { ok: false }>,
  { now, chance }: Moment,
): EntryState => {
  // Two tabs may have sent it: what one was told for good, the other's silence does not take back.
  if (state.kind === 'saved' || state.kind === 'refused') return state;
  // As the server says: one that was renewed meanwhile may name problems that this page has never heard of.
  if (remedy === 'give_up') return { kind: 'refused', problem, sentence };
  const tries = state.kind === 'sending' ? state.tries : 1;
  const notBefore = now + pause(tries, chance, problem.retryAfter);
  return { kind: 'waiting', tries, notBefore, problem, sentence };
};

/** Longer for every try, up to half a minute, and never the same for two phones. Milliseconds. */
const pause = (tries: number, chance: number, atLeast = 0): number =>
  Math.max(atLeast, Math.min(30_000, 500 * 2 ** tries) * (0.5 + chance / 2));
