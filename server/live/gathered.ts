import * as Y from 'yjs';
import type { Peer } from './peer.ts';

/** A client id that belongs to one person from now on. */
export interface Binding {
  client: number;
  person: string;
}

/** What came into a document since it was last stored. */
export interface Gathered {
  /** What was there before somebody took most of it away: kept before that is stored. */
  swept: Uint8Array[];
  updates: Uint8Array[];
  bindings: Binding[];
  /** Who is to hear that it is stored. */
  authors: Set<Peer>;
}

export const nothing = (): Gathered => ({ swept: [], updates: [], bindings: [], authors: new Set() });

/** All updates as one; undefined when there is none. */
export const merged = (updates: readonly Uint8Array[]): Uint8Array | undefined =>
  updates.length > 1 ? Y.mergeUpdates([...updates]) : updates[0];

/** What could not be stored stays first in line. Whoever has left is not waited for. */
export const together = (first: Gathered, then: Gathered, isHere: (peer: Peer) => boolean): Gathered => ({
  swept: [...first.swept, ...then.swept],
  updates: [...first.updates, ...then.updates],
  bindings: [...first.bindings, ...then.bindings],
  authors: new Set([...first.authors, ...then.authors].filter(isHere)),
});
