import Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ours = 'db/migrations/sqlite';
interface Journal {
  entries: { idx: number; version: string; when: number; tag: string; breakpoints: boolean }[];
}
const journalOf = (folder: string): Journal =>
  JSON.parse(readFileSync(join(folder, 'meta/_journal.json'), 'utf8')) as Journal;

/** How many migrations this version has. */
export const ownMigrations = (): number => journalOf(ours).entries.length;

/** A migrations folder with our first `many` migrations, as the version that ended there had it. */
const firstMigrations = (folder: string, many: number): string => {
  cpSync(ours, folder, { recursive: true });
  const journal = journalOf(ours);
  const entries = journal.entries.slice(0, many);
  writeFileSync(join(folder, 'meta/_journal.json'), JSON.stringify({ ...journal, entries }));
  return folder;
};

/** A database as the version with `many` migrations made it, with a row in each of its tables. */
export const databaseOf = (file: string, many: number): void => {
  const raw = new Database(file);
  const migrationsFolder = firstMigrations(`${file}-migrations`, many);
  raw.pragma('journal_mode = WAL');
  migrate(drizzle(raw), { migrationsFolder });
  raw.pragma('foreign_keys = OFF');
  for (const table of Object.keys(rowsOf(raw))) addRow(raw, table);
  if (raw.pragma('foreign_key_check', { simple: true })) throw new Error('the rows do not fit together');
  raw.close();
};

/** Every value is 1, so every reference is met and every stored JSON can be read. */
const addRow = (raw: Database.Database, table: string): void => {
  const columns = raw.pragma(`table_info("${table}")`) as { name: string; type: string }[];
  const value = ({ type }: { type: string }) =>
    /int|real|num/i.test(type) ? 1 : type === 'blob' ? Buffer.from('1') : '1';
  const names = columns.map(({ name }) => `"${name}"`).join(', ');
  const places = columns.map(() => '?').join(', ');
  raw.prepare(`INSERT INTO "${table}" (${names}) VALUES (${places})`).run(...columns.map(value));
};

/** All rows of all our tables. */
export const rowsOf = (raw: Database.Database): Record<string, Record<string, unknown>[]> => {
  const names = raw
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_\\_%' ESCAPE '\\'")
    .pluck()
    .all() as string[];
  return Object.fromEntries(
    names
      .filter((name) => !name.startsWith('sqlite_'))
      .map((name) => [name, raw.prepare(`SELECT * FROM "${name}"`).all() as Record<string, unknown>[]]),
  );
};

/**
 * The release after this one: the same program with one migration more, which adds a column and a table,
 * fills them and builds a table anew. Returns its command line.
 */
export const nextRelease = (folder: string): string => {
  mkdirSync(join(folder, 'build'), { recursive: true });
  cpSync('build/server', join(folder, 'build/server'), { recursive: true });
  cpSync('package.json', join(folder, 'package.json'));
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  const migrations = join(folder, ours);
  cpSync(ours, migrations, { recursive: true });
  const journal = journalOf(ours);
  const last = journal.entries.at(-1);
  if (!last) throw new Error('there are no migrations');
  const tag = `${String(journal.entries.length).padStart(4, '0')}_next`;
  journal.entries.push({ ...last, idx: last.idx + 1, when: last.when + 1000, tag });
  writeFileSync(join(migrations, 'meta/_journal.json'), JSON.stringify(journal));
  writeFileSync(join(migrations, `${tag}.sql`), nextMigration.join('\n--> statement-breakpoint\n'));
  return join(folder, 'build/server/cli.js');
};

const nextMigration = [
  'ALTER TABLE `settings` ADD `next` text;',
  "UPDATE `settings` SET `next` = 'filled';",
  'CREATE TABLE `next_things` (`id` integer PRIMARY KEY, `bytes` blob NOT NULL);',
  'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400)' +
    ' INSERT INTO `next_things` SELECT i, randomblob(1000) FROM n;',
  'CREATE TABLE `next_audit` AS SELECT * FROM `audit`;',
  'DROP TABLE `audit`;',
  'ALTER TABLE `next_audit` RENAME TO `audit`;',
];
