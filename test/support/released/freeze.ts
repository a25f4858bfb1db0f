import Database from 'better-sqlite3';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/**
 * Keeps the database of a told evening as a later version will meet it: whole, without the accounts and secrets of the
 * demonstration, compressed. How it is used is in `test/support/released/README.md`.
 */
const [from, to] = process.argv.slice(2);
if (!from || !to) throw new Error('npx tsx test/support/released/freeze.ts <bystamma.db> <schema-N.db.gz>');

const folder = mkdtempSync(join(tmpdir(), 'bystamma-freeze-'));
const copy = join(folder, 'copy.db');
const source = new Database(from, { readonly: true });
source.prepare('VACUUM INTO ?').run(copy);
source.close();

const raw = new Database(copy);
for (const table of ['sign_ins', 'accounts', 'verifications', 'grants', 'users', 'invitations', 'settings'])
  raw.exec(`DELETE FROM ${table}`);
raw.exec('VACUUM');
if (raw.pragma('foreign_key_check', { simple: true })) throw new Error('something points at nothing');
raw.close();

const bytes = gzipSync(readFileSync(copy), { level: 9 });
writeFileSync(to, bytes);
rmSync(folder, { recursive: true });
console.log(`${to}: ${bytes.length} bytes`);
