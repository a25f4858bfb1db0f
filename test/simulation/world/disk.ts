import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type Connection } from '../../../db/connect.ts';
import type { Ground } from '../../../server/store/batch.ts';
import { groundOf } from '../../../server/store/store.ts';

/** The server's disk: real SQLite, two connections as in the service, that fails or crashes when told to. */
export interface Disk {
  writer: Connection;
  reader: Connection;
  /** What the disk does to those who write, until it is set to something else. */
  mood: 'well' | 'full' | 'full at once' | 'full at the flush' | 'busy';
  /**
   * How the process dies at the next commit: the transaction is gone; or there, though nobody will hear of it; or
   * the power goes before the flush, and with it everything that was only committed. Or it dies then, a new one
   * starts on what was committed, and only then the power goes.
   */
  crashAt: Crash | undefined;
  /** A ground for one life of the server. */
  ground(life: Life): Ground;
  close(): void;
}

export type Crash = 'before commit' | 'after commit' | 'power' | 'killed, then power';

interface Life {
  alive(): boolean;
  /** The process dies in the middle of what it does. */
  die(how: string): void;
  after(ms: number, run: () => void): void;
  /** How long the next flush takes (ms). */
  flushing(): number;
}

class DiskFailure extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

const open = (file: string): Pick<Disk, 'writer' | 'reader'> => ({
  writer: connect(file),
  reader: connect(file, { readonly: true }),
});

const shut = ({ writer, reader }: Disk): void => [reader, writer].forEach(({ raw }) => raw.close());

export const makeDisk = (image: Uint8Array): Disk => {
  const folder = mkdtempSync(join(tmpdir(), 'bystamma-sim-'));
  const file = join(folder, 'bystamma.db');
  writeFileSync(file, image);
  /** What the disk itself has, while the power is about to go. */
  let safe: Uint8Array | undefined;
  let killedFirst = false;
  const disk: Disk = {
    ...{ ...open(file), mood: 'well', crashAt: undefined },
    ground: (life) =>
      groundFor(disk, life, {
        remember: () => {
          killedFirst = disk.crashAt === 'killed, then power';
          disk.crashAt = undefined;
          safe ??= disk.writer.raw.serialize();
        },
        start: () => {
          safe = undefined;
        },
        killsFirst: () => {
          const kills = killedFirst;
          killedFirst = false;
          return kills;
        },
        isGoing: () => safe !== undefined,
        cut: () => {
          if (!safe) return;
          shut(disk);
          writeFileSync(file, safe);
          Object.assign(disk, open(file));
          safe = undefined;
        },
      }),
    close: () => {
      shut(disk);
      rmSync(folder, { recursive: true });
    },
  };
  return disk;
};

interface Power {
  /** From here on nothing is flushed any more: what the disk has now is what it will have. */
  remember(): void;
  /** A new life flushes what the last one left: it died of something else before the power went. */
  start(): void;
  isGoing(): boolean;
  /** Whether the process dies now, a little before the power goes; true once. */
  killsFirst(): boolean;
  /** The power is gone, and back; the disk is as it was remembered. */
  cut(): void;
}

const groundFor = (disk: Disk, life: Life, power: Power): Ground => {
  const real = groundOf(disk.writer);
  const mustLive = (): void => {
    if (!life.alive()) throw new DiskFailure('DEAD');
  };
  const crash = (how: 'before commit' | 'after commit'): never => {
    disk.crashAt = undefined;
    if (how === 'after commit') real.commit();
    else real.rollback();
    life.die(how);
    throw new DiskFailure('DEAD');
  };
  return {
    ...real,
    start: () => power.start(),
    begin: () => {
      mustLive();
      if (disk.mood === 'busy') throw new DiskFailure('SQLITE_BUSY');
      if (disk.crashAt === 'power' || disk.crashAt === 'killed, then power') power.remember();
      real.begin();
    },
    save: () => {
      real.save();
      if (disk.mood !== 'full at once') return;
      // As SQLite itself does when it cannot even keep the journal: the whole transaction is gone.
      real.rollback();
      throw new DiskFailure('SQLITE_FULL');
    },
    commit: () => {
      mustLive();
      if (disk.mood === 'full') throw new DiskFailure('SQLITE_FULL');
      const how = disk.crashAt;
      if (how === 'before commit' || how === 'after commit') crash(how);
      real.commit();
    },
    flush: () => flush(disk, life, power),
  };
};

/** Takes its time; the power may go meanwhile, and what was never flushed with it. */
const flush = (disk: Disk, life: Life, power: Power): Promise<void> =>
  new Promise((resolve, reject) => {
    const fails = disk.mood === 'full at the flush';
    const goes = power.isGoing();
    const takes = life.flushing();
    life.after(goes ? takes + 100 : takes, () => {
      if (goes && power.killsFirst()) life.die('before the power goes');
      else if (goes) {
        power.cut();
        life.die('with the power');
      } else if (fails) reject(new DiskFailure('ENOSPC'));
      else resolve();
    });
  });
