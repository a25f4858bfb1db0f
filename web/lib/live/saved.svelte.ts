import { toUint8Array, type Encoder } from 'lib0/encoding';
import type { WebsocketProvider } from 'y-websocket';
import type { LiveDocument } from './document.svelte.ts';

/** Whether all that was written on this page is on the server's disk. */
export interface Saved {
  readonly all: boolean;
}

const messageSync = 0;
const syncStep2 = 1;

/**
 * Follows what a writer of a document owes the server. After a dropped line a page first brings what it made
 * meanwhile, as one update; until the server has asked for that and stored it, nothing counts as saved. Nor does it
 * before the first count has come: what the server has from an earlier line need not be on its disk yet.
 */
export const followSaved = ({ provider, status }: LiveDocument): Saved => {
  /** How many updates the page brought when this connection began; undefined until the server has asked. */
  let brought = $state<number | undefined>();
  provider.on('status', () => (brought = undefined));
  onBringing(provider, (updates) => (brought = updates));
  return {
    get all() {
      const here = status.line === 'here' && status.ready && status.refused === undefined;
      if (!here || brought === undefined || status.stored === undefined) return false;
      return status.stored >= status.written + brought;
    },
  };
};

/** Calls back when the answer to "what do you have that I have not" is made: 1 when there was something, else 0. */
const onBringing = (provider: WebsocketProvider, brings: (updates: 0 | 1) => void): void => {
  const answer = provider.messageHandlers[messageSync];
  provider.messageHandlers[messageSync] = (encoder: Encoder, ...rest) => {
    answer?.(encoder, ...rest);
    const reply = toUint8Array(encoder);
    if (reply[0] !== messageSync || reply[1] !== syncStep2) return;
    brings(reply.length === emptyReply.length && reply.every((byte, at) => byte === emptyReply[at]) ? 0 : 1);
  };
};

/** An update of two bytes, without structs and deletions. The server does not count it either. */
const emptyReply = [messageSync, syncStep2, 2, 0, 0];
