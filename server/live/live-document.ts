import * as Y from 'yjs';
import type { Result } from '../../shared/domain/problem.ts';
import { makeFirstState } from './first-state.ts';
import { ackFrame, rejectFrame, step1Frame, step2Frame, updateFrame } from './frames.ts';
import type { Admitted, Guard } from './guard.ts';
import { limits } from './limits.ts';
import type { Awareness } from './awareness.ts';
import { makeParcel } from './parcel.ts';
import type { Peer } from './peer.ts';

export type { Peer } from './peer.ts';

/** A client id that belongs to one person from now on. */
export interface Binding {
  client: number;
  person: string;
}

/** Where a document's updates are kept; resolves when they are on disk. */
export interface DocumentLog {
  append(update: Uint8Array, bindings: readonly Binding[]): Promise<void>;
  /** A whole state worth going back to, from before somebody took most of it away. */
  keepVersion(state: Uint8Array, why: 'sweep'): Promise<void>;
}

export interface LiveDocument {
  name: string;
  epoch: number;
  doc: Y.Doc;
  peers: ReadonlySet<Peer>;
  /** Where people arrange together they see each other; elsewhere nobody sees who looks. */
  awareness: Awareness | undefined;
  join(peer: Peer): void;
  leave(peer: Peer): void;
  /** Answers "what do you have that I have not". */
  answer(peer: Peer, stateVector: Uint8Array): void;
  /** Takes an update from a writer, or tells why not. */
  receive(peer: Peer, update: Uint8Array): Result<true> | undefined;
  /** How long (ms) what is put in now would wait until it is passed on, the disk apart. */
  dueIn(): number;
  /** Resolves when everything so far is stored and passed on. Rejects when the disk refuses. */
  flushed(): Promise<void>;
}

export interface LiveDocumentParts {
  name: string;
  epoch: number;
  doc: Y.Doc;
  guard: Guard | undefined;
  log: DocumentLog;
  awareness?: Awareness | undefined;
  clock: { now(): number; after(ms: number, run: () => void): void };
  onFailure(failure: unknown): void;
}

interface Writer {
  /** Updates of this connection that were admitted, and how often it was asked for what was missing. */
  accepted: number;
  asked: number;
}

/** What gathered since the last flush. */
interface Gathered {
  /** What was there before somebody took most of it away: kept before that is stored. */
  swept: Uint8Array[];
  updates: Uint8Array[];
  bindings: Binding[];
  authors: Set<Peer>;
}

/**
 * Keeps a document and its readers in step. What comes out of the document is collected for a short while,
 * merged, stored, and only then passed on: what another phone has seen is therefore safe. Clock, disk and readers
 * come in; nothing here knows of sockets.
 */
export const makeLiveDocument = (parts: LiveDocumentParts): LiveDocument => new Live(parts);

class Live implements LiveDocument {
  readonly name: string;
  readonly epoch: number;
  readonly doc: Y.Doc;
  readonly peers = new Set<Peer>();
  readonly awareness: Awareness | undefined;
  #parts: LiveDocumentParts;
  #first = makeFirstState();
  #writers = new Map<Peer, Writer>();
  /** Who waits for an answer, and what she has. */
  #newcomers = new Map<Peer, Uint8Array>();
  #gathered: Gathered = nothing();
  #planned = false;
  #lastFlush = -Infinity;
  /** How long passing on took (ms), smoothed. */
  #cost = 0;
  #running: Promise<unknown> = Promise.resolve();

  constructor(parts: LiveDocumentParts) {
    this.#parts = parts;
    this.name = parts.name;
    this.epoch = parts.epoch;
    this.doc = parts.doc;
    this.awareness = parts.awareness;
    this.doc.on('update', (update: Uint8Array) => {
      this.#gathered.updates.push(update);
      this.#plan();
    });
  }

  join(peer: Peer): void {
    this.peers.add(peer);
    this.#writers.set(peer, { accepted: 0, asked: 0 });
    this.awareness?.join(peer);
  }

  leave(peer: Peer): void {
    this.peers.delete(peer);
    this.awareness?.leave(peer);
    this.#writers.delete(peer);
    this.#newcomers.delete(peer);
    this.#gathered.authors.delete(peer);
  }

  answer(peer: Peer, stateVector: Uint8Array): void {
    const ahead = isAhead(this.doc, stateVector);
    if (ahead === undefined) return peer.close(4400, 'malformed');
    if (ahead) return peer.close(4409, 'other_epoch');
    const ready = stateVector.length <= 1 ? this.#first.parcels() : undefined;
    if (ready) return ready.forEach((parcel) => peer.send(parcel));
    this.#newcomers.set(peer, stateVector);
    this.#plan();
  }

  receive(peer: Peer, update: Uint8Array): Result<true> | undefined {
    const writer = this.#writers.get(peer);
    if (!writer) return undefined;
    if (!peer.mayWrite() || !this.#parts.guard) return void turnAway(peer, 'not_allowed', 4403);
    const admitted = this.#parts.guard.admit(update, peer.person);
    if (!admitted.ok && admitted.problem.code === 'not_ready' && writer.asked < limits.askAgain) {
      writer.asked += 1;
      return void peer.send(makeParcel(step1Frame(Y.encodeStateVector(this.doc))));
    }
    if (!admitted.ok) {
      turnAway(peer, admitted.problem.code, 4400);
      return admitted;
    }
    writer.accepted += 1;
    this.#take(peer, admitted.value);
    return { ok: true, value: true };
  }

  async flushed(): Promise<void> {
    const run = this.#running.then(() => this.#flush());
    this.#running = run.catch(() => undefined);
    await run;
  }

  #take(peer: Peer, { update, bound, sweeping }: Admitted): void {
    if (sweeping) this.#gathered.swept.push(Y.encodeStateAsUpdate(this.doc));
    for (const client of bound) this.awareness?.belongs(client, peer.person);
    this.#gathered.authors.add(peer);
    this.#gathered.bindings.push(...bound.map((client) => ({ client, person: peer.person })));
    Y.applyUpdate(this.doc, update, 'client');
    this.#plan();
  }

  /** At once when it has been quiet; else when the window since the last flush is over. */
  dueIn(): number {
    return Math.max(0, this.#lastFlush + this.#window() - this.#parts.clock.now());
  }

  /** The fuller the room and the slower the machine, the more is passed on at a time: its time is for notes too. */
  #window(): number {
    const { longestWindow, phonesPerMillisecond, windowPerCost } = limits;
    const window = Math.max(this.peers.size / phonesPerMillisecond, this.#cost * windowPerCost);
    return Math.min(longestWindow, window);
  }

  #plan(): void {
    if (this.#planned) return;
    this.#planned = true;
    this.#parts.clock.after(this.dueIn(), () => this.#begin());
  }

  #begin(): void {
    this.#running = this.#running
      .then(() => this.#flush())
      .catch((failure: unknown) => {
        this.#parts.onFailure(failure);
        this.#parts.clock.after(limits.storeAgain, () => this.#plan());
      });
  }

  async #flush(): Promise<void> {
    this.#planned = false;
    this.#lastFlush = this.#parts.clock.now();
    const gathered = this.#gathered;
    this.#gathered = nothing();
    // All that follows is of this moment: what comes while the disk works belongs to the next flush.
    const update = merged(gathered.updates);
    const acks = [...gathered.authors].map((peer) => ({
      peer,
      stored: this.#writers.get(peer)?.accepted ?? 0,
    }));
    const newcomers = this.#answers();
    try {
      await this.#keep(gathered.swept);
      if (update) await this.#parts.log.append(update, gathered.bindings);
    } catch (failure) {
      this.#putBack(gathered, newcomers);
      throw failure;
    }
    if (update) this.#passOn(update, newcomers);
    newcomers.send();
    for (const { peer, stored } of acks) peer.send(makeParcel(ackFrame(stored)));
  }

  /** Takes out what is kept, so that nothing is kept twice when the disk refuses the rest. */
  async #keep(swept: Uint8Array[]): Promise<void> {
    for (let state = swept[0]; state; state = swept[0]) {
      await this.#parts.log.keepVersion(state, 'sweep');
      swept.shift();
    }
  }

  #passOn(update: Uint8Array, { peers }: Answers): void {
    const { clock } = this.#parts;
    const began = clock.now();
    const parcel = makeParcel(updateFrame(update));
    this.#first.add(update);
    for (const peer of this.peers) if (!peers.has(peer)) peer.send(parcel);
    this.#cost += (clock.now() - began - this.#cost) / 4;
  }

  /** What those who wait will get once this moment is stored. Whoever has nothing gets the same as all others. */
  #answers(): Answers {
    const peers = this.#newcomers;
    this.#newcomers = new Map();
    const fresh = [...peers].filter(([, has]) => has.length <= 1).map(([peer]) => peer);
    const whole = fresh.length > 0 ? Y.encodeStateAsUpdate(this.doc) : undefined;
    const parts = [...peers]
      .filter(([, has]) => has.length > 1)
      .map(([peer, has]) => ({ peer, parcel: makeParcel(step2Frame(Y.encodeStateAsUpdate(this.doc, has))) }));
    const send = (): void => {
      if (whole) this.#first.renew(whole);
      for (const parcel of this.#first.parcels() ?? []) for (const peer of fresh) peer.send(parcel);
      for (const { peer, parcel } of parts) peer.send(parcel);
    };
    return { peers, send };
  }

  /** Not stored, so not passed on. It stays first in line and nobody is told it was saved. */
  #putBack(gathered: Gathered, { peers }: Answers): void {
    const later = this.#gathered;
    const here = (peer: Peer): boolean => this.peers.has(peer);
    this.#gathered = {
      swept: [...gathered.swept, ...later.swept],
      updates: [...gathered.updates, ...later.updates],
      bindings: [...gathered.bindings, ...later.bindings],
      authors: new Set([...gathered.authors, ...later.authors].filter(here)),
    };
    this.#newcomers = new Map([...peers, ...this.#newcomers].filter(([peer]) => here(peer)));
  }
}

interface Answers {
  peers: ReadonlyMap<Peer, Uint8Array>;
  send(): void;
}

const nothing = (): Gathered => ({ swept: [], updates: [], bindings: [], authors: new Set() });

const merged = (updates: readonly Uint8Array[]): Uint8Array | undefined =>
  updates.length > 1 ? Y.mergeUpdates([...updates]) : updates[0];

const turnAway = (peer: Peer, code: string, closeCode: number): void => {
  peer.send(makeParcel(rejectFrame(code)));
  peer.close(closeCode, code);
};

/**
 * A reader that has more of the server's own writing than the server: the server was set back to an older copy.
 * She must begin anew; merged, the two would silently differ for ever. Undefined when it is no state vector.
 */
const isAhead = (doc: Y.Doc, stateVector: Uint8Array): boolean | undefined => {
  if (stateVector.length <= 1) return false;
  try {
    const theirs = Y.decodeStateVector(stateVector).get(doc.clientID) ?? 0;
    return theirs > Y.getState(doc.store, doc.clientID);
  } catch {
    return undefined;
  }
};
