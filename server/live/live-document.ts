import * as Y from 'yjs';
import type { Result } from '../../shared/domain/problem.ts';
import type { Awareness } from './awareness.ts';
import { makeFlushing, type Flushing } from './flushing.ts';
import { updateFrame } from './frames.ts';
import { merged, nothing, together, type Binding, type Gathered } from './gathered.ts';
import type { Admitted, Guard } from './guard.ts';
import { makeNewcomers, type Answers, type Newcomers } from './newcomers.ts';
import { makeParcel } from './parcel.ts';
import type { Peer } from './peer.ts';
import { makeFlushWindow, type FlushWindow } from './flush-window.ts';
import { makeWriters, type Writers } from './writers.ts';

/** Where a document's updates are kept; resolves when they are on disk. */
export interface DocumentLog {
  append(update: Uint8Array, bindings: readonly Binding[]): Promise<void>;
  /** A whole state worth going back to, from before somebody took most of it away. */
  keepVersion(state: Uint8Array, why: 'sweep'): Promise<void>;
}

export interface LiveDocumentParts {
  name: string;
  epoch: number;
  doc: Y.Doc;
  guard: Guard | undefined;
  log: DocumentLog;
  /** Where people arrange together they see each other; elsewhere nobody sees who looks. */
  awareness?: Awareness | undefined;
  clock: { now(): number; after(ms: number, run: () => void): void };
  onFailure(failure: unknown): void;
}

/**
 * Keeps a document and its readers in step. What comes out of the document is collected for a short while,
 * merged, stored, and only then passed on: what another phone has seen is therefore safe. Clock, disk and readers
 * come in; nothing here knows of sockets.
 */
export class LiveDocument {
  readonly name: string;
  readonly epoch: number;
  readonly doc: Y.Doc;
  readonly awareness: Awareness | undefined;
  readonly #peers = new Set<Peer>();
  readonly #parts: LiveDocumentParts;
  readonly #writers: Writers;
  readonly #newcomers: Newcomers;
  readonly #window: FlushWindow;
  readonly #flushing: Flushing;
  #gathered: Gathered = nothing();

  constructor(parts: LiveDocumentParts) {
    ({ name: this.name, epoch: this.epoch, doc: this.doc, awareness: this.awareness } = parts);
    this.#parts = parts;
    this.#writers = makeWriters(parts.doc, parts.guard);
    this.#newcomers = makeNewcomers(parts.doc);
    this.#window = makeFlushWindow(parts.clock, () => this.#peers.size);
    const { clock, onFailure } = parts;
    const dueIn = (): number => this.dueIn();
    this.#flushing = makeFlushing({ clock, onFailure, dueIn, flush: () => this.#flush() });
    this.doc.on('update', (update: Uint8Array) => {
      this.#gathered.updates.push(update);
      this.#flushing.plan();
    });
  }

  get peers(): ReadonlySet<Peer> {
    return this.#peers;
  }

  join(peer: Peer): void {
    this.#peers.add(peer);
    this.#writers.join(peer);
    this.awareness?.join(peer);
    // What she wrote on an earlier line may be here and not on the disk yet. Until it is, she is not told of any.
    if (peer.mayWrite()) this.#gathered.authors.add(peer);
    if (peer.mayWrite()) this.#flushing.plan();
  }

  leave(peer: Peer): void {
    this.#peers.delete(peer);
    this.awareness?.leave(peer);
    this.#writers.leave(peer);
    this.#newcomers.leave(peer);
    this.#gathered.authors.delete(peer);
  }

  /** Answers "what do you have that I have not". */
  answer(peer: Peer, stateVector: Uint8Array): void {
    if (!this.#newcomers.ask(peer, stateVector)) this.#flushing.plan();
  }

  /** Takes an update from a writer, or tells why not. */
  receive(peer: Peer, update: Uint8Array): Result<true> | undefined {
    const admitted = this.#writers.admit(peer, update);
    if (!admitted?.ok) return admitted;
    this.#take(peer, admitted.value);
    return { ok: true, value: true };
  }

  /** How long (ms) what is put in now would wait until it is passed on, the disk apart. */
  dueIn(): number {
    return this.#window.dueIn();
  }

  /** Resolves when everything so far is stored and passed on. Rejects when the disk refuses. */
  flushed(): Promise<void> {
    return this.#flushing.now();
  }

  #take(peer: Peer, { update, bound, sweeping }: Admitted): void {
    if (sweeping) this.#gathered.swept.push(Y.encodeStateAsUpdate(this.doc));
    for (const client of bound) this.awareness?.belongs(client, peer.person);
    this.#gathered.authors.add(peer);
    this.#gathered.bindings.push(...bound.map((client) => ({ client, person: peer.person })));
    Y.applyUpdate(this.doc, update, 'client');
    this.#flushing.plan();
  }

  async #flush(): Promise<void> {
    this.#window.begin();
    // All that follows is of this moment: what comes while the disk works belongs to the next flush.
    const gathered = this.#gathered;
    this.#gathered = nothing();
    const update = merged(gathered.updates);
    const acks = this.#writers.acks(gathered.authors);
    const newcomers = this.#newcomers.take();
    try {
      await this.#store(gathered, update);
    } catch (failure) {
      this.#putBack(gathered, newcomers);
      throw failure;
    }
    if (update) this.#window.measure(() => this.#passOn(update, newcomers));
    newcomers.send();
    acks.send();
  }

  /** What is kept is taken out, so that nothing is kept twice when the disk refuses the rest. */
  async #store({ swept, bindings }: Gathered, update: Uint8Array | undefined): Promise<void> {
    for (let state = swept[0]; state; state = swept[0]) {
      await this.#parts.log.keepVersion(state, 'sweep');
      swept.shift();
    }
    if (update) await this.#parts.log.append(update, bindings);
  }

  #passOn(update: Uint8Array, { peers }: Answers): void {
    const parcel = makeParcel(updateFrame(update));
    this.#newcomers.stored(update);
    for (const peer of this.#peers) if (!peers.has(peer)) peer.send(parcel);
  }

  /** Not stored, so not passed on, and nobody is told it was saved. */
  #putBack(gathered: Gathered, newcomers: Answers): void {
    const isHere = (peer: Peer): boolean => this.#peers.has(peer);
    this.#gathered = together(gathered, this.#gathered, isHere);
    this.#newcomers.putBack(newcomers, isHere);
  }
}
