import * as Y from 'yjs';
import { beforeEach, describe, expect, test } from 'vitest';
import { makeGuard, type Guard } from '../../server/live/guard.ts';
import { bounds } from '../../server/live/guard/bounds.ts';
import { themeRegisters } from '../../shared/documents/themes-valid.ts';
import { groupNotes, placeNotes } from '../../shared/documents/themes.ts';
import { buildUpdate, type ForgedRun, type ForgedStruct } from '../fuzz/build-update.ts';

let doc: Y.Doc;
let guard: Guard;
const guardOf = (owners: ReadonlyMap<number, string> = new Map()): Guard =>
  makeGuard(doc, { registers: themeRegisters, owners });
/** The problem's code, or `taken`; what is admitted is applied. */
const send = (update: Uint8Array, person = 'mallory'): string => {
  const admitted = guard.admit(update, person);
  if (!admitted.ok) return admitted.problem.code;
  Y.applyUpdate(doc, admitted.value.update);
  return 'taken';
};
const value = (more: Partial<ForgedStruct> = {}): ForgedStruct => ({
  kind: 8,
  parent: 'placement',
  key: 'n1',
  values: ['t1'],
  ...more,
});
const run = (
  client: number,
  structs: ForgedStruct[],
  clock = 0,
  more: Partial<ForgedRun> = {},
): ForgedRun => ({
  client,
  clock,
  structs,
  ...more,
});
const anna = 10;

beforeEach(() => {
  doc = new Y.Doc();
  doc.clientID = 7;
  doc.getMap('titles').set('t0', 'Serverns');
  guard = guardOf();
  const page = new Y.Doc();
  page.clientID = anna;
  groupNotes(page, {}, { id: 't1', title: 'Resor', noteIds: ['n1', 'n2'] });
  expect(send(Y.encodeStateAsUpdate(page), 'anna')).toBe('taken');
});

describe('whose client ids are whose', () => {
  test('[GD1] a client id belongs to who first wrote with it, also after a restart', () => {
    const next = buildUpdate([run(anna, [value()], Y.getState(doc.store, anna))]);
    expect(send(next, 'mallory')).toBe('not_allowed');
    guard = guardOf(new Map([[anna, 'anna']]));
    expect(send(next, 'mallory')).toBe('not_allowed');
    expect(send(next, 'anna')).toBe('taken');
  });

  test('[GD1] the server’s id, and one the document knows but nobody owns, are nobody’s', () => {
    const serverNext = buildUpdate([run(7, [value()], Y.getState(doc.store, 7))]);
    expect(send(serverNext)).toBe('not_allowed');
    guard = guardOf();
    expect(send(buildUpdate([run(anna, [value()], Y.getState(doc.store, anna))]), 'anna')).toBe(
      'not_allowed',
    );
  });

  test('[GD1] what binds is told, once', () => {
    const admitted = guard.admit(buildUpdate([run(20, [value()])]), 'mallory');
    expect(admitted).toMatchObject({ ok: true, value: { bound: [20], sweeping: false } });
    expect(guard.admit(buildUpdate([run(20, [value()])]), 'eva')).toMatchObject({
      problem: { code: 'not_allowed' },
    });
  });
});

describe('what an update may hang on', () => {
  test('[GD2] a gap, a missing neighbour or a deletion of the future is asked about, never kept', () => {
    const late = buildUpdate([run(20, [value()], 3)]);
    const lonely = buildUpdate([run(20, [value({ left: [99, 0] })])]);
    const ring = buildUpdate([run(20, [value({ left: [21, 0] })]), run(21, [value({ left: [20, 0] })])]);
    const skip = buildUpdate([run(20, [value(), { kind: 10, length: 5 }, value()])]);
    const future = buildUpdate([], [{ client: anna, ranges: [[0, 5000]] }]);
    for (const update of [late, lonely, ring, skip, future]) expect(send(update)).toBe('not_ready');
    expect([doc.store.pendingStructs, doc.store.pendingDs]).toEqual([null, null]);
  });

  test('[GD2] nothing lies between two places, or on what its own author writes later', () => {
    const torn = value({ left: [anna, 0], right: [7, 0] });
    const ahead = value({ left: [20, 5] });
    for (const struct of [torn, ahead]) expect(send(buildUpdate([run(20, [struct])]))).toBe('malformed');
  });

  test('[GD2] what the server has already is dropped, whatever it says this time', () => {
    const lie = buildUpdate([run(anna, [value({ parent: 'secrets', key: 'x' })])]);
    const before = Y.encodeStateAsUpdate(doc);
    expect(send(lie, 'mallory')).toBe('taken');
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
    expect(doc.share.has('secrets')).toBe(false);
  });
});

describe('what the registers may hold', () => {
  const odd: [string, ForgedStruct][] = [
    ['an unknown root', value({ parent: 'secrets' })],
    ['a root named like a prototype', value({ parent: '__proto__' })],
    ['a key that is a prototype', value({ key: '__proto__' })],
    ['an empty key', value({ key: '' })],
    ['a long key', value({ key: 'x'.repeat(65) })],
    ['no key, so a hidden list', { kind: 8, parent: 'placement', values: ['t1'] }],
    ['something nested', value({ parent: [anna, 0] })],
    ['a number that is none', value({ parent: 'order', values: [Number.NaN] })],
    ['nothing at all', value({ values: [undefined] })],
    ['a long title', value({ parent: 'titles', values: ['x'.repeat(121)] })],
    ['five services', value({ parent: 'codes', values: [['a', 'b', 'c', 'd', 'e']] })],
    ['an object', value({ values: [{ a: 1 }] })],
    ['JSON', value({ kind: 2 })],
    ['bytes', value({ kind: 3 })],
    ['text', value({ kind: 4 })],
    ['a picture', value({ kind: 5 })],
    ['formatting', value({ kind: 6 })],
    ['a shared type', value({ kind: 7 })],
    ['a document', value({ kind: 9 })],
    ['a gap with flags', { kind: 10, flags: 128, length: 1 }],
    ['a kind there is not', value({ kind: 31 })],
    ['nine levels', value({ raw: Uint8Array.from([1, ...Array<number[]>(9).fill([117, 1]).flat(), 126]) })],
  ];
  test.each(odd)('[GD3] %s is refused', (_name, struct) => {
    const before = Y.encodeStateAsUpdate(doc);
    expect(send(buildUpdate([run(20, [struct])]))).toBe('malformed');
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
  });

  test('[GD3] encoding version 2, bytes left over and a client listed twice are refused', () => {
    const page = new Y.Doc();
    groupNotes(page, {}, { id: 't2', title: 'Vatten', noteIds: ['n3'] });
    const good = Y.encodeStateAsUpdate(page);
    expect(send(Y.encodeStateAsUpdateV2(page))).toBe('malformed');
    expect(send(Uint8Array.from([...good, 0]))).toBe('malformed');
    expect(send(buildUpdate([run(20, [value()]), run(20, [value()], 1)]))).toBe('malformed');
    expect(send(good)).toBe('taken');
  });
});

describe('the bounds of a document', () => {
  test('[GD4] clocks grow by 100,000 at most, one struct by 20,000, and none reaches 2^31', () => {
    expect(bounds).toMatchObject({ clockGrowth: 100_000, structLength: 20_000, highestClock: 2 ** 31 });
    const gone = (length: number): ForgedStruct => ({ kind: 0, length });
    expect(send(buildUpdate([run(20, [gone(20_001)])]))).toBe('malformed');
    expect(send(buildUpdate([run(20, Array<ForgedStruct>(6).fill(gone(20_000)))]))).toBe('malformed');
    expect(send(buildUpdate([run(20, [value()], 2 ** 31)]))).toBe('malformed');
    expect(send(buildUpdate([run(2 ** 32, [value()])]))).toBe('malformed');
    expect(send(buildUpdate([run(20, Array<ForgedStruct>(5).fill(gone(20_000)))]))).toBe('taken');
  });

  test('[GD4] one update brings 32 new client ids at most, one person 256 in all, a document has 20,000', () => {
    expect([bounds.clientsPerDocument, bounds.documentBytes]).toEqual([20_000, 5 * 1024 * 1024]);
    expect(bounds).toMatchObject({
      newClientsPerUpdate: 32,
      clientsPerPerson: 256,
      clientsPerDocument: 20_000,
    });
    const ids = (from: number, n: number): Uint8Array =>
      buildUpdate(Array.from({ length: n }, (_, i) => run(from + i, [value({ key: `n${from + i}` })])));
    expect(send(ids(1000, 33))).toBe('too_many');
    for (let i = 0; i < 8; i += 1) expect(send(ids(1000 + 32 * i, 32))).toBe('taken');
    expect(send(ids(5000, 1))).toBe('too_many');
    expect(send(ids(5000, 1), 'eva')).toBe('taken');
    for (let i = 0; doc.store.clients.size < 20_000; i += 1) Y.applyUpdate(doc, ids(100_000 + 500 * i, 500));
    expect(send(ids(5001, 1), 'eva')).toBe('too_many');
  });

  test('[GD4] a document of 5 MiB takes no more, and a register no more keys than it may have', () => {
    const heap = Array.from({ length: 2000 }, (_, i) => `n${i}`);
    const big = new Y.Doc();
    for (let round = 0; Y.encodeStateAsUpdate(big).length < bounds.documentBytes; round += 1)
      for (let i = 0; i < 45; i += 1) big.getMap(`ballast${i}`).set(`k${round}`, 'x'.repeat(10_000));
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(big));
    expect(send(buildUpdate([run(20, [value()])]))).toBe('too_large');
    doc = new Y.Doc();
    guard = guardOf();
    const page = new Y.Doc();
    for (const id of heap) page.getMap('order').set(id, 1);
    expect(send(Y.encodeStateAsUpdate(page))).toBe('taken');
    expect(send(buildUpdate([run(20, [value({ parent: 'order', key: 'ett till', values: [1] })])]))).toBe(
      'malformed',
    );
  });
});

describe('crowds', () => {
  test('[GD6] values heaped up in one register as if written at once are refused; an author’s own row is not', () => {
    const same = Array.from({ length: 2 }, () => value({ key: 'mycket' }));
    expect(send(buildUpdate([run(20, same)]))).toBe('malformed');
    const row = (client: number, n: number): ForgedStruct[] =>
      Array.from({ length: n }, (_, i) => value({ key: 'rad', ...(i > 0 ? { left: [client, i - 1] } : {}) }));
    expect(send(buildUpdate([run(21, row(21, 501))]))).toBe('malformed');
    expect(send(buildUpdate([run(21, row(21, 400))]))).toBe('taken');
    // Two who move the same note to and fro make a row that does not melt together.
    const pages = [1, 2].map(() => new Y.Doc()) as [Y.Doc, Y.Doc];
    for (let i = 0; i < 400; i += 1) {
      const [from, to] = i % 2 === 0 ? pages : [pages[1], pages[0]];
      from.getMap('placement').set('rad', `t${i}`);
      Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)));
    }
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(pages[0]));
    const later = Array.from({ length: 32 }, (_, i) =>
      run(
        100 + i,
        Array.from({ length: 4 }, (__, k) =>
          value({ key: 'rad', ...(k > 0 ? { left: [100 + i, k - 1] } : {}) }),
        ),
      ),
    );
    expect(send(buildUpdate(later), 'eva')).toBe('malformed');
  });
});

describe('sweeps', () => {
  test('[GD5] an update that ends more than half of everything is pointed out', () => {
    const page = new Y.Doc();
    const notes = Array.from({ length: 100 }, (_, i) => `n${i}`);
    placeNotes(page, {}, notes, 't1');
    expect(send(Y.encodeStateAsUpdate(page))).toBe('taken');
    Y.applyUpdate(page, Y.encodeStateAsUpdate(doc));
    const part = Y.encodeStateVector(page);
    placeNotes(page, {}, notes.slice(0, 30), 't2');
    const some = guard.admit(Y.encodeStateAsUpdate(page, part), 'mallory');
    expect(some).toMatchObject({ ok: true, value: { sweeping: false } });
    placeNotes(page, {}, notes, null);
    const most = guard.admit(Y.encodeStateAsUpdate(page, part), 'mallory');
    expect(most).toMatchObject({ ok: true, value: { sweeping: true } });
  });
});
