import * as Y from 'yjs';
import { step2Frame, updateFrame } from './frames.ts';
import { limits } from './limits.ts';
import { makeParcel, type Parcel } from './parcel.ts';

/**
 * What a newcomer gets: the stored state, made once, and the updates stored since. A thousand people who come
 * in at once cost one encoding, also while others write.
 */
export interface FirstState {
  /**
   * The parcels that make up what is stored, or nothing when the state must be made anew. The state, which says "this
   * is all", comes last: until then a reader keeps what it cannot place yet, and never shows an older room.
   */
  parcels(): readonly Parcel[] | undefined;
  /** `state` is the whole of what is stored now. */
  renew(state: Uint8Array): void;
  /** One more update was stored. */
  add(update: Uint8Array): void;
}

export const makeFirstState = (): FirstState => {
  let state: Parcel | undefined;
  let since: Uint8Array[] = [];
  let bytes = 0;
  let parcels: Parcel[] | undefined;
  const begin = (parcel: Parcel | undefined): void => {
    state = parcel;
    since = [];
    bytes = 0;
    parcels = undefined;
  };
  return {
    parcels: () => (state ? (parcels ??= [...tailOf(since), state]) : undefined),
    renew: (whole) => begin(makeParcel(step2Frame(whole))),
    add: (update) => {
      if (!state) return;
      since.push(update);
      bytes += update.length;
      parcels = undefined;
      const long = since.length > limits.tailUpdates || bytes > limits.tailBytes;
      // What was taken away must not be handed to a newcomer only to be taken away again: she could read it.
      if (long || takesAway(update)) begin(undefined);
    },
  };
};

const tailOf = (updates: readonly Uint8Array[]): Parcel[] =>
  updates.length === 0 ? [] : [makeParcel(updateFrame(Y.mergeUpdates([...updates])))];

const takesAway = (update: Uint8Array): boolean => Y.decodeUpdate(update).ds.clients.size > 0;
