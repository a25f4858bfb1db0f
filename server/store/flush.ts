import { closeSync, existsSync, fdatasync, fdatasyncSync, openSync } from 'node:fs';
import { promisify } from 'node:util';
import type { Connection } from '../../db/connect.ts';

const flushFile = promisify(fdatasync);

export interface Flusher {
  /** The same as `flush`, at once and for what a former process has left. Throws when the disk refuses. */
  start(): void;
  /** Resolves when everything committed before the call is on the disk. */
  flush(): Promise<void>;
  /**
   * After a flush that failed the system may believe the log is written, though it is not: nothing more is taken then
   * until a whole checkpoint has proved the opposite. Throws as long as it does not.
   */
  mustBeSound(): void;
}

/**
 * Brings the write-ahead log onto the disk, in a thread of its own: a disk takes milliseconds, and the hall must
 * not stand still meanwhile. SQLite has written the log in full at COMMIT, in order, so one flush makes safe
 * everything committed before it.
 */
export const flusherOf = ({ raw }: Connection): Flusher => {
  const log = `${raw.name}-wal`;
  let file: number | undefined;
  let inDoubt = false;
  const open = (): number | undefined => (file ??= existsSync(log) ? openSync(log, 'r') : undefined);
  return {
    start: () => {
      const opened = raw.memory ? undefined : open();
      if (opened === undefined) return;
      try {
        fdatasyncSync(opened);
      } catch (failure) {
        throw new Error(`${log} could not be flushed to the disk`, { cause: failure });
      }
    },
    flush: async () => {
      const opened = raw.memory || !raw.open ? undefined : open();
      if (inDoubt) throw notFolded();
      if (opened === undefined) return;
      try {
        await flushFile(opened);
      } catch (failure) {
        inDoubt = true;
        closeSync(opened);
        file = undefined;
        throw failure;
      }
    },
    mustBeSound: () => {
      if (!inDoubt) return;
      const [answer] = raw.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
      if (answer?.busy !== 0) throw notFolded();
      inDoubt = false;
    },
  };
};

const notFolded = (): Error => Object.assign(new Error('the log could not be folded'), { code: 'EIO' });
