import { inflateRawSync } from 'node:zlib';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';

/** The y-websocket protocol, with Hocuspocus's way of putting the document's name before every message. */
export const types = { sync: 0, awareness: 1, auth: 2, syncReply: 4 } as const;
const steps = { one: 0, two: 1, update: 2 } as const;
/** The state vector of an empty copy. */
export const nothing: Uint8Array = Uint8Array.of(0);

const message = (name: string | undefined, write: (encoder: encoding.Encoder) => void): Uint8Array =>
  encoding.encode((encoder) => {
    if (name !== undefined) encoding.writeVarString(encoder, name);
    write(encoder);
  });

const sync = (name: string | undefined, step: number, bytes: Uint8Array): Uint8Array =>
  message(name, (encoder) => {
    encoding.writeVarUint(encoder, types.sync);
    encoding.writeVarUint(encoder, step);
    encoding.writeVarUint8Array(encoder, bytes);
  });

/** Asks for what a copy with this state vector lacks. */
export const ask = (name: string | undefined, stateVector: Uint8Array): Uint8Array =>
  sync(name, steps.one, stateVector);
export const update = (name: string | undefined, bytes: Uint8Array): Uint8Array =>
  sync(name, steps.update, bytes);

/** Hocuspocus answers nothing before a token, even where it checks none. */
export const token = (name: string): Uint8Array =>
  message(name, (encoder) => {
    encoding.writeVarUint(encoder, types.auth);
    encoding.writeVarUint(encoder, 0);
    encoding.writeVarString(encoder, 'any');
  });

/** One client's presence, as the y-websocket client tells it when it comes and every 15 s. */
export const awareness = (name: string | undefined, clientId: number, clock: number): Uint8Array =>
  message(name, (encoder) => {
    encoding.writeVarUint(encoder, types.awareness);
    const state = encoding.encode((inner) => {
      encoding.writeVarUint(inner, 1);
      encoding.writeVarUint(inner, clientId);
      encoding.writeVarUint(inner, clock);
      encoding.writeVarString(inner, JSON.stringify({ user: { name: `Boende ${clientId % 1000}` } }));
    });
    encoding.writeVarUint8Array(encoder, state);
  });

const tail = Buffer.from([0, 0, 255, 255]);
/** A message without its compression (no context is kept between messages). */
export const plain = (payload: Buffer, compressed: boolean): Uint8Array =>
  compressed ? inflateRawSync(Buffer.concat([payload, tail]), { finishFlush: 2 }) : payload;

export interface Content {
  /** It is a whole answer to "what do you have that I have not". */
  answer: boolean;
  update: Uint8Array;
}

/** What a message brings into a document; undefined when it is about something else. */
export const readContent = (payload: Uint8Array, addressed: boolean): Content | undefined => {
  const decoder = decoding.createDecoder(payload);
  if (addressed) decoding.readVarString(decoder);
  const type = decoding.readVarUint(decoder);
  if (type !== types.sync && type !== types.syncReply) return undefined;
  const step = decoding.readVarUint(decoder);
  if (step === steps.one) return undefined;
  return { answer: step === steps.two, update: decoding.readVarUint8Array(decoder) };
};

/** The texts of the notes that an update brings. */
export const textsIn = (bytes: Uint8Array): string[] =>
  Y.decodeUpdate(bytes).structs.flatMap((struct) => {
    const content = struct instanceof Y.Item ? struct.content : undefined;
    if (!(content instanceof Y.ContentAny)) return [];
    return content.arr.map((value: unknown) => (value as { t?: unknown } | null)?.t).filter(isText);
  });

const isText = (value: unknown): value is string => typeof value === 'string';
