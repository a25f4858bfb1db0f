import { rmSync } from 'node:fs';
import { eq } from 'drizzle-orm';
import * as Y from 'yjs';
import { afterAll, expect, test } from 'vitest';
import { tables } from '../../db/connect.ts';
import { systemChance } from '../../server/chance.ts';
import { makeDocuments } from '../../server/live/documents.ts';
import { limits } from '../../server/live/limits.ts';
import { loadDocument } from '../../server/store/documents.ts';
import { openStore } from '../../server/store/store.ts';
import { newFolder } from '../support/service.ts';

const dataDir = newFolder();
const store = openStore(dataDir);
afterAll(() => {
  store.close();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Documents on a real file whose timers run when the test says so. */
const setUp = (prepare: () => Promise<void> = () => Promise.resolve()) => {
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
    prepare,
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

const logOf = async (name: string): Promise<number> =>
  (await store.read.select().from(tables.documentUpdates).where(eq(tables.documentUpdates.name, name)))
    .length;

test('[DC14] the log of a document is folded into one state at 300 updates, or 256 kB, and says the same', async () => {
  expect([limits.logRows, limits.logBytes]).toEqual([300, 256 * 1024]);
  const { documents, failures } = setUp();
  const many = await documents.open('themes/many');
  const heavy = await documents.open('themes/heavy');
  const writes = async (document: typeof many, key: string, value: string): Promise<number> => {
    document.doc.getMap('titles').set(key, value);
    await document.flushed();
    return logOf(document.name);
  };
  for (let n = 1; n < limits.logRows; n += 1) expect(await writes(many, `t${n % 9}`, `${n}`)).toBe(n);
  expect(await writes(many, 't0', 'den sista')).toBe(0);
  expect(await writes(many, 't0', 'en till')).toBe(1);
  const tenth = 'x'.repeat(limits.logBytes / 10);
  for (let n = 1; n < 10; n += 1) expect(await writes(heavy, 't', tenth + n)).toBe(n);
  expect(await writes(heavy, 't', tenth)).toBe(0);
  for (const { name, doc } of [many, heavy]) {
    const stored = await loadDocument(store.read, name);
    const copy = new Y.Doc();
    for (const bytes of [stored?.snapshot, ...(stored?.updates ?? []).map((update) => update.bytes)])
      if (bytes) Y.applyUpdate(copy, bytes);
    expect(copy.getMap('titles').toJSON()).toEqual(doc.getMap('titles').toJSON());
    expect(Y.encodeStateVector(copy)).toEqual(Y.encodeStateVector(doc));
  }
  expect(failures).toEqual([]);
});

test('[DC15] however many ask at once, a document is loaded once, and nobody has it before it is whole', async () => {
  let prepared = 0;
  let ready: () => void = () => undefined;
  const { documents } = setUp(() => {
    prepared += 1;
    return new Promise((resolve) => (ready = resolve));
  });
  const got: Y.Doc[] = [];
  const asking = Array.from({ length: 20 }, () =>
    documents.open('room/slow').then(({ doc }) => void got.push(doc)),
  );
  // The disk takes its time.
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect([prepared, got.length]).toEqual([1, 0]);
  documents.loaded('room/slow')?.doc.getMap('steps').set('s1', 'Välkommen');
  ready();
  await Promise.all(asking);
  expect(new Set(got).size).toBe(1);
  expect(got[0]?.getMap('steps').toJSON()).toEqual({ s1: 'Välkommen' });
});

test('[DC15] a load that failed is an error to all who asked, and is tried again by the next', async () => {
  let fails = true;
  const { documents } = setUp(async () => {
    if (fails) throw new Error('the disk does not answer');
  });
  const asked = await Promise.allSettled([documents.open('room/broken'), documents.open('room/broken')]);
  expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  fails = false;
  expect((await documents.open('room/broken')).doc.share.size).toBe(0);
});
