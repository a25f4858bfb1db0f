import type { Clock } from './group-turns.ts';

export const batchLimits = {
  /** How long we try to get at a file that another process holds, and how often (ms). */
  patience: 2000,
  tryAgain: 50,
} as const;

/** What a database does for the writer. Each call but `flush` has taken effect when it returns, or throws. */
export interface Ground {
  /**
   * Before anybody reads: brings onto the disk what a former life committed and died too soon to flush. Shown first
   * and lost afterwards in a power cut, it would leave phones ahead of the server.
   */
  start(): void;
  /** Starts a transaction that may write. Throws a busy error while another process holds the file. */
  begin(): void;
  /** From here on others may read it, and a killed process does not lose it; a power cut may, until `flush`. */
  commit(): void;
  /** Resolves when everything committed before the call is on the disk itself. */
  flush(): Promise<void>;
  rollback(): void;
  /** Marks the place to which `undo` goes back; `release` forgets it. */
  save(): void;
  release(): void;
  undo(): void;
  /** False when the database itself has given the whole transaction up, as it does when the disk is full. */
  isOpen(): boolean;
}

export type Work = () => Promise<unknown>;
export type Ended = { value: unknown } | { failure: unknown };

export interface BatchParts {
  ground: Ground;
  clock: Clock;
  isBusy(failure: unknown): boolean;
}

/** Begins a transaction and runs the batch in it; fails as a whole when it cannot begin. */
export const inOneTransaction = async (parts: BatchParts, batch: readonly Work[]): Promise<Ended[]> => {
  const failed = await beginPatiently(parts);
  return failed ? batch.map(() => failed) : runBatch(parts.ground, batch);
};

/** Another process may hold the file for a moment (a backup, the command line): we wait and block nobody. */
const beginPatiently = async ({
  ground,
  clock,
  isBusy,
}: BatchParts): Promise<{ failure: unknown } | undefined> => {
  const until = clock.now() + batchLimits.patience;
  for (;;) {
    try {
      ground.begin();
      return undefined;
    } catch (failure) {
      if (!isBusy(failure) || clock.now() >= until) return { failure };
      await new Promise<void>((again) => clock.after(batchLimits.tryAgain, again));
    }
  }
};

/**
 * Runs many pieces of work in the one transaction that is open, each in a savepoint of its own, and commits
 * once. One that throws leaves no trace and harms no other. When the disk refuses, none of them happened and
 * all of them fail: nobody may hear of a success that is not on the disk.
 */
const runBatch = async (ground: Ground, batch: readonly Work[]): Promise<Ended[]> => {
  const ended: Ended[] = [];
  for (const work of batch) {
    const end = await one(ground, work);
    if (!ground.isOpen()) return batch.map(() => end);
    ended.push(end);
  }
  try {
    ground.commit();
    return ended;
  } catch (failure) {
    if (ground.isOpen()) ground.rollback();
    return batch.map(() => ({ failure }));
  }
};

const one = async (ground: Ground, work: Work): Promise<Ended> => {
  try {
    ground.save();
    const value = await work();
    ground.release();
    return { value };
  } catch (failure) {
    if (ground.isOpen()) ground.undo();
    return { failure };
  }
};

/** Runs a piece of work outside any transaction. */
export const alone = (work: Work): Promise<Ended> =>
  work().then(
    (value) => ({ value }),
    (failure: unknown) => ({ failure }),
  );
