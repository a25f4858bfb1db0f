import * as Y from 'yjs';
import { ok, refuse, type Result } from '../../shared/domain/problem.ts';
import { limits } from './limits.ts';

/**
 * Stands before a document that people write straight into. An update is looked at before it touches the
 * document: a CRDT itself would believe anything, also what destroys another person's words for good.
 */
export interface Guard {
  /** Returns the bytes to apply (what was new in the update), or why not. Empty when nothing was new. */
  admit(update: Uint8Array, person: string): Result<Uint8Array>;
}

/** `isValid` judges the whole document as it would be after the update. */
export const makeGuard = (doc: Y.Doc, isValid: (shadow: Y.Doc) => boolean): Guard => {
  const owners = new Map<number, string>();
  let shadow = copyOf(doc);
  // What the server writes itself, or admitted a moment ago, the shadow must know too.
  doc.on('update', (update: Uint8Array) => Y.applyUpdate(shadow, update));
  return {
    admit: (update, person) => {
      const fresh = normalise(doc, update);
      if (!fresh.ok) return fresh;
      const owned = checkOwners(fresh.value, { doc, owners, person });
      if (!owned.ok) return owned;
      if (!tryOn(shadow, fresh.value, isValid)) {
        shadow = copyOf(doc);
        return refuse('malformed');
      }
      for (const client of owned.value) owners.set(client, person);
      return fresh;
    },
  };
};

const copyOf = (doc: Y.Doc): Y.Doc => {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
};

/** Drops everything the server already has, so that "re-sent" structs with other contents never arrive. */
const normalise = (doc: Y.Doc, update: Uint8Array): Result<Uint8Array> => {
  try {
    const { structs } = Y.decodeUpdate(update);
    if (structs.some((s) => s.length > limits.clockGrowth || s.id.clock > 2 ** 31))
      return refuse('malformed');
    const known = Y.decodeStateVector(Y.encodeStateVector(doc));
    const clients = new Map(structs.map((s) => [s.id.client, known.get(s.id.client) ?? 0]));
    return ok(Y.diffUpdate(update, Y.encodeStateVector(clients)));
  } catch {
    return refuse('malformed');
  }
};

interface Writing {
  doc: Y.Doc;
  owners: ReadonlyMap<number, string>;
  person: string;
}

/**
 * Every new struct is the sender's own and follows on what is there. `not_ready` when something is missing before
 * it: honest when somebody writes in the moment between coming back and being asked what she has.
 */
const checkOwners = (update: Uint8Array, { doc, owners, person }: Writing): Result<number[]> => {
  const next = new Map(Y.decodeStateVector(Y.encodeStateVector(doc)));
  const clients = new Set<number>();
  for (const struct of Y.decodeUpdate(update).structs) {
    const { client, clock } = struct.id;
    if ((owners.get(client) ?? person) !== person || client === doc.clientID) return refuse('not_allowed');
    const known = next.get(client) ?? 0;
    if (struct instanceof Y.Skip || clock < known) return refuse('malformed');
    if (clock > known) return refuse('not_ready');
    next.set(client, clock + struct.length);
    clients.add(client);
  }
  return ok([...clients]);
};

const tryOn = (shadow: Y.Doc, update: Uint8Array, isValid: (shadow: Y.Doc) => boolean): boolean => {
  try {
    Y.applyUpdate(shadow, update);
    const { pendingStructs, pendingDs } = shadow.store;
    return pendingStructs === null && pendingDs === null && isValid(shadow);
  } catch {
    return false;
  }
};
