import Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeSchema } from './schema.ts';
import { sqliteKit } from './kit.ts';

/** The tables as SQLite has them, typed the PostgreSQL way so that one query serves both. */
export const tables = makeSchema(sqliteKit);
export type Tables = typeof tables;
export type Db = PgDatabase<PgQueryResultHKT, Tables>;

export interface Connection {
  raw: Database.Database;
  db: Db;
}

/**
 * Opens one connection. `FULL` because an acknowledged note must survive a power cut; `secure_delete` because
 * a cut link between a device and a note must be gone from the file too.
 */
export const connect = (file: string, { readonly = false } = {}): Connection => {
  const raw = new Database(file, { readonly });
  raw.pragma('busy_timeout = 2000');
  raw.pragma('foreign_keys = ON');
  if (!readonly) {
    raw.pragma('journal_mode = WAL');
    raw.pragma('synchronous = FULL');
    raw.pragma('secure_delete = ON');
  }
  const db = drizzle(raw, { schema: tables, casing: 'snake_case' }) as unknown as Db;
  return { raw, db };
};

/**
 * Brings the file to the newest schema. Throws, and changes nothing, when a migration fails. Foreign keys are off
 * meanwhile, which SQLite allows outside a transaction only: a table that is built anew would take with it what belongs
 * to its rows. A migration that does so looks itself, at its end, whether everything still fits together.
 */
export const migrateFile = ({ raw }: Connection): void => {
  raw.pragma('foreign_keys = OFF');
  try {
    migrate(drizzle(raw, { casing: 'snake_case' }), { migrationsFolder: migrationsFolder() });
  } finally {
    raw.pragma('foreign_keys = ON');
  }
};

/** The folder lies at `db/migrations` beside the source, and two levels up from the built server. */
export const migrationsFolder = (): string => {
  const here = dirname(fileURLToPath(import.meta.url));
  const candidates = [join(here, 'migrations/sqlite'), join(here, '../../db/migrations/sqlite')];
  const found = candidates.find((folder) => existsSync(folder));
  if (!found) throw new Error('The folder db/migrations/sqlite is missing beside the program.');
  return found;
};
