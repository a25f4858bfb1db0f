import Database from 'better-sqlite3';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { databaseIn } from '../../db/folder.ts';
import { openStore } from '../../server/store/store.ts';
import { setSetting } from '../../server/store/upkeep.ts';

test('[MT3] the log is emptied also when somebody reads while a meeting is closed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'log-'));
  const store = openStore(folder);
  const log = () => statSync(`${databaseIn(folder)}-wal`).size;
  const reader = new Database(databaseIn(folder), { readonly: true });
  await store.write((tx) => setSetting(tx, 'word', 'what will be cut'));
  reader.exec('BEGIN');
  reader.prepare('SELECT count(*) FROM settings').get();
  await store.write((tx) => setSetting(tx, 'word', ''));
  let isEmptied = false;
  const emptied = store.settle().then(() => (isEmptied = true));
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(isEmptied).toBe(false);
  expect(log()).toBeGreaterThan(0);
  // Nobody who writes waits for the one who reads.
  await store.write((tx) => setSetting(tx, 'word', 'new'));
  reader.exec('COMMIT');
  await emptied;
  expect(log()).toBe(0);
  reader.close();
  store.close();
  rmSync(folder, { recursive: true });
});
