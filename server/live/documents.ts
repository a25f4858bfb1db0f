import * as Y from 'yjs';
import type { Db } from '../../db/connect.ts';
import { documentKinds, type DocumentKind } from '../../shared/wire/access.ts';
import { themeRegisters } from '../../shared/documents/themes-valid.ts';
import type { Chance } from '../chance.ts';
import {
  createDocument,
  documentHead,
  loadDocument,
  type DocumentHead,
  type StoredDocument,
} from '../store/documents.ts';
import { makeAwareness } from './awareness.ts';
import { makeDocumentLog, type FoldingLog } from './document-log.ts';
import { makeGuard } from './guard.ts';
import { limits } from './limits.ts';
import { LiveDocument } from './live-document.ts';

export interface DocumentsDeps {
  read: Db;
  write<T>(work: (tx: Db) => Promise<T>): Promise<T>;
  chance: Pick<Chance, 'bytes' | 'uuid'>;
  /** Milliseconds that never jump, and timers. */
  clock: { now(): number; after(ms: number, run: () => void): void };
  /** The time of day, milliseconds since 1970. */
  now(): number;
  /** Brings a document in step with the facts before anybody sees it. */
  prepare(document: LiveDocument): Promise<void>;
  onFailure(failure: unknown): void;
}

export interface Documents {
  /** Loads a document, once however many ask at the same time. Rejects when it cannot be read. */
  open(name: string): Promise<LiveDocument>;
  /** The document if it is in memory. */
  loaded(name: string): LiveDocument | undefined;
  epoch(name: string): Promise<number>;
  /** Sends every writer of a document home: what it arranged has become fact. */
  end(name: string): void;
  /** Lets a document go after a while if nobody has it open then. */
  rest(name: string): void;
  /** How many documents are in memory. */
  size(): number;
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

interface Held {
  document: LiveDocument;
  log: FoldingLog;
}

export const makeDocuments = (deps: DocumentsDeps): Documents => {
  const opening = new Map<string, Promise<Held>>();
  const ready = new Map<string, Held>();

  const open = (name: string): Promise<Held> => {
    const there = opening.get(name);
    if (there) return there;
    // One that is loaded already goes on being the one: two of the same would write the log over each other.
    const loading = ready.get(name) ?? load(deps, name);
    const promise = Promise.resolve(loading).then(async (held) => {
      // From here on it hears what changes: between reading the facts and being open nothing may slip through.
      ready.set(name, held);
      await deps.prepare(held.document);
      await held.document.flushed();
      // Opened only to be looked into, it would otherwise stay for ever.
      rest(name);
      return held;
    });
    opening.set(name, promise);
    // A load that failed must be tried again by the next who asks, not remembered for ever.
    promise.catch(() => opening.delete(name));
    return promise;
  };
  const drop = async (name: string): Promise<void> => {
    const held = ready.get(name);
    if (!held || held.document.peers.size > 0) return;
    let touched = false;
    const touch = (): void => void (touched = true);
    held.document.doc.on('update', touch);
    await held.document.flushed();
    await held.log.fold().finally(() => held.document.doc.off('update', touch));
    // What the server wrote meanwhile is on its way to the log: another instance would not know of it.
    if (touched) return rest(name);
    if (held.document.peers.size > 0 || ready.get(name) !== held) return;
    ready.delete(name);
    opening.delete(name);
    held.document.doc.destroy();
  };
  const resting = new Set<string>();
  const rest = (name: string): void => {
    if (resting.has(name)) return;
    resting.add(name);
    deps.clock.after(limits.idle, () => {
      resting.delete(name);
      drop(name).catch(deps.onFailure);
    });
  };
  return {
    open: async (name) => (await open(name)).document,
    loaded: (name) => ready.get(name)?.document,
    epoch: async (name) => ready.get(name)?.document.epoch ?? (await headOf(deps, name)).epoch,
    end: (name) => ready.get(name)?.document.peers.forEach((peer) => peer.close(4403, 'meeting_closed')),
    rest,
    size: () => ready.size,
    stop: async () => {
      await Promise.all([...ready.values()].map(({ document }) => document.flushed()));
    },
  };
};

/** The head of a stored document, made on the spot the first time anybody asks for it. */
const headOf = async (deps: DocumentsDeps, name: string): Promise<DocumentHead> => {
  const there = await documentHead(deps.read, name);
  if (there) return there;
  const bytes = deps.chance.bytes(4);
  const clientId = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0);
  await deps.write((tx) => createDocument(tx, { name, epoch: 1, clientId }));
  const made = await documentHead(deps.read, name);
  if (!made) throw new Error(`document ${name} could not be made`);
  return made;
};

const load = async (deps: DocumentsDeps, name: string): Promise<Held> => {
  await headOf(deps, name);
  const stored = await loadDocument(deps.read, name);
  if (!stored) throw new Error(`document ${name} could not be read`);
  const doc = docOf(name, stored);
  const log = makeDocumentLog(deps, { name, doc, stored });
  const owners = new Map(stored.authors.map(({ client, person }) => [client, person]));
  const { clock, onFailure } = deps;
  const isWritten = name.startsWith('themes/');
  const guard = isWritten ? makeGuard(doc, { registers: themeRegisters, owners }) : undefined;
  const firstNumber = Math.floor(deps.now() / limits.awarenessEvery);
  const awareness = isWritten ? makeAwareness({ clock, owners, firstNumber }) : undefined;
  return {
    log,
    document: new LiveDocument({ name, epoch: stored.epoch, doc, guard, log, awareness, clock, onFailure }),
  };
};

/** Throws when what is stored does not make a whole document: nobody may take a part for the whole. */
const docOf = (name: string, stored: StoredDocument): Y.Doc => {
  const doc = new Y.Doc();
  if (stored.snapshot) Y.applyUpdate(doc, stored.snapshot);
  for (const update of stored.updates) Y.applyUpdate(doc, update.bytes);
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null)
    throw new Error(`document ${name} is not whole`);
  // The server is one author through all restarts: a new id each time would grow every phone's copy for ever.
  doc.clientID = stored.clientId;
  return doc;
};
