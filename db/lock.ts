import Database from 'better-sqlite3';
import { join } from 'node:path';

/** How long we wait for another process to let go of the folder (ms). */
const patience = 3000;

/**
 * Takes a data folder for this process alone: a server that runs, a migration, a restore. The lock is the
 * operating system's, on an empty file, so it is gone when the process is, however it ended; there is no stale
 * one to clear away by hand. Returns how to let go, or undefined when somebody else has it.
 */
export const takeFolder = (dataDir: string): (() => void) | undefined => {
  const raw = new Database(join(dataDir, 'server.lock'), { timeout: patience });
  try {
    raw.exec('BEGIN EXCLUSIVE');
    return () => void raw.close();
  } catch (failure) {
    raw.close();
    if ((failure as { code?: unknown }).code === 'SQLITE_BUSY') return undefined;
    throw failure;
  }
};
