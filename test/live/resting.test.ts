import { rmSync } from 'node:fs';
import * as Y from 'yjs';
import { afterAll, expect, test } from 'vitest';
import { systemChance } from '../../server/chance.ts';
import { makeDocuments } from '../../server/live/documents.ts';
import { limits } from '../../server/live/limits.ts';
import { openStore } from '../../server/store/store.ts';
import { newFolder } from '../support/service.ts';

const dataDir = newFolder();
const store = openStore(dataDir);
afterAll(() => {
  store.close();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Documents on a real file whose timers run when the test says so. */
const setUp = () => {
  const timers: { ms: number; run: () => void }[] = [];
  const failures: unknown[] = [];
  const documents = makeDocuments({
    read: store.read,
    write: store.writeNow,
    chance: systemChance,
    clock: {
      now: () => 0,
      after: (ms, run) => (ms < limits.idle ? void setImmediate(run) : void timers.push({ ms, run })),
    },
    now: Date.now,
    prepare: () => Promise.resolve(),
    onFailure: (failure) => failures.push(failure),
  });
  const aMinutePasses = async (gone: () => boolean): Promise<void> => {
    for (const { run } of timers.splice(0)) run();
    for (let turn = 0; turn < 500 && !gone(); turn += 1)
      await new Promise((resolve) => setTimeout(resolve, 10));
  };
  return { documents, failures, aMinutePasses };
};

test('[DC10] documents that nobody has open leave memory after a minute, and come back whole', async () => {
  const { documents, failures, aMinutePasses } = setUp();
  const names = Array.from({ length: 60 }, (_, n) => `themes/meeting-${n}`);
  for (const name of names) {
    const document = await documents.open(name);
    document.doc.getMap('titles').set('t', name);
  }
  expect(documents.size()).toBe(60);
  const reader = { person: 'a', send: () => undefined, close: () => undefined, mayWrite: () => false };
  documents.loaded('themes/meeting-7')?.join(reader);
  await aMinutePasses(() => documents.size() === 1);
  expect(documents.size()).toBe(1);
  expect(documents.loaded('themes/meeting-7')).toBeDefined();
  const again = await documents.open('themes/meeting-59');
  expect(again.doc.getMap('titles').toJSON()).toEqual({ t: 'themes/meeting-59' });
  expect(again.doc).toBeInstanceOf(Y.Doc);
  expect(failures).toEqual([]);
});
