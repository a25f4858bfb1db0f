import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { connect, migrateFile, type Connection, type Db } from '../../db/connect.ts';

/** One file, one writer. Reads see the last committed state; writes go one after another. */
export interface Store {
  read: Db;
  /** Runs `work` in one transaction; it commits and is on disk when the promise resolves, or nothing happened. */
  write<T>(work: (tx: Db) => Promise<T>): Promise<T>;
  /** A connection of its own for the sign-in library, which does not know our queue. */
  auth: Db;
  /** Folds the write-ahead log into the file and empties it, so that what was cut is gone from both. */
  settle(): Promise<void>;
  close(): void;
}

/** Opens the database in `dataDir`, creating and migrating it. Throws when it cannot be trusted. */
export const openStore = (dataDir: string): Store => {
  mkdirSync(dataDir, { recursive: true });
  const file = join(dataDir, 'bystamma.db');
  const writer = connect(file);
  migrateFile(writer);
  const reader = connect(file, { readonly: true });
  const auth = connect(file);
  const inOrder = makeQueue();
  return {
    read: reader.db,
    write: (work) => inOrder(() => transaction(writer, work)),
    auth: auth.db,
    settle: () => inOrder(async () => void writer.raw.pragma('wal_checkpoint(TRUNCATE)')),
    close: () => [reader, auth, writer].forEach(({ raw }) => raw.close()),
  };
};

/** One after another, whatever became of the one before. */
const makeQueue = () => {
  let tail: Promise<unknown> = Promise.resolve();
  return <T>(job: () => Promise<T>): Promise<T> => {
    const run = tail.then(job);
    tail = run.catch(() => undefined);
    return run;
  };
};

/**
 * `work` must await nothing but the database: between BEGIN and COMMIT the process then runs nothing else, and
 * the queue only has to keep transactions apart.
 */
const transaction = async <T>({ raw, db }: Connection, work: (tx: Db) => Promise<T>): Promise<T> => {
  raw.exec('BEGIN IMMEDIATE');
  try {
    const result = await work(db);
    raw.exec('COMMIT');
    return result;
  } catch (failure) {
    if (raw.inTransaction) raw.exec('ROLLBACK');
    throw failure;
  }
};
