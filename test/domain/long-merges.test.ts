import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { readThemes } from '../../shared/documents/themes.ts';
import { survivorOf } from '../../shared/domain/heard.ts';

const many = 5000;
const inARow = Array.from({ length: many }, (_, i) => [`t${i}`, `t${i + 1}`] as const);
const last = `t${many}`;

const timed = <T>(work: () => T): [T, number] => {
  const began = performance.now();
  const made = work();
  return [made, performance.now() - began];
};

test('[TH8] five thousand themes merged one into the next are one theme, in a moment', () => {
  const doc = new Y.Doc();
  doc.transact(() => {
    for (const [from, into] of inARow) doc.getMap('merged').set(from, into);
    doc.getMap('placement').set('lapp', 't0');
    doc.getMap('order').set(last, 1);
  });
  const [{ themes, mergedInto }, ms] = timed(() => readThemes(doc));
  expect(themes).toMatchObject([{ id: last, noteIds: ['lapp'] }]);
  expect(mergedInto.t0).toBe(last);
  expect(ms).toBeLessThan(1000);
});

test('[TH8] five thousand notes that repeat the next are one note, in a moment', () => {
  const notes = inARow.map(([id, mergedInto]) => ({ id, mergedInto }));
  const survivor = survivorOf([...notes, { id: last, mergedInto: null }]);
  const [found, ms] = timed(() => new Set(notes.map(({ id }) => survivor(id))));
  expect([...found]).toEqual([last]);
  expect(ms).toBeLessThan(1000);
});

test('[MT5] notes that were merged in a ring are still followed to an end', () => {
  const survivor = survivorOf([
    { id: 'a', mergedInto: 'b' },
    { id: 'b', mergedInto: 'a' },
    { id: 'c', mergedInto: 'a' },
  ]);
  expect(['a', 'b', 'c'].map(survivor)).toEqual(['b', 'a', 'b']);
});
