import * as encoding from 'lib0/encoding';

/** An update written by hand, byte by byte as Yjs version 1 would: what no honest program would ever send. */
export interface ForgedStruct {
  /** 0 gone, 1 deleted, 2 JSON, 3 binary, 4 text, 5 embed, 6 format, 7 type, 8 any, 9 document, 10 gap. */
  kind: number;
  flags?: number;
  length?: number;
  left?: [client: number, clock: number];
  right?: [client: number, clock: number];
  /** A root's name, or the id of something nested. */
  parent?: string | [client: number, clock: number];
  key?: string;
  values?: readonly unknown[];
  /** Bytes in place of the contents. */
  raw?: Uint8Array;
}
export interface ForgedRun {
  client: number;
  clock: number;
  structs: readonly ForgedStruct[];
  /** How many structs it claims to have, when that is a lie. */
  claims?: number;
}
export interface ForgedDeletion {
  client: number;
  ranges: readonly [clock: number, length: number][];
}

export const buildUpdate = (
  runs: readonly ForgedRun[],
  deletions: readonly ForgedDeletion[] = [],
): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, runs.length);
    for (const { client, clock, structs, claims } of runs) {
      for (const number of [claims ?? structs.length, client, clock]) encoding.writeVarUint(encoder, number);
      for (const struct of structs) writeStruct(encoder, struct);
    }
    encoding.writeVarUint(encoder, deletions.length);
    for (const { client, ranges } of deletions)
      for (const number of [client, ranges.length, ...ranges.flat()]) encoding.writeVarUint(encoder, number);
  });

const writeStruct = (encoder: encoding.Encoder, struct: ForgedStruct): void => {
  const { kind, left, right, key, flags = 0 } = struct;
  encoding.writeUint8(
    encoder,
    kind | (left ? 128 : 0) | (right ? 64 : 0) | (key === undefined ? 0 : 32) | flags,
  );
  if (kind === 0 || kind === 10) return encoding.writeVarUint(encoder, struct.length ?? 1);
  if (left) writeId(encoder, left);
  if (right) writeId(encoder, right);
  if (!left && !right) writeParent(encoder, struct);
  writeContent(encoder, struct);
};

const writeId = (encoder: encoding.Encoder, [client, clock]: [number, number]): void => {
  encoding.writeVarUint(encoder, client);
  encoding.writeVarUint(encoder, clock);
};

const writeParent = (encoder: encoding.Encoder, { parent = 'placement', key }: ForgedStruct): void => {
  encoding.writeVarUint(encoder, typeof parent === 'string' ? 1 : 0);
  if (typeof parent === 'string') encoding.writeVarString(encoder, parent);
  else writeId(encoder, parent);
  if (key !== undefined) encoding.writeVarString(encoder, key);
};

const writeContent = (encoder: encoding.Encoder, struct: ForgedStruct): void => {
  const { kind, length, values = ['x'], raw } = struct;
  if (raw) return encoding.writeUint8Array(encoder, raw);
  if (kind === 1 || kind === 7) return encoding.writeVarUint(encoder, length ?? 1);
  if (kind === 2 || kind === 8)
    return writeValues(encoder, kind, { length: length ?? values.length, values });
  if (kind === 3) return encoding.writeVarUint8Array(encoder, new Uint8Array(8));
  // Text and pictures are one text; a format and a document have a name before their value.
  if (kind === 6 || kind === 9) encoding.writeVarString(encoder, 'k');
  encoding.writeVarString(encoder, JSON.stringify(values[0] ?? ''));
};

const writeValues = (
  encoder: encoding.Encoder,
  kind: number,
  { length, values }: { length: number; values: readonly unknown[] },
): void => {
  encoding.writeVarUint(encoder, length);
  for (const value of values)
    if (kind === 2) encoding.writeVarString(encoder, JSON.stringify(value ?? null));
    else encoding.writeAny(encoder, value as string);
};
