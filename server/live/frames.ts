import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

/** The y-websocket protocol, version 1 encoding, and the three messages we add. See docs/wire.md. */
export const kinds = { sync: 0, awareness: 1, queryAwareness: 3, ack: 8, reject: 9 } as const;
const sync = { step1: 0, step2: 1, update: 2 } as const;

export type ClientMessage =
  | { kind: 'step1'; stateVector: Uint8Array }
  | { kind: 'update'; update: Uint8Array; first: boolean }
  | { kind: 'awareness'; states: Uint8Array }
  | { kind: 'ignored' };

/** Reads one frame; undefined when it is not of the protocol. */
export const readFrame = (frame: Uint8Array): ClientMessage | undefined => {
  try {
    const decoder = decoding.createDecoder(frame);
    const kind = decoding.readVarUint(decoder);
    if (kind === kinds.awareness) return { kind: 'awareness', states: frame.subarray(decoder.pos) };
    // Newcomers are told without asking.
    if (kind === kinds.queryAwareness) return { kind: 'ignored' };
    if (kind !== kinds.sync) return undefined;
    const step = decoding.readVarUint(decoder);
    const bytes = decoding.readVarUint8Array(decoder);
    if (step === sync.step1) return { kind: 'step1', stateVector: bytes };
    return step === sync.step2 || step === sync.update
      ? { kind: 'update', update: bytes, first: step === sync.step2 }
      : undefined;
  } catch {
    return undefined;
  }
};

const syncFrame = (step: number, bytes: Uint8Array): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, kinds.sync);
    encoding.writeVarUint(encoder, step);
    encoding.writeVarUint8Array(encoder, bytes);
  });

export const step1Frame = (stateVector: Uint8Array): Uint8Array => syncFrame(sync.step1, stateVector);
export const step2Frame = (update: Uint8Array): Uint8Array => syncFrame(sync.step2, update);
export const updateFrame = (update: Uint8Array): Uint8Array => syncFrame(sync.update, update);

/** How many of this connection's updates are on disk. */
export const ackFrame = (stored: number): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, kinds.ack);
    encoding.writeVarUint(encoder, stored);
  });

/** Why an update was refused; the writer keeps its text and comes in anew. */
export const rejectFrame = (code: string): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, kinds.reject);
    encoding.writeVarString(encoder, code);
  });

/** What is known of one page just now; `state` is JSON, `null` when it is gone. */
export interface Presence {
  client: number;
  /** The receiver believes a higher number only. */
  number: number;
  state: string;
}

export const awarenessFrame = (list: readonly Presence[]): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, kinds.awareness);
    encoding.writeVarUint8Array(
      encoder,
      encoding.encode((inner) => writePresences(inner, list)),
    );
  });

const writePresences = (encoder: encoding.Encoder, list: readonly Presence[]): void => {
  encoding.writeVarUint(encoder, list.length);
  for (const { client, number, state } of list) {
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, number);
    encoding.writeVarString(encoder, state);
  }
};

/** An awareness message about nobody: the sync client takes silence for a dead line. */
export const beatFrame: Uint8Array = Uint8Array.of(kinds.awareness, 1, 0);

/** An update without structs and deletions, which every sync client sends as its first answer. */
export const isEmptyUpdate = (update: Uint8Array): boolean =>
  update.length <= 2 && update.every((byte) => byte === 0);
