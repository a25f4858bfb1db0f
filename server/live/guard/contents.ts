import * as Y from 'yjs';
import { nowhere, type Place, type Placed, type Struct } from './place.ts';

/** What a document's registers are: a few named maps, each with plain values under short keys. */
export interface Registers {
  roots: readonly string[];
  /** Keys a root may ever have had, those that are gone included. */
  mostKeys(root: string): number;
  isKey(root: string, key: string): boolean;
  isValue(root: string, value: unknown): boolean;
}

/** True when everything new is a value its register may hold, and no register gets too many keys. */
export const areValues = (doc: Y.Doc, placed: readonly Placed[], registers: Registers): boolean =>
  placed.every(({ struct, place }) => place === nowhere || isAllowed(struct, place, registers)) &&
  fit(doc, placed, registers);

const isAllowed = (struct: Struct, { root, key }: Place, registers: Registers): boolean => {
  if (!(struct instanceof Y.Item) || key === null || !registers.isKey(root, key)) return false;
  const { content } = struct;
  if (content instanceof Y.ContentDeleted) return true;
  return content instanceof Y.ContentAny && content.arr.every((value) => registers.isValue(root, value));
};

const fit = (doc: Y.Doc, placed: readonly Placed[], { roots, mostKeys }: Registers): boolean =>
  roots.every((root) => {
    const there = doc.share.get(root)?._map;
    const fresh = new Set<string | null>();
    for (const { place } of placed)
      if (place.root === root && place.key !== null && !there?.has(place.key)) fresh.add(place.key);
    return (there?.size ?? 0) + fresh.size <= mostKeys(root);
  });
