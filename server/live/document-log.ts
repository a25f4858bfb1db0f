import * as Y from 'yjs';
import type { Db } from '../../db/connect.ts';
import type { Chance } from '../chance.ts';
import { appendUpdate, compactDocument, keepVersion, type StoredDocument } from '../store/documents.ts';
import { limits } from './limits.ts';
import type { DocumentLog } from './live-document.ts';

export interface DocumentLogDeps {
  write<T>(work: (tx: Db) => Promise<T>): Promise<T>;
  chance: Pick<Chance, 'uuid'>;
  now(): number;
}

export interface FoldingLog extends DocumentLog {
  /** Replaces the log by one state, when there is any log. The log stays until the state was read back. */
  fold(): Promise<void>;
}

/** The stored log of one document: updates one after another, folded into one state when they are many. */
export const makeDocumentLog = (
  deps: DocumentLogDeps,
  { name, doc, stored }: { name: string; doc: Y.Doc; stored: StoredDocument },
): FoldingLog => {
  let seq = stored.updates.at(-1)?.seq ?? stored.snapshotSeq;
  let rows = stored.updates.length;
  let bytes = stored.updates.reduce((sum, update) => sum + update.bytes.length, 0);

  /** One flush at a time runs for a document, so `doc` holds no update here that is not in the log. */
  const fold = async ({ state, vector }: Snapshot): Promise<void> => {
    mustReadBack(state, vector);
    const upTo = seq;
    await deps.write((tx) => compactDocument(tx, name, { seq: upTo, state }));
    rows = 0;
    bytes = 0;
  };
  return {
    append: async (update, bindings) => {
      // Used up even when the write fails: what could not be flushed may stand in the file all the same.
      const next = (seq += 1);
      const full = rows + 1 >= limits.logRows || bytes + update.length > limits.logBytes;
      const snapshot = full ? snapshotOf(doc) : undefined;
      await deps.write((tx) => appendUpdate(tx, { name, seq: next, bytes: update }, bindings));
      rows += 1;
      bytes += update.length;
      if (snapshot) await fold(snapshot);
    },
    keepVersion: (state, why) =>
      deps.write((tx) =>
        keepVersion(tx, { id: deps.chance.uuid(), name, at: new Date(deps.now()), why, state }),
      ),
    fold: async () => {
      if (rows > 0) await fold(snapshotOf(doc));
    },
  };
};

interface Snapshot {
  state: Uint8Array;
  vector: Map<number, number>;
}

const snapshotOf = (doc: Y.Doc): Snapshot => ({
  state: Y.encodeStateAsUpdate(doc),
  vector: Y.decodeStateVector(Y.encodeStateVector(doc)),
});

/** A state that cannot be read back must not replace the log it was made from. */
const mustReadBack = (state: Uint8Array, vector: ReadonlyMap<number, number>): void => {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, state);
  const whole = copy.store.pendingStructs === null && copy.store.pendingDs === null;
  const same = [...vector].every(([client, clock]) => Y.getState(copy.store, client) === clock);
  copy.destroy();
  if (!whole || !same) throw new Error('a folded document could not be read back');
};
