import * as Y from 'yjs';
import { groupNotes, nameTheme, placeNotes } from '../../shared/documents/themes.ts';
import { buildUpdate, type ForgedRun, type ForgedStruct } from './build-update.ts';
import type { Chance } from './chance.ts';

/** What an attacker knows: the whole document, her own earlier id, and everybody's ids and clocks. */
export interface Known {
  doc: Y.Doc;
  own: number;
  victim: number;
}

/** One update nobody honest would send: honest bytes bent, or bytes built to hurt. */
export const forge = (chance: Chance, known: Known): Uint8Array =>
  chance.once(2) ? bend(chance, honestUpdate(chance, known)) : build(chance, known);

/** What a facilitator might send: a change of her own, or all she has. */
const honestUpdate = (chance: Chance, { doc, own }: Known): Uint8Array => {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  copy.clientID = chance.once(2) ? own : chance.uint32();
  const before = Y.encodeStateVector(copy);
  const id = `t${chance.below(9)}`;
  if (chance.once(3)) groupNotes(copy, {}, { id, title: 'Tema', noteIds: ['n1', 'n2'] });
  else if (chance.once(2)) nameTheme(copy, {}, id, 'Ett annat namn');
  else placeNotes(copy, {}, [`n${chance.below(20)}`], chance.once(3) ? null : id);
  return Y.encodeStateAsUpdate(copy, chance.once(6) ? undefined : before);
};

/** One to three blows at the bytes. */
const bend = (chance: Chance, update: Uint8Array): Uint8Array => {
  let bytes = [...update];
  for (let blows = 1 + chance.below(3); blows > 0; blows -= 1) {
    const at = chance.below(bytes.length);
    const how = chance.below(6);
    if (how === 0) bytes[at] = chance.below(256);
    else if (how === 1) bytes[at] = (bytes[at] ?? 0) ^ (1 << chance.below(8));
    else if (how === 2) bytes.splice(at, 1 + chance.below(4));
    else if (how === 3) bytes.splice(at, 0, ...chance.bytes(1 + chance.below(4)));
    else if (how === 4) bytes = bytes.slice(0, at);
    else bytes.splice(at, 0, ...bytes.slice(chance.below(bytes.length)).slice(0, 12));
  }
  return Uint8Array.from(bytes);
};

const goodRoots = ['titles', 'placement', 'merged'];
const roots = ['order', 'codes', 'secrets', '__proto__', 'constructor', ''];
const goodKeys = ['n1', 'n2', 't1', 'fresh'];
const keys = ['__proto__', '', 'x'.repeat(65)];
const values: readonly unknown[] = [
  't1',
  '',
  1,
  Number.NaN,
  Infinity,
  null,
  undefined,
  true,
  ['S1'],
  Array.from({ length: 5 }, () => 'S'),
  { a: 1 },
  [['a']],
  'x'.repeat(200),
];
const farNumbers = [0, 1, 2, 7, 20_001, 100_001, 2 ** 31, 2 ** 40, 2 ** 50];

/** Each number of it is one that could be right, one that is nearly right, or one that is far out. */
const build = (chance: Chance, known: Known): Uint8Array => {
  const runs = Array.from({ length: chance.below(3) }, () => forgedRun(chance, known));
  if (chance.once(8) && runs[0]) runs.push({ ...runs[0], clock: runs[0].clock + runs[0].structs.length });
  const deletions = Array.from({ length: chance.below(3) }, () => ({
    client: someClient(chance, known),
    ranges: Array.from({ length: 1 + chance.below(3) }, (): [number, number] => [
      chance.once(8) ? chance.pick(farNumbers) : chance.below(8),
      chance.once(8) ? chance.pick(farNumbers) : 1 + chance.below(3),
    ]),
  }));
  return buildUpdate(runs, deletions);
};

const someClient = (chance: Chance, { doc, own, victim }: Known): number =>
  chance.pick([
    own,
    own,
    own,
    own,
    victim,
    victim,
    doc.clientID,
    chance.uint32(),
    chance.once(9) ? 2 ** 32 + 7 : 77,
  ]);

const someId = (chance: Chance, known: Known): [number, number] => {
  const client = someClient(chance, known);
  const state = Y.getState(known.doc.store, client);
  return [client, chance.once(3) ? state + chance.below(3) : chance.below(state + 1)];
};

const forgedRun = (chance: Chance, known: Known): ForgedRun => {
  const client = someClient(chance, known);
  const state = Y.getState(known.doc.store, client);
  const clock = chance.once(8)
    ? chance.pick([...farNumbers, state - 1, state + 1].filter((n) => n >= 0))
    : state;
  const structs = Array.from({ length: 1 + chance.below(3) }, () => forgedStruct(chance, known));
  return { client, clock, structs, ...(chance.once(12) ? { claims: chance.pick(farNumbers) } : {}) };
};

const forgedStruct = (chance: Chance, known: Known): ForgedStruct => ({
  kind: chance.below(5) > 0 ? 8 : chance.pick([0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 31]),
  values: chance.once(8) ? [chance.pick(values)] : ['t1'],
  ...(chance.once(3) ? { left: someId(chance, known) } : {}),
  ...(chance.once(5) ? { right: someId(chance, known) } : {}),
  parent: chance.once(20) ? someId(chance, known) : chance.pick(chance.once(12) ? roots : goodRoots),
  ...(chance.once(15) ? {} : { key: chance.pick(chance.once(15) ? keys : goodKeys) }),
  ...(chance.once(15) ? { length: chance.pick(farNumbers) } : {}),
  ...(chance.once(30) ? { flags: chance.pick([32, 64, 128]) } : {}),
});
