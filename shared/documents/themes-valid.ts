import type * as Y from 'yjs';
import { themeLimits, themeRoots } from './themes.ts';

const isShort = (max: number) => (value: unknown) => typeof value === 'string' && value.length <= max;
const isCodes = (value: unknown) =>
  Array.isArray(value) && value.length <= themeLimits.codes && value.every(isShort(40));

const checks: Record<(typeof themeRoots)[number], (value: unknown) => boolean> = {
  order: (value) => typeof value === 'number' && Number.isFinite(value),
  titles: isShort(themeLimits.title),
  codes: isCodes,
  placement: isShort(64),
  merged: isShort(64),
};

/** Notes there can be in a meeting, with room for what was removed: bounds every register's number of keys. */
const mostKeys = 12_000;

/** True when the document holds nothing but registers we know, each with a value of its kind. */
export const themesAreValid = (doc: Y.Doc): boolean => {
  for (const name of doc.share.keys()) if (!isRoot(name)) return false;
  if (doc.getMap('order').size > themeLimits.themes * 10) return false;
  return themeRoots.every((root) => rootIsValid(doc, root));
};

const isRoot = (name: string): boolean => (themeRoots as readonly string[]).includes(name);

const rootIsValid = (doc: Y.Doc, root: (typeof themeRoots)[number]): boolean => {
  const map = doc.getMap(root);
  if (map.size > mostKeys || hasList(map)) return false;
  for (const [key, value] of map) if (key.length > 64 || !checks[root](value)) return false;
  return true;
};

/** Every shared type can hold a list beside its keys; a map's list shows nowhere, so nobody may hide things there. */
const hasList = (map: Y.Map<unknown>): boolean => map._start !== null;
