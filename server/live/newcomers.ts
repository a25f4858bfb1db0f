import * as Y from 'yjs';
import { makeFirstState } from './first-state.ts';
import { step2Frame } from './frames.ts';
import { makeParcel } from './parcel.ts';
import type { Peer } from './peer.ts';

/** Those who asked what they have not, and wait until what they will be told is stored. */
export interface Newcomers {
  /** Answers at once from what is made already; false when she must wait. Closes on who cannot be answered. */
  ask(peer: Peer, stateVector: Uint8Array): boolean;
  leave(peer: Peer): void;
  /** Takes out all who wait, with what the document holds at this moment for them. */
  take(): Answers;
  /** It could not be stored: they wait on, those who are still here. */
  putBack(answers: Answers, isHere: (peer: Peer) => boolean): void;
  /** One more update was stored. */
  stored(update: Uint8Array): void;
}

export interface Answers {
  /** Who is answered, and what she has. */
  peers: ReadonlyMap<Peer, Uint8Array>;
  send(): void;
}

export const makeNewcomers = (doc: Y.Doc): Newcomers => {
  const first = makeFirstState();
  let waiting = new Map<Peer, Uint8Array>();

  const ask = (peer: Peer, stateVector: Uint8Array): boolean => {
    const ready = hasNothing(stateVector) ? first.parcels() : undefined;
    if (ready) for (const parcel of ready) peer.send(parcel);
    else waiting.set(peer, stateVector);
    return ready !== undefined;
  };
  /** Whoever has nothing gets the same as all others: the whole, made once. */
  const take = (): Answers => {
    const peers = waiting;
    waiting = new Map();
    const fresh = [...peers].filter(([, has]) => hasNothing(has)).map(([peer]) => peer);
    const whole = fresh.length > 0 ? Y.encodeStateAsUpdate(doc) : undefined;
    const parts = [...peers]
      .filter(([, has]) => !hasNothing(has))
      .map(([peer, has]) => ({ peer, parcel: makeParcel(step2Frame(Y.encodeStateAsUpdate(doc, has))) }));
    const send = (): void => {
      if (whole) first.renew(whole);
      for (const parcel of first.parcels() ?? []) for (const peer of fresh) peer.send(parcel);
      for (const { peer, parcel } of parts) peer.send(parcel);
    };
    return { peers, send };
  };
  return {
    ask: (peer, stateVector) => {
      const ahead = isAhead(doc, stateVector);
      if (ahead === false) return ask(peer, stateVector);
      if (ahead) peer.close(4409, 'other_epoch');
      else peer.close(4400, 'malformed');
      return true;
    },
    leave: (peer) => void waiting.delete(peer),
    take,
    putBack: ({ peers }, isHere) => {
      waiting = new Map([...peers, ...waiting].filter(([peer]) => isHere(peer)));
    },
    stored: (update) => first.add(update),
  };
};

const hasNothing = (stateVector: Uint8Array): boolean => stateVector.length <= 1;

/**
 * A reader that has more of the server's own writing than the server: the server was set back to an older copy.
 * She must begin anew; merged, the two would silently differ for ever. Undefined when it is no state vector.
 */
const isAhead = (doc: Y.Doc, stateVector: Uint8Array): boolean | undefined => {
  if (hasNothing(stateVector)) return false;
  try {
    const theirs = Y.decodeStateVector(stateVector).get(doc.clientID) ?? 0;
    return theirs > Y.getState(doc.store, doc.clientID);
  } catch {
    return undefined;
  }
};
