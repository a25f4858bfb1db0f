import type * as Y from 'yjs';
import { themeLimits, themeRoots } from './themes.ts';

type ThemeRoot = (typeof themeRoots)[number];

const isShort = (max: number) => (value: unknown) => typeof value === 'string' && value.length <= max;
const isCodes = (value: unknown) =>
  Array.isArray(value) && value.length <= themeLimits.codes && value.every(isShort(40));

const checks: Record<ThemeRoot, (value: unknown) => boolean> = {
  order: (value) => typeof value === 'number' && Number.isFinite(value),
  titles: isShort(themeLimits.title),
  codes: isCodes,
  placement: isShort(64),
  merged: isShort(64),
};

const isRoot = (name: string): name is ThemeRoot => (themeRoots as readonly string[]).includes(name);

/** A key is an id. `__proto__` would be no key at all in the plain objects that readers make of a register. */
const isKey = (key: string): boolean => key.length > 0 && key.length <= 64 && key !== '__proto__';

/**
 * What `themes` may hold. There are 5,000 notes in a meeting at most and 200 themes; the rest is room for what was
 * made and taken away again.
 */
export const themeRegisters = {
  roots: themeRoots,
  mostKeys: (root: string): number => (root === 'order' ? themeLimits.themes * 10 : 12_000),
  isKey: (root: string, key: string): boolean => isRoot(root) && isKey(key),
  isValue: (root: string, value: unknown): boolean => isRoot(root) && checks[root](value),
};

/** True when the document holds nothing but these registers, each with values of its kind. */
export const themesAreValid = (doc: Y.Doc): boolean =>
  [...doc.share].every(([name, type]) => isRoot(name) && isRegister(type, name));

/** Every shared type can hold a list beside its keys; a map's list shows nowhere, so nobody may hide things there. */
const isRegister = (type: Pick<Y.Map<unknown>, '_start' | '_map'>, root: ThemeRoot): boolean =>
  type._start === null &&
  type._map.size <= themeRegisters.mostKeys(root) &&
  [...type._map].every(
    ([key, item]) => isKey(key) && (item.deleted || checks[root](item.content.getContent().at(-1))),
  );
