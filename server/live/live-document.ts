import * as Y from 'yjs';
import type { Result } from '../../shared/domain/problem.ts';
import { ackFrame, rejectFrame, step1Frame, step2Frame, updateFrame } from './frames.ts';
import type { Guard } from './guard.ts';
import { limits } from './limits.ts';

/** One connected reader (or writer) of a document. */
export interface Peer {
  person: string;
  send(frame: Uint8Array): void;
  close(code: number, reason: string): void;
  mayWrite(): boolean;
}

/** Where a document's updates are kept; resolves when they are on disk. */
export interface DocumentLog {
  append(update: Uint8Array): Promise<void>;
}

export interface LiveDocument {
  name: string;
  epoch: number;
  doc: Y.Doc;
  peers: ReadonlySet<Peer>;
  join(peer: Peer): void;
  leave(peer: Peer): void;
  /** Answers "what do you have that I have not". */
  answer(peer: Peer, stateVector: Uint8Array): void;
  /** Takes an update from a writer, or tells why not. */
  receive(peer: Peer, update: Uint8Array): Result<true> | undefined;
  /** Resolves when everything so far is stored and passed on. */
  flushed(): Promise<void>;
}

interface Parts {
  name: string;
  epoch: number;
  doc: Y.Doc;
  guard: Guard | undefined;
  log: DocumentLog;
  clock: { now(): number; after(ms: number, run: () => void): void };
  onFailure(failure: unknown): void;
}

/**
 * Keeps a document and its readers in step. What comes out of the document is collected for a short while,
 * merged, stored, and only then passed on: what another phone has seen is therefore safe.
 */
export const makeLiveDocument = (parts: Parts): LiveDocument => {
  const { doc, log, clock } = parts;
  const peers = new Set<Peer>();
  const accepted = new Map<Peer, number>();
  let waiting: Uint8Array[] = [];
  let authors = new Set<Peer>();
  let lastFlush = 0;
  let timed = false;
  let running: Promise<void> = Promise.resolve();
  let firstState: Uint8Array | undefined;

  const flush = async (): Promise<void> => {
    timed = false;
    if (waiting.length === 0) return;
    lastFlush = clock.now();
    const update = waiting.length === 1 ? (waiting[0] as Uint8Array) : Y.mergeUpdates(waiting);
    const toAck = authors;
    waiting = [];
    authors = new Set();
    try {
      await log.append(update);
    } catch (failure) {
      // Not stored, so not passed on. It stays first in line and nobody is told it was saved.
      waiting.unshift(update);
      for (const peer of toAck) authors.add(peer);
      parts.onFailure(failure);
      clock.after(1000, schedule);
      return;
    }
    firstState = undefined;
    const frame = updateFrame(update);
    for (const peer of peers) peer.send(frame);
    for (const peer of toAck) peer.send(ackFrame(accepted.get(peer) ?? 0));
  };
  /** Something is missing before what came; the writer has it, so she is asked, a few times. */
  const asked = new WeakMap<Peer, number>();
  const mayAskAgain = (peer: Peer): boolean => {
    const times = (asked.get(peer) ?? 0) + 1;
    asked.set(peer, times);
    return times <= limits.askAgain;
  };
  const schedule = (): void => {
    if (timed) return;
    timed = true;
    const window = Math.min(limits.longestWindow, peers.size / limits.phonesPerMillisecond);
    const wait = Math.max(0, lastFlush + window - clock.now());
    clock.after(wait, () => {
      running = running.then(flush);
    });
  };
  doc.on('update', (update: Uint8Array) => {
    waiting.push(update);
    schedule();
  });

  return {
    name: parts.name,
    epoch: parts.epoch,
    doc,
    peers,
    join: (peer) => void peers.add(peer),
    leave: (peer) => {
      peers.delete(peer);
      accepted.delete(peer);
      authors.delete(peer);
    },
    answer: (peer, stateVector) => {
      // Only what is stored may be seen; so a newcomer waits for the flush that is under way.
      running = running.then(flush).then(() => {
        const fresh = stateVector.length <= 1;
        if (!fresh) return peer.send(step2Frame(Y.encodeStateAsUpdate(doc, stateVector)));
        firstState ??= step2Frame(Y.encodeStateAsUpdate(doc));
        peer.send(firstState);
      });
    },
    receive: (peer, update) => {
      if (!peer.mayWrite() || !parts.guard) {
        peer.send(rejectFrame('not_allowed'));
        peer.close(4403, 'not_allowed');
        return undefined;
      }
      const admitted = parts.guard.admit(update, peer.person);
      if (!admitted.ok && admitted.problem.code === 'not_ready' && mayAskAgain(peer)) {
        peer.send(step1Frame(Y.encodeStateVector(doc)));
        return undefined;
      }
      if (!admitted.ok) {
        peer.send(rejectFrame(admitted.problem.code));
        peer.close(4400, admitted.problem.code);
        return admitted;
      }
      accepted.set(peer, (accepted.get(peer) ?? 0) + 1);
      authors.add(peer);
      const before = waiting.length;
      Y.applyUpdate(doc, admitted.value, 'client');
      if (waiting.length === before) {
        running = running.then(flush).then(() => peer.send(ackFrame(accepted.get(peer) ?? 0)));
      }
      return { ok: true, value: true };
    },
    flushed: async () => {
      running = running.then(flush);
      await running;
    },
  };
};
