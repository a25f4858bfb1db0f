import type * as Y from 'yjs';

/**
 * Makes a map hold exactly `wanted`, touching only what differs: an unchanged key costs nothing on any phone.
 * Values are plain JSON and are replaced whole.
 */
export const syncMap = <T>(map: Y.Map<T>, wanted: ReadonlyMap<string, T>): void => {
  for (const key of map.keys()) if (!wanted.has(key)) map.delete(key);
  for (const [key, value] of wanted) syncKey(map, key, value);
};

/** Sets one key if its value differs. */
export const syncKey = <T>(map: Y.Map<T>, key: string, value: T): void => {
  if (!same(map.get(key), value)) map.set(key, value);
};

export const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

export const toRecord = <T>(map: Y.Map<T>): Record<string, T> => Object.fromEntries(map.entries());
