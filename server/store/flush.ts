import { closeSync, existsSync, fdatasync, openSync } from 'node:fs';
import { promisify } from 'node:util';
import type { Connection } from '../../db/connect.ts';

const flushFile = promisify(fdatasync);

/**
 * Brings the write-ahead log onto the disk, in a thread of its own: a disk takes milliseconds, and the hall must
 * not stand still meanwhile. SQLite has written the log in full at COMMIT, in order, so one flush makes safe
 * everything committed before it.
 */
export const flushOf = ({ raw }: Connection): (() => Promise<void>) => {
  const log = `${raw.name}-wal`;
  let file: number | undefined;
  let inDoubt = false;
  const open = (): number | undefined => (file ??= existsSync(log) ? openSync(log, 'r') : undefined);
  return async () => {
    if (raw.memory || !raw.open) return;
    // After a flush that failed the system may believe the log is written: only a whole checkpoint is proof then.
    if (inDoubt) checkpoint(raw);
    inDoubt = false;
    const opened = open();
    if (opened === undefined) return;
    try {
      await flushFile(opened);
    } catch (failure) {
      inDoubt = true;
      closeSync(opened);
      file = undefined;
      throw failure;
    }
  };
};

/** Throws unless everything in the log stands in the file itself, flushed. */
const checkpoint = (raw: Connection['raw']): void => {
  const [answer] = raw.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
  if (answer?.busy !== 0) throw Object.assign(new Error('the log could not be folded'), { code: 'EIO' });
};
