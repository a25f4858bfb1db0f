import * as Y from 'yjs';
import { ok, refuse, type Result } from '../../shared/domain/problem.ts';
import { bounds } from './guard/bounds.ts';
import { areValues, type Registers } from './guard/contents.ts';
import { isCrowded } from './guard/crowding.ts';
import { readOutline, type Outline, type Range } from './guard/outline.ts';
import { makeOwners } from './guard/owners.ts';
import { newRanges, placeStructs, type Struct } from './guard/place.ts';
import { makeShadow } from './guard/shadow.ts';

export interface Admitted {
  /** What to apply: what was new in the update. May be empty. */
  update: Uint8Array;
  /** Client ids that from now on belong to this person; to be stored together with the update. */
  bound: number[];
  /** Ends more than half of what there is. Worth keeping a version of the document from before. */
  sweeping: boolean;
}

/**
 * Stands before a document that people write straight into. An update is looked at before it touches the
 * document: a CRDT itself would believe anything, also what destroys another person's words for good.
 */
export interface Guard {
  /**
   * What to apply, or why not: `not_ready` when something is missing before it (ask the writer for it), `not_allowed`
   * under another's client id, `too_many` new ids, `too_large` for a document, `malformed` for all else. What is
   * admitted must be applied at once.
   */
  admit(update: Uint8Array, person: string): Result<Admitted>;
}

export interface GuardParts {
  /** What the document may hold. */
  registers: Registers;
  /** Client id → person, for all that was bound before. */
  owners: ReadonlyMap<number, string>;
}

/** A guard without a memory or a disk of its own but the bindings; the cheapest questions come first. */
export const makeGuard = (doc: Y.Doc, { registers, owners: stored }: GuardParts): Guard => {
  const owners = makeOwners(doc, stored);
  const shadow = makeShadow(doc);
  const fits = makeScale(doc);
  return {
    admit: (bytes, person) => {
      const outline = readOutline(bytes);
      if (!outline) return refuse('malformed');
      const update = normalise(doc, bytes, outline);
      const structs: Struct[] = Y.decodeUpdate(update).structs;
      const ranges = newRanges(structs);
      const claimed = owners.claim(ranges, person);
      if (!claimed.ok) return claimed;
      const follows = checkClocks(doc, ranges, outline.deletions);
      if (!follows.ok) return follows;
      const placed = placeStructs(doc, structs);
      if (!placed.ok) return placed;
      if (!areValues(doc, placed.value, registers) || isCrowded(doc, placed.value))
        return refuse('malformed');
      if (!fits(update.length)) return refuse('too_large');
      const tried = shadow.tryOn(update);
      if (!tried) return refuse('malformed');
      owners.bind(claimed.value, person);
      return ok({ update, bound: claimed.value, sweeping: tried.sweeping });
    },
  };
};

/** Drops everything the server already has, so that "re-sent" structs with other contents never arrive. */
const normalise = (doc: Y.Doc, bytes: Uint8Array, { runs }: Outline): Uint8Array => {
  const known = new Map(runs.map(({ client }) => [client, Y.getState(doc.store, client)]));
  return Y.diffUpdate(bytes, Y.encodeStateVector(known));
};

/**
 * New structs follow on without a gap, and nothing is deleted that does not exist yet: a deletion that reaches into
 * the future would silence its author for good.
 */
const checkClocks = (doc: Y.Doc, ranges: readonly Range[], deletions: readonly Range[]): Result<true> => {
  const next = new Map(ranges.map(({ client, to }) => [client, to]));
  const growth = ranges.reduce((sum, { client, to }) => sum + to - Y.getState(doc.store, client), 0);
  if (growth > bounds.clockGrowth) return refuse('malformed');
  if (ranges.some(({ client, from }) => from !== Y.getState(doc.store, client))) return refuse('not_ready');
  const exists = (client: number): number => next.get(client) ?? Y.getState(doc.store, client);
  return deletions.every(({ client, to }) => to <= exists(client)) ? ok(true) : refuse('not_ready');
};

/** Weighs the document, truly only when what was added since the last time could have made it too heavy. */
const makeScale = (doc: Y.Doc): ((more: number) => boolean) => {
  let estimate: number | undefined;
  doc.on('update', (update: Uint8Array) => {
    if (estimate !== undefined) estimate += update.length;
  });
  return (more) => {
    if (estimate === undefined || estimate + more > bounds.documentBytes)
      estimate = Y.encodeStateAsUpdate(doc).length;
    return estimate + more <= bounds.documentBytes;
  };
};
