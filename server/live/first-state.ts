import * as Y from 'yjs';
import { step2Frame } from './frames.ts';
import { limits } from './limits.ts';
import { makeParcel, type Parcel } from './parcel.ts';

/**
 * What a newcomer gets: the stored state, made once, and the updates stored since. A thousand people who come
 * in at once cost one encoding, also while others write.
 */
export interface FirstState {
  /** The parcels that make up what is stored, or nothing when the state must be made anew. */
  parcels(): readonly Parcel[] | undefined;
  /** `state` is the whole of what is stored now. */
  renew(state: Uint8Array): void;
  /** One more update was stored, and sent to everybody in this parcel. */
  add(update: Uint8Array, parcel: Parcel): void;
}

export const makeFirstState = (): FirstState => {
  let parcels: Parcel[] | undefined;
  let tailBytes = 0;
  return {
    parcels: () => parcels,
    renew: (state) => {
      parcels = [makeParcel(step2Frame(state))];
      tailBytes = 0;
    },
    add: (update, parcel) => {
      if (!parcels) return;
      tailBytes += update.length;
      const long = parcels.length > limits.tailParcels || tailBytes > limits.tailBytes;
      // What was taken away must not be handed to a newcomer only to be taken away again: she could read it.
      if (long || takesAway(update)) parcels = undefined;
      else parcels = [...parcels, parcel];
    },
  };
};

const takesAway = (update: Uint8Array): boolean => Y.decodeUpdate(update).ds.clients.size > 0;
