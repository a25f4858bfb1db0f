import Database from 'better-sqlite3';
import { readMigrationFiles, type MigrationMeta } from 'drizzle-orm/migrator';
import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';

/** A file that must not be worked on as it is. The message is one line for the operator. */
export class Untrusted extends Error {}

/** Whether there is a database at all, and whether it has our newest schema. */
export type FileState = 'missing' | 'older' | 'current';
export type Migrations = readonly MigrationMeta[];

export const migrationsIn = (folder: string): Migrations => readMigrationFiles({ migrationsFolder: folder });

/**
 * Looks at a database file and its write-ahead log without changing either: is it there, whole, ours, and not
 * from a newer version? Throws `Untrusted` when it is not. Reads the whole file: half a second for 200 MB.
 */
export const checkFile = (file: string, known: Migrations): FileState => {
  if (!existsSync(file)) return missing(file);
  mustStartAsDatabase(file);
  return inside(file, (raw) => {
    mustBeSound(raw, file);
    return schemaOf(raw, file, known);
  });
};

/** Nothing there is a first start, unless a log tells that there was something. */
const missing = (file: string): FileState => {
  if (sizeOf(`${file}-wal`) > 0) throw new Untrusted(`${file} is gone, but its log ${file}-wal is there`);
  return 'missing';
};

const sizeOf = (file: string): number => (existsSync(file) ? statSync(file).size : 0);

/** SQLite takes an empty file for a new database; to us it is one whose content was lost. */
const mustStartAsDatabase = (file: string): void => {
  if (sizeOf(file) === 0) throw new Untrusted(`${file} is empty`);
  const start = Buffer.alloc(16);
  const fd = openSync(file, 'r');
  readSync(fd, start, 0, 16, 0);
  closeSync(fd);
  if (start.toString('latin1') !== 'SQLite format 3\0') throw new Untrusted(`${file} is not a database`);
};

const inside = <T>(file: string, look: (raw: Database.Database) => T): T => {
  let raw: Database.Database | undefined;
  try {
    raw = new Database(file, { readonly: true, timeout: 2000 });
    return look(raw);
  } catch (failure) {
    if (isDamage(failure)) throw new Untrusted(`${file} is damaged (${(failure as Error).message})`);
    throw failure;
  } finally {
    raw?.close();
  }
};

/** Whether SQLite says that the content, not the disk or a neighbour, is to blame. */
export const isDamage = (failure: unknown): boolean =>
  failure instanceof Database.SqliteError && /^SQLITE_(CORRUPT|NOTADB)/.test(failure.code);

/** Which limit said no, when one did: what was to be written does not fit into the schema. */
export const limitIn = (failure: unknown): string | undefined => {
  if (failure instanceof Database.SqliteError)
    return failure.code.startsWith('SQLITE_CONSTRAINT') ? failure.message : undefined;
  // Migrations wrap what went wrong in the whole query.
  return failure instanceof Error && failure.cause ? limitIn(failure.cause) : undefined;
};

const mustBeSound = (raw: Database.Database, file: string): void => {
  const said = raw.pragma('quick_check(1)', { simple: true });
  if (said !== 'ok') throw new Untrusted(`${file} is damaged (${String(said).split('\n').join(' ')})`);
};

const schemaOf = (raw: Database.Database, file: string, known: Migrations): FileState => {
  const has = raw.prepare("SELECT 1 FROM sqlite_master WHERE name = '__drizzle_migrations'").get();
  if (!has) throw new Untrusted(`${file} is a database, but not one of Bystämma's`);
  const applied = raw.prepare('SELECT hash FROM __drizzle_migrations ORDER BY created_at').pluck().all();
  if (applied.some((hash, at) => hash !== known[at]?.hash))
    throw new Untrusted(`${file} was made by a newer version (or another one) of Bystämma`);
  return applied.length === known.length ? 'current' : 'older';
};

/** The number of the first migration that has not run in this file, as in the names of `db/migrations`. */
export const firstPending = (raw: Database.Database): string => {
  const ran = raw.prepare('SELECT count(*) FROM __drizzle_migrations').pluck().get();
  return String(ran).padStart(4, '0');
};
