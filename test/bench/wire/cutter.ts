import { readHeader, type Piece } from './frame.ts';

const none = Buffer.alloc(0);

/** Cuts a stream into frames. Only a frame that comes in parts is copied. */
export const frameCutter = (whole: (piece: Piece) => void) => {
  const piece: Piece = { opcode: 0, compressed: false, bytes: none, start: 0, end: 0 };
  let held = none;
  let have = 0;
  const hold = (bytes: Buffer, at: number, end: number, size: number): void => {
    held = size === 0 ? Buffer.from(bytes.subarray(at, end)) : Buffer.allocUnsafe(size);
    if (size > 0) bytes.copy(held, 0, at, end);
    have = end - at;
  };
  const cut = (bytes: Buffer, from: number, end: number): void => {
    let at = from;
    while (at < end) {
      piece.bytes = bytes;
      const size = readHeader(piece, at, end);
      if (size === 0 || at + size > end) return hold(bytes, at, end, size);
      at += size;
      whole(piece);
    }
  };
  return (bytes: Buffer, from: number, end: number): void => {
    if (have === 0) return cut(bytes, from, end);
    if (held.length === have) {
      // Not even a whole header had come.
      const joined = Buffer.concat([held, bytes.subarray(from, end)]);
      have = 0;
      return cut(joined, 0, joined.length);
    }
    const take = Math.min(held.length - have, end - from);
    bytes.copy(held, have, from, from + take);
    have += take;
    if (have < held.length) return;
    const frame = held;
    have = 0;
    held = none;
    cut(frame, 0, frame.length);
    cut(bytes, from + take, end);
  };
};
