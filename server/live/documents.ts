import * as Y from 'yjs';
import type { Db } from '../../db/connect.ts';
import type { DocumentKind } from '../../shared/wire/access.ts';
import { documentKinds } from '../../shared/wire/access.ts';
import { themesAreValid } from '../../shared/documents/themes-valid.ts';
import {
  appendUpdate,
  compactDocument,
  createDocument,
  loadDocument,
  type StoredDocument,
} from '../store/upkeep.ts';
import { makeGuard } from './guard.ts';
import { limits } from './limits.ts';
import { makeLiveDocument, type LiveDocument } from './live-document.ts';

export interface DocumentsDeps {
  read: Db;
  write<T>(work: (tx: Db) => Promise<T>): Promise<T>;
  chance: { bytes(n: number): Uint8Array };
  clock: { now(): number; after(ms: number, run: () => void): void };
  /** Brings a document in step with the facts before anybody sees it. */
  prepare(document: LiveDocument): Promise<void>;
  onFailure(failure: unknown): void;
}

export interface Documents {
  /** Loads a document, once however many ask at the same time. Rejects when it cannot be read. */
  open(name: string): Promise<LiveDocument>;
  /** The document if it is in memory and ready. */
  loaded(name: string): LiveDocument | undefined;
  epoch(name: string): Promise<number>;
  /** Sends every writer of a document home: what it arranged has become fact. */
  end(name: string): void;
  /** Lets a document go when nobody has it open. */
  rest(name: string): void;
  /** Stores what is waiting, in every document. */
  stop(): Promise<void>;
}

export const documentName = (kind: DocumentKind, meetingId: string): string => `${kind}/${meetingId}`;

/** Splits `kind/meeting`; undefined for any other name. */
export const parseName = (name: string): { kind: DocumentKind; meetingId: string } | undefined => {
  const [kind, meetingId, ...rest] = name.split('/');
  const known = documentKinds.find((k) => k === kind);
  return known && meetingId && rest.length === 0 ? { kind: known, meetingId } : undefined;
};

export const makeDocuments = (deps: DocumentsDeps): Documents => {
  const opening = new Map<string, Promise<LiveDocument>>();
  const ready = new Map<string, LiveDocument>();

  const open = (name: string): Promise<LiveDocument> => {
    const there = opening.get(name);
    if (there) return there;
    const promise = load(deps, name).then(async (document) => {
      await deps.prepare(document);
      await document.flushed();
      ready.set(name, document);
      return document;
    });
    opening.set(name, promise);
    // A load that failed must be tried again by the next who asks, not remembered for ever.
    promise.catch(() => opening.delete(name));
    return promise;
  };
  const drop = async (name: string): Promise<void> => {
    const document = ready.get(name);
    if (!document || document.peers.size > 0) return;
    await document.flushed();
    if (document.peers.size > 0) return;
    ready.delete(name);
    opening.delete(name);
    document.doc.destroy();
  };
  return {
    open,
    loaded: (name) => ready.get(name),
    epoch: async (name) => (await ensure(deps, name)).epoch,
    end: (name) => ready.get(name)?.peers.forEach((peer) => peer.close(4403, 'meeting_closed')),
    rest: (name) => deps.clock.after(limits.idle, () => void drop(name).catch(deps.onFailure)),
    stop: async () => {
      await Promise.all([...ready.values()].map((document) => document.flushed()));
    },
  };
};

/** The stored document, made on the spot the first time anybody asks for it. */
const ensure = async (deps: DocumentsDeps, name: string): Promise<StoredDocument> => {
  const stored = await loadDocument(deps.read, name);
  if (stored) return stored;
  const bytes = deps.chance.bytes(4);
  const clientId = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0);
  await deps.write((tx) => createDocument(tx, { name, epoch: 1, clientId }));
  const made = await loadDocument(deps.read, name);
  if (!made) throw new Error(`document ${name} could not be made`);
  return made;
};

const load = async (deps: DocumentsDeps, name: string): Promise<LiveDocument> => {
  const stored = await ensure(deps, name);
  const doc = new Y.Doc();
  if (stored.snapshot) Y.applyUpdate(doc, stored.snapshot);
  for (const update of stored.updates) Y.applyUpdate(doc, update.bytes);
  // The server is one author through all restarts: a new id each time would grow every phone's copy for ever.
  doc.clientID = stored.clientId;
  let seq = stored.updates.at(-1)?.seq ?? stored.snapshotSeq;
  let rows = stored.updates.length;
  const append = (update: Uint8Array): Promise<void> =>
    deps.write(async (tx) => {
      await appendUpdate(tx, name, seq + 1, update);
      seq += 1;
      rows += 1;
      if (rows < limits.logRows) return;
      await compactDocument(tx, name, seq, Y.encodeStateAsUpdate(doc));
      rows = 0;
    });
  const guard = name.startsWith('themes/') ? makeGuard(doc, themesAreValid) : undefined;
  return makeLiveDocument({
    name,
    epoch: stored.epoch,
    doc,
    guard,
    log: { append },
    clock: deps.clock,
    onFailure: deps.onFailure,
  });
};
