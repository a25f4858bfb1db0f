/** WebSocket frames as bytes (RFC 6455), as far as the load generator needs them. */
export const opcodes = { text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

/** One message as it lies in the read buffer. There is only one of these: read it before the call returns. */
export interface Piece {
  opcode: number;
  compressed: boolean;
  bytes: Buffer;
  start: number;
  end: number;
}

/** Length of the header of a server's frame that begins at `at`; 0 when not enough of it has come. */
const headerSize = (bytes: Buffer, at: number, end: number): number => {
  if (end - at < 2) return 0;
  const short = (bytes[at + 1] ?? 0) & 127;
  const size = short === 126 ? 4 : short === 127 ? 10 : 2;
  return end - at < size ? 0 : size;
};

const bodySize = (bytes: Buffer, at: number): number => {
  const short = (bytes[at + 1] ?? 0) & 127;
  if (short === 126) return bytes.readUInt16BE(at + 2);
  return short === 127 ? bytes.readUInt32BE(at + 6) : short;
};

/** Reads the header at `at` into `piece`; gives the whole frame's length, 0 when the header is not all there. */
export const readHeader = (piece: Piece, at: number, end: number): number => {
  const { bytes } = piece;
  const header = headerSize(bytes, at, end);
  if (header === 0) return 0;
  const first = bytes[at] ?? 0;
  if ((first & 128) === 0) throw new Error('the generator does not read fragmented messages');
  piece.opcode = first & 15;
  piece.compressed = (first & 64) !== 0;
  piece.start = at + header;
  piece.end = piece.start + bodySize(bytes, at);
  return piece.end - at;
};

const frameOf = (payload: Uint8Array, opcode: number, mask: number): Buffer => {
  const size = payload.length;
  const header = size < 126 ? 2 : size < 65_536 ? 4 : 10;
  const frame = Buffer.alloc(header + mask + size);
  frame[0] = 128 | opcode;
  frame[1] = (mask > 0 ? 128 : 0) | (header === 2 ? size : header === 4 ? 126 : 127);
  if (header === 4) frame.writeUInt16BE(size, 2);
  if (header === 10) frame.writeUInt32BE(size, 6);
  frame.set(payload, header + mask);
  return frame;
};

/**
 * A client's frame. The mask must be there but may be anything: four zeros leave the bytes as they are, and the
 * generator's time for the servers.
 */
export const clientFrame = (payload: Uint8Array, opcode: number): Buffer => frameOf(payload, opcode, 4);

/** A server's frame, which has no mask. */
export const serverFrame = (payload: Uint8Array, opcode: number): Buffer => frameOf(payload, opcode, 0);
