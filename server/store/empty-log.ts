import type { Connection } from '../../db/connect.ts';

/** How long we wait before trying again, and at most: each try may stop the hall for as long as the database waits (ms). */
const waits = { first: 100, most: 5000 } as const;

interface Means {
  alone(work: () => void): Promise<void>;
  after(ms: number, run: () => void): void;
}

/**
 * Folds the write-ahead log into the file and empties it. Whoever reads just now, an export or a backup, holds the log as
 * it is; then it is tried until they are done, because what closing a meeting cut must not live on in it.
 */
export const emptyLog = async ({ raw }: Connection, { alone, after }: Means): Promise<void> => {
  let isEmpty = false;
  const fold = (): void => {
    const [answer] = raw.open ? (raw.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[]) : [];
    isEmpty = answer?.busy !== 1;
  };
  for (let wait: number = waits.first; ; wait = Math.min(2 * wait, waits.most)) {
    await alone(fold);
    if (isEmpty) return;
    await new Promise<void>((resolve) => after(wait, resolve));
  }
};
