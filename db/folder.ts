import { mkdirSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { checkFile, firstPending, limitIn, migrationsIn, Untrusted, type Migrations } from './check.ts';
import { connect, migrateFile, migrationsFolder } from './connect.ts';
import { copyWhole, flush, removeFile } from './copy.ts';
import { takeFolder } from './lock.ts';

export const databaseIn = (dataDir: string): string => join(dataDir, 'bystamma.db');

/** A database that may be opened, and how to let go of its folder. */
export interface Ready {
  file: string;
  release(): void;
}

/**
 * Makes a data folder ready: a new database where there is none, a copy and then the missing migrations where
 * it is older. `alone` keeps the folder for this process until released, as a server does; others are guests.
 * Throws `Untrusted`, having changed nothing, when what is there is not a whole database of ours.
 */
export const openFolder = (dataDir: string, { alone }: { alone: boolean }): Ready => {
  mkdirSync(dataDir, { recursive: true });
  const file = databaseIn(dataDir);
  const known = migrationsIn(migrationsFolder());
  if (!alone && advised(() => checkFile(file, known)) === 'current')
    return { file, release: () => undefined };
  const release = mustTake(dataDir);
  try {
    advised(() => bringUp(file, known));
  } catch (failure) {
    release();
    throw failure;
  }
  if (!alone) release();
  return { file, release: alone ? release : () => undefined };
};

/** Takes the folder or says who may have it. */
export const mustTake = (dataDir: string): (() => void) => {
  const release = takeFolder(dataDir);
  if (!release) throw new Untrusted(`A server is running on ${dataDir}; stop it first.`);
  return release;
};

const advised = <T>(work: () => T): T => {
  try {
    return work();
  } catch (failure) {
    if (!(failure instanceof Untrusted)) throw failure;
    const advice = 'To put a backup in its place: npm run cli -- restore --from <file>';
    throw new Untrusted(`${failure.message}. Nothing was changed. ${advice}`);
  }
};

const bringUp = (file: string, known: Migrations): void => {
  const state = checkFile(file, known);
  if (state === 'missing') makeNew(file);
  if (state === 'older') upgrade(file, known);
};

/** A first start that is cut short must not leave half a database under the real name. */
const makeNew = (file: string): void => {
  const part = `${file}.new`;
  removeFile(part);
  bringToNewest(part);
  flush(part);
  renameSync(part, file);
  flush(dirname(file));
};

/** All missing migrations run in one transaction; whoever regrets them has the copy from before. */
const upgrade = (file: string, known: Migrations): void => {
  const raw = new Database(file, { readonly: true });
  const next = firstPending(raw);
  raw.close();
  copyWhole(file, join(dirname(file), 'backup', `bystamma.before-${next}.db`), known);
  bringToNewest(file);
};

/** Runs the missing migrations and closes the file, with its log folded in. */
export const bringToNewest = (file: string): void => {
  const connection = connect(file);
  try {
    migrateFile(connection);
  } catch (failure) {
    // Nothing that was said is cut to make it fit; the version before goes on with it.
    const limit = limitIn(failure);
    if (limit === undefined) throw failure;
    throw new Untrusted(`${file} holds what does not fit into this version (${limit})`);
  } finally {
    connection.raw.close();
  }
};
