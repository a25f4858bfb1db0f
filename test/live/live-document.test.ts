import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { describe, expect, test } from 'vitest';
import { makeGuard } from '../../server/live/guard.ts';
import { limits } from '../../server/live/limits.ts';
import { LiveDocument } from '../../server/live/live-document.ts';
import type { Peer } from '../../server/live/peer.ts';
import type { Parcel } from '../../server/live/parcel.ts';
import { themeRegisters } from '../../shared/documents/themes-valid.ts';
import { groupNotes } from '../../shared/documents/themes.ts';
import { buildUpdate } from '../fuzz/build-update.ts';

/** A document whose disk answers when the test says so, and whose clock stands still unless it is set. */
const setUp = (clock = { ms: 0 }) => {
  const doc = new Y.Doc();
  const writes: { bytes: Uint8Array; done: () => void; fail: (failure: Error) => void }[] = [];
  const versions: { state: Uint8Array; done: () => void; fail: (failure: Error) => void }[] = [];
  const timers: (() => void)[] = [];
  const waits: number[] = [];
  const failures: unknown[] = [];
  const document = new LiveDocument({
    name: 'themes/m',
    epoch: 1,
    doc,
    guard: makeGuard(doc, { registers: themeRegisters, owners: new Map() }),
    log: {
      append: (bytes) => new Promise((done, fail) => void writes.push({ bytes, done, fail })),
      keepVersion: (state) => new Promise((done, fail) => void versions.push({ state, done, fail })),
    },
    clock: {
      now: () => clock.ms,
      after: (ms, run) => {
        waits.push(ms);
        timers.push(run);
      },
    },
    onFailure: (failure) => failures.push(failure),
  });
  const peer = (person: string, mayWrite = true): Peer & { frames: Uint8Array[] } => {
    const frames: Uint8Array[] = [];
    return {
      person,
      frames,
      send: ({ payload }) => frames.push(payload),
      close: () => undefined,
      mayWrite: () => mayWrite,
    };
  };
  const tick = async () => {
    for (const run of timers.splice(0)) run();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { document, doc, writes, versions, waits, failures, peer, tick };
};
/** A frame of the sync protocol: 1 answers "what do you have", 2 brings something new. */
const readSync = (frame: Uint8Array): { kind: number; bytes: Uint8Array } => {
  const decoder = decoding.createDecoder(frame);
  decoding.readVarUint(decoder);
  return { kind: decoding.readVarUint(decoder), bytes: decoding.readVarUint8Array(decoder) };
};
const update = (): Uint8Array => {
  const doc = new Y.Doc();
  groupNotes(doc, {}, { id: 't', title: 'Resor', noteIds: ['n'] });
  return Y.encodeStateAsUpdate(doc);
};

describe('a live document', () => {
  test('[DC3] nothing is passed on or acknowledged before it is stored', async () => {
    const { document, writes, peer, tick } = setUp();
    const [writer, reader] = [peer('a'), peer('b', false)];
    document.join(writer);
    document.join(reader);
    document.receive(writer, update());
    await tick();
    expect(writes).toHaveLength(1);
    expect([writer.frames, reader.frames]).toEqual([[], []]);
    writes[0]?.done();
    await tick();
    expect(reader.frames.map((f) => f[0])).toEqual([0]);
    expect(writer.frames.map((f) => f[0])).toEqual([0, 8]);
  });

  test('[DC3] what could not be stored is seen by nobody, and is tried again', async () => {
    const { document, writes, failures, peer, tick } = setUp();
    const [writer, reader] = [peer('a'), peer('b', false)];
    document.join(writer);
    document.join(reader);
    document.receive(writer, update());
    await tick();
    writes[0]?.fail(new Error('disk full'));
    await tick();
    expect(failures).toHaveLength(1);
    expect([writer.frames, reader.frames]).toEqual([[], []]);
    await tick();
    await tick();
    expect(writes).toHaveLength(2);
    writes[1]?.done();
    await tick();
    expect(reader.frames).toHaveLength(1);
    expect(writer.frames.at(-1)?.[0]).toBe(8);
  });

  test('[DC18] who comes back hears that all is saved when what she sent on her last line is, and not before', async () => {
    const { document, writes, peer, tick } = setUp();
    const [before, other] = [peer('a'), peer('c')];
    document.join(before);
    await tick();
    expect(before.frames).toEqual([Uint8Array.of(8, 0)]);
    document.receive(before, update());
    await tick();
    document.leave(before);
    const [again, reader] = [peer('a'), peer('b', false)];
    [again, other, reader].forEach((one) => document.join(one));
    await tick();
    writes[0]?.fail(new Error('disk full'));
    for (let turn = 0; turn < 4; turn += 1) await tick();
    expect([writes.length, again.frames, other.frames]).toEqual([2, [], []]);
    writes[1]?.done();
    for (let turn = 0; turn < 4; turn += 1) await tick();
    expect(again.frames.map(([kind]) => kind)).toEqual([0, 8]);
    expect(again.frames.at(-1)).toEqual(Uint8Array.of(8, 0));
    expect(other.frames.at(-1)).toEqual(Uint8Array.of(8, 0));
    expect(reader.frames.map(([kind]) => kind)).toEqual([0]);
  });

  test('[GD5] before a sweep is stored, what was there is kept, however often the disk refuses', async () => {
    const { document, writes, versions, failures, peer, tick } = setUp();
    const writer = peer('a');
    document.join(writer);
    const page = new Y.Doc();
    const noteIds = Array.from({ length: 60 }, (_, nth) => `n${nth}`);
    groupNotes(page, {}, { id: 't', title: 'Resor', noteIds });
    document.receive(writer, Y.encodeStateAsUpdate(page));
    await tick();
    writes[0]?.done();
    await tick();
    const before = Y.encodeStateVector(page);
    for (const key of noteIds) page.getMap('placement').delete(key);
    document.receive(writer, Y.encodeStateAsUpdate(page, before));
    await tick();
    versions[0]?.fail(new Error('disk full'));
    await tick();
    expect([failures.length, versions.length, writes.length]).toEqual([1, 1, 1]);
    await tick();
    await tick();
    expect([versions.length, writes.length]).toEqual([2, 1]);
    versions[1]?.done();
    await tick();
    writes[1]?.fail(new Error('disk full'));
    for (let turn = 0; turn < 4; turn += 1) await tick();
    // It is kept already; only the sweep itself is tried again.
    expect([versions.length, writes.length]).toEqual([2, 3]);
    const kept = new Y.Doc();
    Y.applyUpdate(kept, versions[1]?.state ?? new Uint8Array());
    expect(kept.getMap('placement').size).toBe(60);
    writes[2]?.done();
    await tick();
    expect(writer.frames.at(-1)?.[0]).toBe(8);
  });

  test('[DC11] whoever comes between two writings has everything when she is told that it is all', async () => {
    const { document, doc, writes, peer, tick } = setUp();
    const comes = async () => {
      const reader = peer('b', false);
      document.join(reader);
      document.answer(reader, Uint8Array.of(0));
      await tick();
      const has = new Y.Doc();
      const told: unknown[] = [];
      for (const frame of reader.frames) {
        const { kind, bytes } = readSync(frame);
        Y.applyUpdate(has, bytes);
        if (kind === 1) told.push(has.getMap('m').toJSON());
      }
      return told;
    };
    const writing = async (key: string): Promise<void> => {
      doc.getMap('m').set(key, true);
      await tick();
      writes.at(-1)?.done();
      await tick();
    };
    await writing('a');
    expect(await comes()).toEqual([{ a: true }]);
    await writing('b');
    expect(await comes()).toEqual([{ a: true, b: true }]);
    await writing('c');
    expect(await comes()).toEqual([{ a: true, b: true, c: true }]);
  });

  test('[DC8] the window grows by a millisecond for every 25 readers, up to 50', async () => {
    const { longestWindow, phonesPerMillisecond, windowPerCost } = limits;
    expect([longestWindow, phonesPerMillisecond, windowPerCost]).toEqual([50, 25, 3]);
    for (const [readers, window] of [
      [25, 1],
      [250, 10],
      [1250, 50],
      [1500, 50],
    ] as const) {
      const { document, doc, writes, waits, peer, tick } = setUp();
      for (let n = 0; n < readers; n += 1) document.join({ ...peer(`p${n}`, false), send: () => undefined });
      doc.getMap('m').set('k', 'at once, for it was quiet');
      expect(waits.at(-1)).toBe(0);
      await tick();
      writes.at(-1)?.done();
      await tick();
      doc.getMap('m').set('k', 'a moment later');
      expect([readers, waits.at(-1)]).toEqual([readers, window]);
    }
  });

  test('[DC12] one frame, framed and compressed once, goes to every reader, and one first state to every newcomer', async () => {
    const { document, doc, writes, peer, tick } = setUp();
    const heard: { who: string; parcel: Parcel }[] = [];
    const comes = (who: string): Peer => {
      const reader = { ...peer(who, false), send: (parcel: Parcel) => void heard.push({ who, parcel }) };
      document.join(reader);
      return reader;
    };
    const readers = ['a', 'b', 'c'].map(comes);
    doc.getMap('m').set('k', 'ord som upprepas '.repeat(100));
    await tick();
    writes.at(-1)?.done();
    await tick();
    expect(heard.map(({ who }) => who)).toEqual(['a', 'b', 'c']);
    expect(new Set(heard.map(({ parcel }) => parcel)).size).toBe(1);
    const [first] = heard;
    expect(first?.parcel.wire(true)).toBe(first?.parcel.wire(true));
    expect(first?.parcel.wire(true).length).toBeLessThan((first?.parcel.wire(false).length ?? 0) / 4);
    heard.length = 0;
    for (const reader of readers) document.answer(reader, Uint8Array.of(0));
    await tick();
    for (const who of ['d', 'e']) document.answer(comes(who), Uint8Array.of(0));
    expect(heard.map(({ who }) => who)).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(new Set(heard.map(({ parcel }) => parcel)).size).toBe(1);
  });

  test('[DC13] what is passed on is what the document itself made of an update, never the bytes that came', async () => {
    const { document, writes, peer, tick } = setUp();
    const [anna, mallory, reader] = [peer('anna'), peer('mallory'), peer('b')];
    for (const one of [anna, mallory, reader]) document.join(one);
    const pass = async (from: Peer, bytes: Uint8Array): Promise<void> => {
      document.receive(from, bytes);
      await tick();
      writes.at(-1)?.done();
      await tick();
    };
    const page = new Y.Doc();
    page.getMap('titles').set('t', 'Sant');
    await pass(anna, Y.encodeStateAsUpdate(page));
    // Anna's first struct under her own name, with other words, beside something new of Mallory's.
    const lie = { kind: 8, parent: 'titles', key: 't', values: ['Falskt'] };
    const news = { kind: 8, parent: 'titles', key: 'u', values: ['Nytt'] };
    const bytes = buildUpdate([
      { client: page.clientID, clock: 0, structs: [lie] },
      { client: 20, clock: 0, structs: [news] },
    ]);
    await pass(mallory, bytes);
    const told = readSync(reader.frames.at(-1) ?? new Uint8Array()).bytes;
    expect(Y.decodeUpdate(told).structs.map(({ id }) => id.client)).toEqual([20]);
    expect(writes.at(-1)?.bytes).toEqual(told);
    expect(Buffer.from(told).includes('Falskt')).toBe(false);
  });

  test.for([
    { cost: 4, window: 12 },
    { cost: 40, window: 50 },
  ])(
    '[DC8] when passing on takes $cost ms the window is $window ms, and after a pause nobody waits',
    async ({ cost, window }) => {
      const clock = { ms: 0 };
      const { document, doc, writes, waits, peer, tick } = setUp(clock);
      document.join({ ...peer('a'), send: () => void (clock.ms += cost) });
      // It believes what it has seen again and again.
      for (let n = 0; n < 20; n += 1) {
        clock.ms += 1000;
        doc.getMap('m').set('k', n);
        await tick();
        writes.at(-1)?.done();
        await tick();
      }
      expect(waits.at(-1)).toBe(0);
      doc.getMap('m').set('k', 'at once after that');
      expect(waits.at(-1)).toBeCloseTo(window - cost, 0);
    },
  );
});
