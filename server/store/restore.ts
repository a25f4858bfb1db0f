import { like, or } from 'drizzle-orm';
import Database from 'better-sqlite3';
import { existsSync, linkSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { checkFile, isDamage, migrationsIn, Untrusted, type Migrations } from '../../db/check.ts';
import { connect, migrationsFolder, tables, type Db } from '../../db/connect.ts';
import { copyWhole, flush, removeFile } from '../../db/copy.ts';
import { bringToNewest, databaseIn, mustTake } from '../../db/folder.ts';
import { documentAccess, documentKinds } from '../../shared/wire/access.ts';
import { described, stamp, type Copy } from './backup.ts';

const { documents, documentUpdates, meetings } = tables;

export interface Restored extends Copy {
  /** What was there before, kept; undefined when nothing was. */
  keptAside: string | undefined;
  /** The edition all live documents have from now on. */
  epoch: number;
}

/**
 * Puts a backup in the place of the database, which is kept beside it. Every live document gets a new epoch,
 * so that a page with a copy from after the backup is told so and cannot quietly bring back what it knows.
 * Throws, and leaves everything as it was, while a server runs or when the backup is not sound.
 */
export const restore = async (
  dataDir: string,
  { from, now, bytes }: { from: string; now: Date; bytes(n: number): Uint8Array },
): Promise<Restored> => {
  mkdirSync(dataDir, { recursive: true });
  const release = mustTake(dataDir);
  const file = databaseIn(dataDir);
  const next = `${file}.new`;
  const known = migrationsIn(migrationsFolder());
  try {
    if (checkFile(from, known) === 'missing') throw new Untrusted(`There is no file ${from}.`);
    removeFile(next);
    copyWhole(from, next, known);
    bringToNewest(next);
    const epoch = 1 + Math.max(secondsOf2026(now), highestEpoch(next, known), highestEpoch(file, known));
    await renewDocuments(next, { epoch, bytes });
    flush(next);
    const keptAside = setAside(file, now);
    renameSync(next, file);
    flush(dirname(file));
    return { ...described(file), keptAside, epoch };
  } finally {
    removeFile(next);
    release();
  }
};

/** What was there may be too broken to be asked for its epochs; the time makes the new one higher all the same. */
const secondsOf2026 = (now: Date): number => Math.floor((now.getTime() - Date.UTC(2026, 0)) / 1000);

const highestEpoch = (file: string, known: Migrations): number => {
  let raw: Database.Database | undefined;
  try {
    checkFile(file, known);
    raw = new Database(file, { readonly: true, fileMustExist: true });
    return (raw.prepare('SELECT max(epoch) FROM documents').pluck().get() as number | null) ?? 0;
  } catch {
    return 0;
  } finally {
    raw?.close();
  }
};

const renewDocuments = async (
  file: string,
  { epoch, bytes }: { epoch: number; bytes(n: number): Uint8Array },
): Promise<void> => {
  const { raw, db } = connect(file);
  try {
    raw.exec('BEGIN IMMEDIATE');
    for (const name of await namesOf(db)) await renew(db, { name, epoch, clientId: idFrom(bytes(4)) });
    await forgetRebuilt(db);
    raw.exec('COMMIT');
  } finally {
    raw.close();
  }
};

/** What the server writes itself is made from the facts when it is opened; its history is that of the time after. */
const forgetRebuilt = async (db: Db): Promise<void> => {
  const kinds = documentKinds.filter((kind) => documentAccess[kind].write.length === 0);
  const are = (name: typeof documents.name | typeof documentUpdates.name) =>
    or(...kinds.map((kind) => like(name, `${kind}/%`)));
  await db.update(documents).set({ snapshot: null, snapshotSeq: 0 }).where(are(documents.name));
  await db.delete(documentUpdates).where(are(documentUpdates.name));
};

/** Also those nobody had opened at the time of the backup: a page may have a copy that is younger than it. */
const namesOf = async (db: Db): Promise<string[]> => {
  const stored = await db.select({ name: documents.name }).from(documents);
  const possible = (await db.select({ id: meetings.id }).from(meetings)).flatMap(({ id }) =>
    documentKinds.map((kind) => `${kind}/${id}`),
  );
  return [...new Set([...stored.map(({ name }) => name), ...possible])];
};

const renew = async (db: Db, row: { name: string; epoch: number; clientId: number }): Promise<void> => {
  const { epoch, clientId } = row;
  await db
    .insert(documents)
    .values(row)
    .onConflictDoUpdate({ target: documents.name, set: { epoch, clientId } });
};

const idFrom = (bytes: Uint8Array): number => new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0);

/**
 * Keeps what is there under another name, its log folded in; where it is too broken for that, the log goes
 * with it. Until the backup takes its place the old name stays, so a power cut leaves one of the two.
 */
const setAside = (file: string, now: Date): string | undefined => {
  if (!existsSync(file)) return undefined;
  fold(file);
  const aside = join(dirname(file), `bystamma.before-restore-${stamp(now)}.db`);
  linkSync(file, aside);
  if (existsSync(`${file}-wal`)) renameSync(`${file}-wal`, `${aside}-wal`);
  rmSync(`${file}-shm`, { force: true });
  return aside;
};

const fold = (file: string): void => {
  try {
    const raw = new Database(file, { timeout: 2000 });
    try {
      raw.pragma('journal_mode = DELETE');
    } finally {
      raw.close();
    }
  } catch (failure) {
    if (!isDamage(failure)) throw failure;
  }
};
