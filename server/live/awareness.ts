import * as decoding from 'lib0/decoding';
import { awarenessFrame } from './frames.ts';
import { limits } from './limits.ts';
import { makeParcel } from './parcel.ts';
import type { Peer } from './peer.ts';

/** Who is at the table and what she holds just now. Never stored, and gone with the line it came by. */
export interface Awareness {
  /** The newcomer is told who is here. */
  join(peer: Peer): void;
  leave(peer: Peer): void;
  /** What a peer says of herself; closes the line when it is nothing of the kind. */
  hear(peer: Peer, message: Uint8Array): void;
  /** This client id writes in the document for this person, so nobody else may be seen under it. */
  belongs(client: number, person: string): void;
}

export interface AwarenessParts {
  clock: { now(): number; after(ms: number, run: () => void): void };
  /** Client id → person, as far as is known from what was written. */
  owners: ReadonlyMap<number, string>;
  /** Higher than any number sent before the document was loaded, for pages that have been open since. */
  firstNumber: number;
}

/**
 * The sync protocol's awareness believes what anybody says about anybody. Here a line speaks for one id only, the
 * server puts the name on it and numbers what is said, and what others hear is the latest, a few times a second.
 */
export const makeAwareness = (parts: AwarenessParts): Awareness => new Table(parts);

class Table implements Awareness {
  readonly #clock: AwarenessParts['clock'];
  readonly #owners: Map<number, string>;
  /** Which id a line speaks for; undefined until it has spoken. */
  readonly #seats = new Map<Peer, number | undefined>();
  readonly #states = new Map<number, string>();
  #waiting = new Map<number, string>();
  #number: number;
  #planned = false;
  #last = -Infinity;

  constructor({ clock, owners, firstNumber }: AwarenessParts) {
    this.#clock = clock;
    this.#owners = new Map(owners);
    this.#number = firstNumber;
  }

  join(peer: Peer): void {
    this.#seats.set(peer, undefined);
    const { taken } = portion(this.#states);
    if (taken.length > 0) this.#send(peer, taken);
  }

  leave(peer: Peer): void {
    const client = this.#seats.get(peer);
    this.#seats.delete(peer);
    if (client !== undefined) this.#say(client, gone);
  }

  belongs(client: number, person: string): void {
    if (!this.#owners.has(client)) this.#owners.set(client, person);
    // An id that was shown and never wrote is forgotten in the end; those that wrote come back with the document.
    const [oldest] = this.#owners.keys();
    if (this.#owners.size > limits.awarenessOwners && oldest !== undefined) this.#owners.delete(oldest);
  }

  hear(peer: Peer, message: Uint8Array): void {
    if (!this.#seats.has(peer) || !peer.mayWrite()) return;
    const entries = readEntries(message);
    if (!entries) return peer.close(4400, 'malformed');
    // The sync client also repeats what it heard about others; that is not hers to say, and honest.
    const own = entries.find((entry) => this.#isOwn(peer, entry));
    if (!own) return;
    const state = own.clock <= limits.awarenessClock ? stateOf(own.state, peer.name) : undefined;
    if (state === undefined) return peer.close(4400, 'malformed');
    this.#sit(peer, own.client);
    this.#say(own.client, state);
  }

  #isOwn(peer: Peer, { client, state }: Entry): boolean {
    const bound = this.#seats.get(peer);
    if (bound !== undefined) return client === bound;
    const owner = this.#owners.get(client);
    return !isGone(state) && (owner === undefined || owner === peer.person);
  }

  /** A page that comes back before its old line has ended takes its id along. */
  #sit(peer: Peer, client: number): void {
    for (const [other, bound] of this.#seats) if (bound === client) this.#seats.set(other, undefined);
    this.#seats.set(peer, client);
    this.belongs(client, peer.person);
  }

  #say(client: number, state: string): void {
    if (state === gone) this.#states.delete(client);
    else this.#states.set(client, state);
    this.#waiting.set(client, state);
    this.#plan();
  }

  #plan(): void {
    if (this.#planned) return;
    this.#planned = true;
    const wait = Math.max(0, this.#last + limits.awarenessEvery - this.#clock.now());
    this.#clock.after(wait, () => this.#flush());
  }

  #flush(): void {
    this.#planned = false;
    this.#last = this.#clock.now();
    const { taken, rest } = portion(this.#waiting);
    this.#waiting = rest;
    for (const peer of this.#seats.keys()) this.#send(peer, taken);
    if (rest.size > 0) this.#plan();
  }

  /** A page that heard about itself would take our words for its own. */
  #send(peer: Peer, taken: readonly [number, string][]): void {
    const own = this.#seats.get(peer);
    const others = taken.filter(([client]) => client !== own);
    if (others.length === 0) return;
    this.#number += 1;
    const number = this.#number;
    peer.send(makeParcel(awarenessFrame(others.map(([client, state]) => ({ client, number, state })))));
  }
}

interface Entry {
  client: number;
  clock: number;
  /** JSON in UTF-8, not looked at yet. */
  state: Uint8Array;
}

const gone = 'null';
const isGone = (state: Uint8Array): boolean => state.length === 4 && text.decode(state) === gone;
const text = new TextDecoder();

/** Undefined when it is not of the protocol, or about more people than can be meant honestly. */
const readEntries = (message: Uint8Array): Entry[] | undefined => {
  try {
    const decoder = decoding.createDecoder(decoding.readVarUint8Array(decoding.createDecoder(message)));
    const count = decoding.readVarUint(decoder);
    if (count > limits.awarenessEntries) return undefined;
    return Array.from({ length: count }, () => ({
      client: decoding.readVarUint(decoder),
      clock: decoding.readVarUint(decoder),
      state: decoding.readVarUint8Array(decoder),
    }));
  } catch {
    return undefined;
  }
};

/** What others will hear, with the name we know her by; undefined when it is no state. */
const stateOf = (bytes: Uint8Array, name: string | undefined): string | undefined => {
  if (isGone(bytes)) return gone;
  if (bytes.length > limits.awarenessBytes) return undefined;
  try {
    const state: unknown = JSON.parse(text.decode(bytes));
    if (state === null || typeof state !== 'object' || Array.isArray(state)) return undefined;
    return JSON.stringify({ ...state, user: { name: name ?? '' } });
  } catch {
    return undefined;
  }
};

/** As many as fit in one message; the rest comes with the next. */
const portion = (states: ReadonlyMap<number, string>) => {
  let bytes = 0;
  const fits = ([, state]: [number, string]): boolean => {
    bytes += entryBytes + Buffer.byteLength(state);
    return bytes <= limits.awarenessFirstBytes;
  };
  const all = [...states];
  const end = all.findIndex((one) => !fits(one));
  return end < 0
    ? { taken: all, rest: new Map<number, string>() }
    : { taken: all.slice(0, end), rest: new Map(all.slice(end)) };
};

/** Id, number and length of one state, at their longest. */
const entryBytes = 20;
