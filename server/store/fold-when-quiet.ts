import { statSync } from 'node:fs';
import type { Connection } from '../../db/connect.ts';

const foldLimits = {
  /** Bytes of log worth folding, and how long nobody must have written (ms). */
  bytes: 4 * 1024 * 1024,
  quiet: 400,
  lookEvery: 1000,
  /** Pages of log after which SQLite folds it by itself, quiet or not: about 32 MB. */
  pages: 8000,
} as const;

/**
 * Folding the log into the file writes and flushes both, and stops the hall for as long as that takes. In the middle
 * of a burst everybody would feel it; a second later nobody does. `wrote` is called at each write.
 */
export const foldWhenQuiet = ({ raw }: Connection, alone: (work: () => void) => Promise<void>) => {
  raw.pragma(`wal_autocheckpoint = ${foldLimits.pages}`);
  let last = 0;
  const look = (): void => {
    if (performance.now() - last < foldLimits.quiet || logBytes(raw.name) < foldLimits.bytes) return;
    // A fold that fails (a full disk) is tried again; nothing is lost while the log is there.
    alone(() => void raw.pragma('wal_checkpoint(TRUNCATE)')).catch(() => undefined);
  };
  const timer = setInterval(look, foldLimits.lookEvery);
  timer.unref();
  return { wrote: () => void (last = performance.now()), stop: () => clearInterval(timer) };
};

const logBytes = (file: string): number => {
  try {
    return statSync(`${file}-wal`).size;
  } catch {
    return 0;
  }
};
