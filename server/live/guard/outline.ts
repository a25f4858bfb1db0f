import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { bounds } from './bounds.ts';

export interface Range {
  client: number;
  from: number;
  to: number;
}
/** What an update claims to hold, before anything of it is believed. */
export interface Outline {
  runs: Range[];
  deletions: Range[];
}

const kinds = { gone: 0, deleted: 1, any: 8, gap: 10 } as const;

/**
 * Walks through the bytes of an update (encoding version 1) without building what they describe: a bomb of a few
 * bytes can describe gigabytes. Undefined when they are not an update whole and exact, list anybody twice, hold
 * contents our registers never hold, or pass a bound.
 */
export const readOutline = (update: Uint8Array): Outline | undefined => {
  try {
    const decoder = new Y.UpdateDecoderV1(decoding.createDecoder(update));
    const pieces = counter(bounds.pieces);
    const outline = { runs: readRuns(decoder, pieces), deletions: readDeletions(decoder, pieces) };
    demand(!decoding.hasContent(decoder.restDecoder));
    return outline;
  } catch {
    return undefined;
  }
};

/** Thrown and caught in this file only, as the reader's own complaints about broken bytes are. */
const demand = (condition: boolean): void => {
  if (!condition) throw new RangeError('not an update we take');
};

/** Counts off a list's announced length before it is read; the bytes must then bear it out. */
const counter = (most: number): ((more: number) => void) => {
  let left = most;
  return (more) => demand((left -= more) >= 0);
};

/** Reads each list once per client; a second one would be read by some readers and dropped by others. */
const eachClient = (decoder: Y.UpdateDecoderV1, read: (seen: (client: number) => number) => void): void => {
  const clients = new Set<number>();
  for (let left = decoding.readVarUint(decoder.restDecoder); left > 0; left -= 1)
    read((client) => {
      demand(client < bounds.highestClient && !clients.has(client));
      clients.add(client);
      return client;
    });
};

const readRuns = (decoder: Y.UpdateDecoderV1, pieces: (more: number) => void): Range[] => {
  const runs: Range[] = [];
  eachClient(decoder, (seen) => {
    const structs = decoding.readVarUint(decoder.restDecoder);
    pieces(structs);
    const client = seen(decoder.readClient());
    const from = decoding.readVarUint(decoder.restDecoder);
    let to = from;
    for (let i = 0; i < structs; i += 1) to += readLength(decoder);
    demand(to <= bounds.highestClock);
    runs.push({ client, from, to });
  });
  return runs;
};

/** Walks over one struct and returns how long it is. */
const readLength = (decoder: Y.UpdateDecoderV1): number => {
  const info = decoder.readInfo();
  const kind = info & 31;
  // One reader of Yjs takes a gap with flags for a gap, the other chokes on it: so nobody gets to see one.
  if (kind === kinds.gap || kind === kinds.gone) demand(info === kind);
  if (kind === kinds.gap) return decoding.readVarUint(decoder.restDecoder);
  if (kind !== kinds.gone) passNeighbours(decoder, info);
  const length = readContent(decoder, kind);
  demand(length > 0 && length <= bounds.structLength);
  return length;
};

const passNeighbours = (decoder: Y.UpdateDecoderV1, info: number): void => {
  const [left, right, key] = [info & 128, info & 64, info & 32];
  if (left) decoder.readLeftID();
  if (right) decoder.readRightID();
  if (left || right) return;
  // Registers lie straight in a named root; a parent by id would be something nested.
  demand(decoder.readParentInfo());
  decoder.readString();
  if (key) decoder.readString();
};

const readContent = (decoder: Y.UpdateDecoderV1, kind: number): number => {
  demand(kind === kinds.any || kind === kinds.deleted || kind === kinds.gone);
  const length = decoder.readLen();
  if (kind === kinds.any) for (let i = 0; i < length; i += 1) decoder.readAny();
  return length;
};

/** Ranges must ascend, as every honest writer's do: a thousand overlapping ones would be walked a thousand times. */
const readDeletions = (decoder: Y.UpdateDecoderV1, pieces: (more: number) => void): Range[] => {
  const deletions: Range[] = [];
  eachClient(decoder, (seen) => {
    const client = seen(decoding.readVarUint(decoder.restDecoder));
    const ranges = decoding.readVarUint(decoder.restDecoder);
    pieces(ranges);
    let free = 0;
    for (let i = 0; i < ranges; i += 1) {
      const from = decoder.readDsClock();
      const to = from + decoder.readDsLen();
      demand(from >= free && to > from && to <= bounds.highestClock);
      deletions.push({ client, from, to });
      free = to;
    }
  });
  return deletions;
};
