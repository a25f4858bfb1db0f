import { alone, inOneTransaction, type BatchParts, type Ended, type Work } from './batch.ts';
import { tellWhenFlushed } from './group-ends.ts';
import { makeTurns } from './group-turns.ts';

/** Pieces of work in one transaction: more would let the first wait for the last. */
export const mostInGroup = 200;

/** Everyone's work, one after another, many pieces in one transaction, one flush to the disk for all of them. */
export interface GroupCommit {
  /**
   * Runs `work` after everything asked for before. Resolves when it is on the disk. Rejects when it throws, and
   * nothing of it happened; or when the disk refuses, and the same work may be asked for again. `work` must await
   * nothing but the database. `committed` hears of it a moment earlier: what it starts may be stored, and flushed
   * together with it, but must not be seen by anybody before.
   */
  write<T>(work: () => Promise<T>, committed?: (value: T) => void): Promise<T>;
  /** The same for one who has gathered already: it begins at once, and takes along all who wait. */
  writeNow<T>(work: () => Promise<T>): Promise<T>;
  /** Lets all who wait begin at once. Resolves when they are committed: others may read it, the disk may not have it yet. */
  gathered(): Promise<void>;
  /** Runs `work` in its turn, outside any transaction. */
  alone(work: () => void): Promise<void>;
}

interface Job {
  work: Work;
  alone: boolean;
  now: boolean;
  committed(value: unknown): void;
  settle(end: Ended): void;
}
type Ask = <T>(job: Pick<Job, 'work'> & Partial<Job>) => Promise<T>;

const ordinary = { alone: false, now: false, committed: () => undefined };

export const makeGroupCommit = (parts: BatchParts): GroupCommit => {
  let waiting: Job[] = [];
  let active = false;
  const tell = tellWhenFlushed(parts.ground);

  const wake = (): void => {
    if (!active && waiting.length > 0) turns.plan(waiting.some((job) => job.now));
  };
  const round = async (): Promise<void> => {
    active = true;
    const [group, rest] = firstGroup(waiting);
    waiting = rest;
    turns.held(group.length);
    const ended = await carryOut(parts, group);
    active = false;
    wake();
    const endings = group.map((job, at) => ({ ...job, end: ended[at] as Ended }));
    for (const { committed, end } of endings) if ('value' in end) committed(end.value);
    tell(endings);
  };
  const turns = makeTurns(parts.clock, () => void round());
  const ask: Ask = (job) =>
    new Promise((resolve, reject) => {
      const settle = (end: Ended): void => {
        if ('value' in end) resolve(end.value as never);
        else reject(end.failure instanceof Error ? end.failure : new Error(String(end.failure)));
      };
      waiting.push({ ...ordinary, ...job, settle });
      wake();
    });

  return {
    write: <T>(work: () => Promise<T>, committed?: (value: T) => void) =>
      ask<T>({ work, committed: (value) => committed?.(value as T) }),
    writeNow: (work) => ask({ work, now: true }),
    gathered: () => (active || waiting.length > 0 ? allCommitted(ask) : Promise.resolve()),
    alone: (work) => ask({ work: async () => work(), alone: true, now: true }),
  };
};

const carryOut = (parts: BatchParts, group: readonly Job[]): Promise<Ended[]> => {
  const works = group.map((job) => job.work);
  return group[0]?.alone ? Promise.all(works.map(alone)) : inOneTransaction(parts, works);
};

/** The next one if it must be alone, else as many as may share a transaction; and who is left. */
const firstGroup = (waiting: readonly Job[]): [Job[], Job[]] => {
  const lonely = waiting.findIndex((job) => job.alone);
  const many = Math.min(mostInGroup, lonely < 0 ? waiting.length : Math.max(1, lonely));
  return [waiting.slice(0, many), waiting.slice(many)];
};

/** Resolves when all who wait are committed, or have failed: then there is nothing to wait for either. */
const allCommitted = (ask: Ask): Promise<void> =>
  new Promise((resolve) => {
    ask({ work: () => Promise.resolve(), now: true, committed: () => resolve() }).catch(() => resolve());
  });
