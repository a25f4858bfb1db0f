import { runBatch, type Ended, type Ground, type Work } from './batch.ts';

export const groupLimits = {
  /** Pieces of work in one transaction: more would let the first wait for the last. */
  batch: 200,
  /** How long we try to get at a file that another process holds, and how often (ms). */
  patience: 2000,
  tryAgain: 50,
  /**
   * When it is busy: how long after the last group began the next one does (ms), for each piece that group held, and at
   * most. Fewer groups write fewer pages and flush less often.
   */
  gather: 4,
  gatherMost: 12,
} as const;

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

export interface GroupCommitParts {
  ground: Ground;
  clock: { now(): number; after(ms: number, run: () => void): void };
  isBusy(failure: unknown): boolean;
}

interface Job {
  work: Work;
  alone: boolean;
  now: boolean;
  committed(value: unknown): void;
  settle(end: Ended): void;
}

export const makeGroupCommit = (parts: GroupCommitParts): GroupCommit => {
  let waiting: Job[] = [];
  let active = false;
  const flush = makeFlush(parts.ground);

  const wake = (): void => {
    if (!active && waiting.length > 0) turns.plan(waiting.some((job) => job.now));
  };
  const round = async (): Promise<void> => {
    active = true;
    const [batch, rest] = firstGroup(waiting);
    waiting = rest;
    turns.held(batch.length);
    const ended = batch[0]?.alone ? await outside(batch) : await inside(parts, batch);
    active = false;
    wake();
    const ends = batch.map((job, at) => ({ job, end: ended[at] as Ended }));
    for (const { job, end } of ends) if ('value' in end) job.committed(end.value);
    flush(ends);
  };
  const turns = makeTurns(parts.clock, () => void round());
  const ask = <T>(job: Pick<Job, 'work'> & Partial<Job>): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      const settle = (end: Ended): void => {
        if ('value' in end) resolve(end.value as T);
        else reject(end.failure instanceof Error ? end.failure : new Error(String(end.failure)));
      };
      waiting.push({ ...ordinary, ...job, settle });
      wake();
    });

  return {
    write: <T>(work: () => Promise<T>, committed?: (value: T) => void) =>
      ask<T>({ work, committed: (value) => committed?.(value as T) }),
    writeNow: (work) => ask({ work, now: true }),
    gathered: () => (active || waiting.length > 0 ? committed(ask) : Promise.resolve()),
    alone: (work) => ask({ work: async () => work(), alone: true, now: true }),
  };
};

interface Turns {
  plan(atOnce: boolean): void;
  /** How many pieces the group that begins holds: the fuller it is, the longer the next one gathers. */
  held(pieces: number): void;
}

/**
 * When the next group begins: at once if it was quiet or somebody has gathered already, else a little after the last.
 * Everything that comes in the same moment shares it; while the disk works, the next one gathers.
 */
const makeTurns = (clock: GroupCommitParts['clock'], begin: () => void): Turns => {
  let began = -Infinity;
  let gather: number = groupLimits.gather;
  let planned: number | undefined;
  return {
    held: (pieces) => (gather = Math.min(groupLimits.gatherMost, groupLimits.gather * pieces)),
    plan: (atOnce) => {
      const now = clock.now();
      const at = atOnce ? now : Math.max(now, began + gather);
      if (planned !== undefined && planned <= at) return;
      planned = at;
      clock.after(at - now, () => {
        // An earlier turn was asked for meanwhile.
        if (planned !== at) return;
        planned = undefined;
        began = clock.now();
        begin();
      });
    },
  };
};

const ordinary = { alone: false, now: false, committed: () => undefined };

interface Ending {
  job: Job;
  end: Ended;
}

/** Resolves when all who wait are committed, or have failed: then there is nothing to wait for either. */
const committed = (ask: (job: Pick<Job, 'work'> & Partial<Job>) => Promise<unknown>): Promise<void> =>
  new Promise((resolve) => {
    ask({ work: () => Promise.resolve(), now: true, committed: () => resolve() }).catch(() => resolve());
  });

/**
 * Tells everybody how it ended, when the disk has it and not before. One flush after another; what was committed
 * while one was under way shares the next. A disk takes milliseconds, in which others must be served.
 */
const makeFlush = (ground: Ground): ((endings: readonly Ending[]) => void) => {
  let unflushed: Ending[] = [];
  let flushing = false;
  const run = async (): Promise<void> => {
    flushing = true;
    while (unflushed.length > 0) {
      const group = unflushed;
      unflushed = [];
      const failed = await ground.flush().then(
        () => undefined,
        (failure: unknown) => ({ failure }),
      );
      for (const { job, end } of group) job.settle(failed ?? end);
    }
    flushing = false;
  };
  return (endings) => {
    unflushed.push(...endings);
    if (!flushing) void run();
  };
};

/** The next one if it must be alone, else as many as may share a transaction; and who is left. */
const firstGroup = (waiting: readonly Job[]): [Job[], Job[]] => {
  const lonely = waiting.findIndex((job) => job.alone);
  const many = Math.min(groupLimits.batch, lonely < 0 ? waiting.length : Math.max(1, lonely));
  return [waiting.slice(0, many), waiting.slice(many)];
};

const inside = async (parts: GroupCommitParts, batch: readonly Job[]): Promise<Ended[]> => {
  const failed = await beginPatiently(parts);
  if (failed) return batch.map(() => failed);
  return runBatch(
    parts.ground,
    batch.map((job) => job.work),
  );
};

const outside = (batch: readonly Job[]): Promise<Ended[]> =>
  Promise.all(
    batch.map((job) =>
      job.work().then(
        (value) => ({ value }),
        (failure: unknown) => ({ failure }),
      ),
    ),
  );

/** Another process may hold the file for a moment (a backup, the command line): we wait and block nobody. */
const beginPatiently = async ({
  ground,
  clock,
  isBusy,
}: GroupCommitParts): Promise<{ failure: unknown } | undefined> => {
  const until = clock.now() + groupLimits.patience;
  for (;;) {
    try {
      ground.begin();
      return undefined;
    } catch (failure) {
      if (!isBusy(failure) || clock.now() >= until) return { failure };
      await new Promise<void>((again) => clock.after(groupLimits.tryAgain, again));
    }
  }
};
