import * as Y from 'yjs';
import type { Result } from '../../shared/domain/problem.ts';
import { ackFrame, rejectFrame, step1Frame } from './frames.ts';
import type { Admitted, Guard } from './guard.ts';
import { limits } from './limits.ts';
import { makeParcel } from './parcel.ts';
import type { Peer } from './peer.ts';

/** The connections of a document, as writers: what each has had admitted, and what it is told. */
export interface Writers {
  join(peer: Peer): void;
  leave(peer: Peer): void;
  /** What may be applied. A refusal she has been told; undefined when she was asked for more, or may not write. */
  admit(peer: Peer, update: Uint8Array): Result<Admitted> | undefined;
  /** What each has had admitted until now; sent, it says that all of that is stored. */
  acks(authors: Iterable<Peer>): { send(): void };
}

interface Writer {
  /** Updates of this connection that were admitted, and how often it was asked for what was missing. */
  accepted: number;
  asked: number;
}

export const makeWriters = (doc: Y.Doc, guard: Guard | undefined): Writers => {
  const writers = new Map<Peer, Writer>();
  return {
    join: (peer) => void writers.set(peer, { accepted: 0, asked: 0 }),
    leave: (peer) => void writers.delete(peer),
    admit: (peer, update) => {
      const writer = writers.get(peer);
      if (!writer) return undefined;
      if (!peer.mayWrite() || !guard) return void turnAway(peer, 'not_allowed', 4403);
      const admitted = guard.admit(update, peer.person);
      if (admitted.ok) writer.accepted += 1;
      else if (admitted.problem.code === 'not_ready' && writer.asked < limits.askAgain) {
        writer.asked += 1;
        return void peer.send(makeParcel(step1Frame(Y.encodeStateVector(doc))));
      } else turnAway(peer, admitted.problem.code, 4400);
      return admitted;
    },
    acks: (authors) => {
      const counts = [...authors].map((peer) => ({ peer, stored: writers.get(peer)?.accepted ?? 0 }));
      return { send: () => counts.forEach(({ peer, stored }) => peer.send(makeParcel(ackFrame(stored)))) };
    },
  };
};

const turnAway = (peer: Peer, code: string, closeCode: number): void => {
  peer.send(makeParcel(rejectFrame(code)));
  peer.close(closeCode, code);
};
