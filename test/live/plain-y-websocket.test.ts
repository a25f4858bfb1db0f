import { isDeepStrictEqual } from 'node:util';
import * as Y from 'yjs';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { setPersistence } from '@y/websocket-server/utils';
import { groupNotes, nameTheme, placeNotes, readThemes } from '../../shared/documents/themes.ts';
import { readRoom } from '../../shared/documents/room.ts';
import { limits } from '../../server/live/limits.ts';
import { versionsOf } from '../../server/store/documents.ts';
import { tables } from '../../db/connect.ts';
import { buildUpdate } from '../fuzz/build-update.ts';
import { attack, dealtWith, onOurs, onPlain, type Stage } from '../support/arenas.ts';
import { openDocument } from '../support/documents.ts';
import { startPlainServer, type PlainServer } from '../support/plain-server.ts';
import { phone, startService, type Service } from '../support/service.ts';

let service: Service;
let plain: PlainServer;
const stages: Stage[] = [];
const ours = async () => {
  const stage = await onOurs(service);
  stages.push(stage);
  return stage;
};
const plainly = () => {
  const stage = onPlain(plain);
  stages.push(stage);
  return stage;
};

beforeAll(async () => {
  // The plain server writes every attack it stumbles over to the console.
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  [service, plain] = await Promise.all([startService(), startPlainServer()]);
});
afterEach(() => stages.splice(0).forEach((stage) => stage.close()));
afterAll(async () => {
  expect(service.failures).toEqual([]);
  await Promise.all([service.stop(), plain.stop()]);
});

/** Anna has written and gone offline; what she writes next is not sent. */
const annaAway = async (stage: Stage) => {
  const anna = await stage.anna();
  groupNotes(anna.doc, {}, { id: 't1', title: 'Resor', noteIds: ['n1'] });
  await dealtWith(anna);
  anna.goAway();
  return { doc: anna.doc, client: anna.doc.clientID, clock: Y.getState(anna.doc.store, anna.doc.clientID) };
};
const comesBack = async (stage: Stage, doc: Y.Doc) => {
  const back = await stage.anna({ doc });
  // The server asks what she has as soon as she is in; her answer must be there before we ask.
  await new Promise((resolve) => setTimeout(resolve, 100));
  await dealtWith(back);
  return back;
};
const titleOf = (doc: Y.Doc) => readThemes(doc).themes[0]?.title;
const varuint = (n: number): number[] => (n < 128 ? [n] : [(n % 128) + 128, ...varuint(Math.floor(n / 128))]);
const peakMegabytes = (): number => process.resourceUsage().maxRSS / 1024;

describe('what breaks a plain y-websocket server, and not ours', () => {
  test('[PY1] D1: words under another’s client id make two truths', async () => {
    const run = async (stage: Stage) => {
      const { doc, client, clock } = await annaAway(stage);
      nameTheme(doc, {}, 't1', 'Annas ord');
      const forged = { kind: 8, left: [client, 1] as [number, number], values: ['Förfalskat'] };
      const closed = await attack(await stage.mallory(), [
        buildUpdate([{ client, clock, structs: [forged] }]),
      ]);
      await comesBack(stage, doc);
      const server = await stage.newcomer((there) => titleOf(there) === 'Annas ord');
      const sameVectors = isDeepStrictEqual(Y.encodeStateVector(server), Y.encodeStateVector(doc));
      return { closed, server: titleOf(server), anna: titleOf(doc), sameVectors };
    };
    expect(await run(plainly())).toEqual({
      closed: 'open',
      server: 'Förfalskat',
      anna: 'Annas ord',
      sameVectors: true,
    });
    expect(await run(await ours())).toEqual({
      closed: 4400,
      server: 'Annas ord',
      anna: 'Annas ord',
      sameVectors: true,
    });
  });

  test('[PY2] D2: sixteen bytes burn what somebody will write', async () => {
    const run = async (stage: Stage) => {
      const { doc, client, clock } = await annaAway(stage);
      for (let i = 0; i < 200; i += 1) placeNotes(doc, {}, [`mine-${i}`], 't1');
      const burn = buildUpdate([{ client, clock, structs: [{ kind: 0, length: 2 ** 40 }] }]);
      const closed = await attack(await stage.mallory(), [burn]);
      await comesBack(stage, doc);
      const server = await stage.newcomer((there) => there.getMap('placement').size > 200);
      return {
        closed,
        arrived: [...server.getMap('placement').keys()].filter((k) => k.startsWith('mine')).length,
      };
    };
    expect(await run(plainly())).toEqual({ closed: 'open', arrived: 0 });
    expect(await run(await ours())).toEqual({ closed: 4400, arrived: 200 });
  });

  test('[PY2] D2: a deletion of what is not yet written silences its author for good', async () => {
    const run = async (stage: Stage) => {
      const { doc, client, clock } = await annaAway(stage);
      nameTheme(doc, {}, 't1', 'Annas ord');
      const silence = buildUpdate([], [{ client, ranges: [[clock, 2 ** 30]] }]);
      const closed = await attack(
        await stage.mallory(),
        Array.from({ length: limits.askAgain + 1 }, () => silence),
      );
      await comesBack(stage, doc);
      return { closed, server: titleOf(await stage.newcomer((there) => titleOf(there) === 'Annas ord')) };
    };
    expect(await run(plainly())).toEqual({ closed: 'open', server: '' });
    expect(await run(await ours())).toEqual({ closed: 4400, server: 'Annas ord' });
  });

  test('[PY3] D3: twelve bytes that announce 33 million structs', async () => {
    const bomb = Uint8Array.from([1, ...varuint(33_000_000), ...varuint(5), 0, 8]);
    expect(bomb.length).toBeLessThanOrEqual(12);
    const run = async (stage: Stage) => {
      const before = peakMegabytes();
      const closed = await attack(await stage.mallory(), [bomb]);
      return { closed, grown: peakMegabytes() - before };
    };
    const guarded = await run(await ours());
    expect(guarded.closed).toBe(4400);
    expect(guarded.grown).toBeLessThan(30);
    const harm = await run(plainly());
    expect(harm.closed).toBe('open');
    expect(harm.grown).toBeGreaterThan(100);
  });

  test('[PY4] D4: updates whose beginning never comes are hoarded', async () => {
    const part = (i: number) =>
      buildUpdate([
        {
          client: 99,
          clock: 10 + i,
          structs: [{ kind: 8, parent: 'titles', key: `k${i}`, values: ['x'.repeat(30_000)] }],
        },
      ]);
    const hoard = Array.from({ length: 40 }, (_, i) => part(2 * i));
    const bare = plainly();
    expect(await attack(await bare.mallory(), hoard)).toBe('open');
    const pending = plain.docs.get(bare.name)?.store.pendingStructs?.update.length ?? 0;
    expect(pending).toBeGreaterThan(1_000_000);
    const stage = await ours();
    expect(await attack(await stage.mallory(), hoard)).toBe(4400);
    expect(Y.encodeStateAsUpdate(await stage.newcomer()).length).toBeLessThan(100);
  });

  test('[PY5] D5: who may only read, wipes everything', async () => {
    const wipe = (doc: Y.Doc) =>
      buildUpdate([], [{ client: doc.clientID, ranges: [[0, Y.getState(doc.store, doc.clientID)]] }]);
    const written = async (stage: Stage) => {
      const anna = await stage.anna();
      groupNotes(
        anna.doc,
        {},
        { id: 't1', title: 'Resor', noteIds: Array.from({ length: 60 }, (_, i) => `n${i}`) },
      );
      await dealtWith(anna);
      return anna;
    };
    const bare = plainly();
    const anna = await written(bare);
    expect(wipe(anna.doc).length).toBeLessThan(16);
    expect(await attack(await bare.mallory(), [wipe(anna.doc)])).toBe('open');
    expect((await bare.newcomer()).getMap('placement').size).toBe(0);

    const stage = await ours();
    const guarded = await written(stage);
    const reader = await openDocument(await phone(service, stage.hall), 'themes', stage.hall.meetingId);
    expect(await reader.closed).toBe(4403);
    const placed = (n: number) => (there: Y.Doc) => there.getMap('placement').size === n;
    expect(placed(60)(await stage.newcomer(placed(60)))).toBe(true);
    // A facilitator may; then what was there before is kept, byte for byte.
    const name = `themes/${stage.hall.meetingId}`;
    expect(await versionsOf(service.app.store.read, name)).toEqual([]);
    expect(await attack(await stage.mallory(), [wipe(guarded.doc)])).toBe('open');
    expect(placed(0)(await stage.newcomer(placed(0)))).toBe(true);
    const kept = (await service.app.store.read.select().from(tables.documentVersions)).filter(
      (v) => v.name === name,
    );
    const back = new Y.Doc();
    Y.applyUpdate(back, kept[0]?.state as Uint8Array);
    expect(readThemes(back).themes[0]?.noteIds).toHaveLength(60);
  });

  test('[PY6] D6: one person speaks as another, or makes her vanish', async () => {
    const run = async (stage: Stage) => {
      const anna = await stage.anna();
      const eva = await stage.anna();
      const heard: string[] = [];
      eva.socket.on('message', (data: Buffer) => data[0] === 1 && heard.push(data.toString('latin1')));
      const mallory = await stage.mallory();
      const state = [...new TextEncoder().encode(JSON.stringify({ user: { name: 'Anna (falsk)' } }))];
      const message = [
        1,
        ...varuint(anna.doc.clientID),
        ...varuint(2 ** 50),
        ...varuint(state.length),
        ...state,
      ];
      mallory.send(Uint8Array.from([1, ...varuint(message.length), ...message]));
      await dealtWith(mallory);
      await dealtWith(eva);
      return heard.some((text) => text.includes('(falsk)'));
    };
    expect(await run(plainly())).toBe(true);
    expect(await run(await ours())).toBe(false);
  });

  test('[PY7] D7: depth, unknown roots and wrong kinds make the document unreadable', async () => {
    const levels = 2500;
    const raw = Uint8Array.from([1, ...Array.from({ length: levels }, () => [117, 1]).flat(), 126]);
    const evil = [
      buildUpdate([{ client: 71, clock: 0, structs: [{ kind: 8, parent: 'titles', key: 'djup', raw }] }]),
      buildUpdate([
        { client: 72, clock: 0, structs: [{ kind: 8, parent: 'secrets', key: 'k', values: ['x'] }] },
      ]),
      buildUpdate([
        { client: 73, clock: 0, structs: [{ kind: 8, parent: 'order', key: 't1', values: [{ a: 1 }] }] },
      ]),
      buildUpdate([{ client: 74, clock: 0, structs: [{ kind: 7, parent: 'titles', key: 'karta' }] }]),
    ];
    const bare = plainly();
    for (const update of evil) await attack(await bare.mallory(), [update]);
    const harmed = await bare.newcomer();
    expect(harmed.share.has('secrets')).toBe(true);
    expect(harmed.getMap('order').get('t1')).toEqual({ a: 1 });
    expect(harmed.getMap('titles').get('karta')).toBeInstanceOf(Y.AbstractType);
    expect(harmed.getMap('titles').has('djup')).toBe(true);
    const stage = await ours();
    for (const update of evil) expect(await attack(await stage.mallory(), [update])).toBe(4400);
    expect(Y.encodeStateAsUpdate(await stage.newcomer()).length).toBeLessThanOrEqual(2);
  });

  test('[PY8] D8: a template that each page seeds comes once per page', async () => {
    const bare = plainly();
    const pages = await Promise.all(Array.from({ length: 20 }, () => bare.anna()));
    for (const { doc } of pages)
      if (doc.getArray('steps').length === 0) doc.getArray('steps').push(['Välkommen']);
    await Promise.all(pages.map(dealtWith));
    expect((await bare.newcomer()).getArray('steps').length).toBeGreaterThan(1);

    const own = await startService();
    const stage = await onOurs(own);
    const { facilitator, meetingId, stepIds } = stage.hall;
    const open = (doc = new Y.Doc()) => openDocument(facilitator, 'room', meetingId, { doc });
    const opened = await Promise.all(Array.from({ length: 20 }, () => open()));
    await own.app.stop();
    const again = await startService({ dataDir: own.dataDir });
    Object.assign(facilitator, { url: again.url });
    // Twenty newcomers after the restart, and twenty who bring the copy they had.
    const later = await Promise.all([...opened.map(({ doc }) => open(doc)), ...opened.map(() => open())]);
    for (const { doc, close } of [...opened, ...later]) {
      expect(readRoom(doc).steps.map((step) => step.id)).toEqual(stepIds);
      expect(doc.store.clients.size).toBe(1);
      close();
    }
    expect([...own.failures, ...again.failures]).toEqual([]);
    stage.close();
    await again.stop();
  });

  test('[PY9] D9: a server set back to a backup meets a page with a newer copy', async () => {
    const bare = plainly();
    const page = await bare.anna();
    groupNotes(page.doc, {}, { id: 't1', title: 'Raderat', noteIds: ['n1'] });
    await dealtWith(page);
    page.goAway();
    bare.close();
    plain.docs.delete(bare.name);
    await dealtWith(await bare.anna({ doc: page.doc }));
    expect(titleOf(await bare.newcomer())).toBe('Raderat');

    const stage = await ours();
    const known = await stage.anna();
    groupNotes(known.doc, {}, { id: 't1', title: 'Raderat', noteIds: ['n1'] });
    await known.stored();
    known.goAway();
    const back = await stage.anna({ doc: known.doc, query: 'v=1&epoch=0' });
    expect(await back.closed).toBe(4409);
    expect(titleOf(known.doc)).toBe('Raderat');
  });

  test('[PY12] D12: a page of an older build is let in', async () => {
    const old = await plainly().anna({ query: 'v=0' });
    nameTheme(old.doc, {}, 't1', 'gammalt');
    await dealtWith(old);
    expect(old.socket.readyState).toBe(old.socket.OPEN);
    const refused = await (await ours()).anna({ query: 'v=0' });
    expect(await refused.closed).toBe(4406);
  });

  test('[PY11] D11: each update under a new name makes everybody’s copy heavier for good', async () => {
    const many = buildUpdate(
      Array.from({ length: 2000 }, (_, i) => ({
        client: 1000 + i,
        clock: 0,
        structs: [{ kind: 8, parent: 'placement', key: 'n1', values: ['t1'] }],
      })),
    );
    const bare = plainly();
    expect(await attack(await bare.mallory(), [many])).toBe('open');
    expect(Y.encodeStateVector(await bare.newcomer()).length).toBeGreaterThan(4000);
    const stage = await ours();
    expect(await attack(await stage.mallory(), [many])).toBe(4400);
    expect(Y.encodeStateVector(await stage.newcomer()).length).toBeLessThan(100);
  });
});

describe('a document that cannot be read', () => {
  test('[PY10] D10: an empty one is shown while the right one loads or never comes', async () => {
    setPersistence({
      provider: null,
      bindState: (_name: string, doc: Y.Doc) =>
        void setTimeout(() => doc.getMap('titles').set('t1', 'Resor'), 500),
      writeState: () => Promise.resolve(),
    });
    const early = await plainly().anna();
    expect(early.doc.getMap('titles').size).toBe(0);
    setPersistence(null);

    const own = await startService();
    const stage = await onOurs(own);
    const anna = await stage.anna();
    groupNotes(anna.doc, {}, { id: 't1', title: 'Resor', noteIds: ['n1'] });
    await anna.stored();
    anna.close();
    await own.app.stop();
    const again = await startService({ dataDir: own.dataDir });
    await again.app.store.write((tx) =>
      tx.update(tables.documentUpdates).set({ bytes: Uint8Array.of(1, 1, 1) }),
    );
    Object.assign(stage.hall.facilitator, { url: again.url });
    const refused = await stage.anna();
    expect(await refused.closed).toBe(1013);
    expect(refused.doc.share.size).toBe(0);
    expect(again.failures).not.toEqual([]);
    await again.stop();
  });
});
