import { connect, type Connection, type Db } from '../../db/connect.ts';
import { openFolder } from '../../db/folder.ts';
import type { Ground } from './batch.ts';
import { emptyLog } from './empty-log.ts';
import { makeGroupCommit } from './group-commit.ts';
import type { Clock } from './group-turns.ts';
import { signInDb } from './sign-in-db.ts';
import { flusherOf } from './flush.ts';
import { foldWhenQuiet } from './fold-when-quiet.ts';

/** One file, one writer. Reads see the last committed state; writes go one after another. */
export interface Store {
  read: Db;
  /**
   * Runs `work` in a transaction; it is on disk when the promise resolves. Others' work may share the flush to the
   * disk. `work` must await nothing but the database. `committed` is called a moment before, see group-commit.ts.
   */
  write<T>(work: (tx: Db) => Promise<T>, committed?: (value: T) => void): Promise<T>;
  /** The same for one who has gathered already: it begins at once, see group-commit.ts. */
  writeNow<T>(work: (tx: Db) => Promise<T>): Promise<T>;
  /** Lets what waits be committed at once, so that `read` sees it, see group-commit.ts. */
  gathered(): Promise<void>;
  /** For the sign-in library: reads as everybody does, and its writes stand in the same line. */
  auth: Db;
  /** Folds the write-ahead log into the file and empties it, so that what was cut is gone from both. */
  settle(): Promise<void>;
  /** Runs `work` in its turn, outside any transaction. */
  alone(work: () => void): Promise<void>;
  close(): void;
}

/** Short: while the database waits for another process, nobody in the hall is served (ms). */
const busyTimeout = 20;

/**
 * Opens the database in `dataDir`, creating and migrating it. `alone` for the server itself: nobody else may
 * then start on the folder, put a backup in its place or migrate it. Throws when it cannot be trusted.
 */
export const openStore = (dataDir: string, { alone = false } = {}): Store => {
  const { file, release } = openFolder(dataDir, { alone });
  const writer = connect(file);
  const store = storeOver(writer, connect(file, { readonly: true }));
  const fold = foldWhenQuiet(writer, store.alone);
  return {
    ...store,
    write: (work, committed) => {
      fold.wrote();
      return store.write(work, committed);
    },
    writeNow: (work) => {
      fold.wrote();
      return store.writeNow(work);
    },
    close: () => {
      fold.stop();
      store.close();
      release();
    },
  };
};

interface StoreWorld {
  clock: Clock;
  ground: Ground;
}

/** A store over connections that are open already; in a simulation also over another clock and a worse disk. */
export const storeOver = (
  writer: Connection,
  reader: Connection,
  { clock = systemClock, ground = groundOf(writer) }: Partial<StoreWorld> = {},
): Store => {
  writer.raw.pragma(`busy_timeout = ${busyTimeout}`);
  // We flush the log ourselves after each group (`flush`), beside the event loop and before anybody is told.
  writer.raw.pragma('synchronous = NORMAL');
  ground.start();
  const line = makeGroupCommit({ ground, clock, isBusy });
  const write: Store['write'] = (work, committed) => line.write(() => work(writer.db), committed);
  return {
    read: reader.db,
    write,
    writeNow: (work) => line.writeNow(() => work(writer.db)),
    auth: signInDb({ read: reader.db, write }),
    gathered: line.gathered,
    alone: line.alone,
    settle: () => emptyLog(writer, { alone: line.alone, after: clock.after }),
    close: () => [reader, writer].forEach(({ raw }) => raw.close()),
  };
};

const systemClock: StoreWorld['clock'] = {
  now: () => performance.now(),
  after: (ms: number, run: () => void) => void (ms > 0 ? setTimeout(run, ms) : setImmediate(run)),
};

const isBusy = (failure: unknown): boolean =>
  /^SQLITE_(BUSY|LOCKED)/.test(String((failure as { code?: unknown } | null)?.code));

export const groundOf = (writer: Connection): Ground => {
  const { raw } = writer;
  const says = (sql: string) => {
    const statement = raw.prepare(sql);
    return () => void statement.run();
  };
  const { start, flush, mustBeSound } = flusherOf(writer);
  const begin = says('BEGIN IMMEDIATE');
  return {
    start,
    begin: () => {
      mustBeSound();
      begin();
    },
    commit: says('COMMIT'),
    flush,
    rollback: says('ROLLBACK'),
    save: says('SAVEPOINT work'),
    release: says('RELEASE work'),
    undo: () => raw.exec('ROLLBACK TO work; RELEASE work'),
    isOpen: () => raw.inTransaction,
  };
};
