import { existsSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { join } from 'node:path';
import { checkFile, migrationsIn, Untrusted } from '../../db/check.ts';
import { migrationsFolder } from '../../db/connect.ts';
import { copyWhole } from '../../db/copy.ts';
import { databaseIn } from '../../db/folder.ts';

/** A whole copy: where it lies, its size, and how many rows each table of it has. */
export interface Copy {
  file: string;
  bytes: number;
  rows: Record<string, number>;
}

/** Copies the database of `dataDir` into the folder `to`, also while a server writes. Throws when it cannot. */
export const backUp = (dataDir: string, { to, now }: { to: string; now: Date }): Copy => {
  const file = databaseIn(dataDir);
  if (!existsSync(file)) throw new Untrusted(`There is no database in ${dataDir}.`);
  const target = join(to, `bystamma-${stamp(now)}.db`);
  const known = migrationsIn(migrationsFolder());
  checkFile(file, known);
  copyWhole(file, target, known);
  return described(target);
};

export const described = (file: string): Copy => ({ file, bytes: statSync(file).size, rows: rowsIn(file) });

/** A time as it can stand in a file's name. */
export const stamp = (now: Date): string => now.toISOString().replace(/[:.]/g, '-');

const rowsIn = (file: string): Record<string, number> => {
  const raw = new Database(file, { readonly: true });
  try {
    const names = raw
      .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_\\_%' ESCAPE '\\'")
      .pluck()
      .all() as string[];
    const count = (name: string) => raw.prepare(`SELECT count(*) FROM "${name}"`).pluck().get() as number;
    return Object.fromEntries(names.sort().map((name) => [name, count(name)]));
  } finally {
    raw.close();
  }
};
