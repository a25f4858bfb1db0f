import * as Y from 'yjs';
import { bounds } from './bounds.ts';
import { nowhere, type Place, type Placed } from './place.ts';

interface Heap {
  place: Place;
  items: number;
  /** The longest way from the newest value back to what one of these hangs on. */
  depth: number;
}

/**
 * True when an update heaps up values in one register that were all written "at the same time". Yjs orders such
 * values by walking past each other one, so that a few kilobytes could keep every machine busy for minutes, at each
 * start anew. One author's values hang each on a later one, and nobody is away while one note is moved a thousand
 * times.
 */
export const isCrowded = (doc: Y.Doc, placed: readonly Placed[]): boolean => {
  const heaps = new Map<string, Heap>();
  const hooks = new Set<string>();
  for (const { struct, place } of placed) {
    if (!(struct instanceof Y.Item) || place === nowhere) continue;
    const { origin } = struct;
    const register = `${place.root} ${place.key}`;
    const hook = `${struct.id.client} ${origin ? `${origin.client} ${origin.clock}` : ''} ${register}`;
    if (hooks.has(hook)) return true;
    hooks.add(hook);
    const heap = heaps.get(register) ?? { place, items: 0, depth: 0 };
    heaps.set(register, heap);
    heap.items += 1;
    heap.depth = Math.max(heap.depth, depthOf(doc, origin, place));
  }
  const steps = [...heaps.values()].reduce((sum, { items, depth }) => sum + items * depth, 0);
  return steps > bounds.steps || [...heaps.values()].some(({ items }) => items > bounds.valuesPerRegister);
};

const depthOf = (doc: Y.Doc, origin: Y.ID | null, { root, key }: Place): number => {
  // Hangs on something of the same update, whose own depth counts.
  if (origin && origin.clock >= Y.getState(doc.store, origin.client)) return 0;
  let depth = 0;
  let item = doc.share.get(root)?._map.get(key ?? '') ?? null;
  while (item && !(origin && holds(item, origin)) && depth <= bounds.steps) {
    depth += 1;
    item = item.left;
  }
  return depth;
};

const holds = ({ id, length }: Y.Item, { client, clock }: Y.ID): boolean =>
  id.client === client && id.clock <= clock && clock < id.clock + length;
