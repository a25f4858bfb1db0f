import type * as Y from 'yjs';
import { themeRoots } from './themes.ts';

/** Everything a grouping holds, register by register: what versions, and what was not stored, are made from. */
export type ThemeRegisters = Record<(typeof themeRoots)[number], Record<string, unknown>>;

export const noRegisters: ThemeRegisters = { order: {}, titles: {}, codes: {}, placement: {}, merged: {} };

/** The registers with their keys in order: the same grouping gives the same JSON, however it came about. */
export const registersOf = (doc: Y.Doc): ThemeRegisters => {
  const read = (root: string) =>
    Object.fromEntries([...doc.getMap<unknown>(root)].sort(([a], [b]) => (a < b ? -1 : 1)));
  return {
    order: read('order'),
    titles: read('titles'),
    codes: read('codes'),
    placement: read('placement'),
    merged: read('merged'),
  };
};

export const sameRegisters = (a: ThemeRegisters, b: ThemeRegisters): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

/** One register that is to have another value; `value` undefined when it is to be empty. */
export interface RegisterChange {
  root: (typeof themeRoots)[number];
  key: string;
  value: unknown;
}

/** What leads from one grouping to the other. */
export const changesBetween = (from: ThemeRegisters, to: ThemeRegisters): RegisterChange[] =>
  themeRoots.flatMap((root) =>
    [...new Set([...Object.keys(from[root]), ...Object.keys(to[root])])]
      .filter((key) => JSON.stringify(from[root][key]) !== JSON.stringify(to[root][key]))
      .map((key) => ({ root, key, value: to[root][key] })),
  );

/** Makes the changes in one transaction, under this origin. */
export const applyChanges = (doc: Y.Doc, origin: unknown, changes: readonly RegisterChange[]): void =>
  doc.transact(() => {
    for (const { root, key, value } of changes) {
      const register = doc.getMap<unknown>(root);
      if (value === undefined) register.delete(key);
      else register.set(key, value);
    }
  }, origin);
