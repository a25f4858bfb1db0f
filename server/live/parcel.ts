import { constants, deflateRawSync } from 'node:zlib';

/**
 * One message on its way to many: framed once, compressed once, and the same bytes written to everybody. A
 * thousand phones cost one compression, and what waits for a slow one is no second copy.
 */
export interface Parcel {
  /** The message itself. */
  payload: Uint8Array;
  /** What goes over the wire, to a reader that agreed to compression or not. */
  wire(deflated: boolean): Buffer;
}

/** Smaller messages gain nothing by compression. */
const worthDeflating = 256;

export const makeParcel = (payload: Uint8Array): Parcel => {
  const wires: [Buffer?, Buffer?] = [];
  return {
    payload,
    wire: (deflated) => {
      const small = deflated && payload.length > worthDeflating;
      return (wires[small ? 1 : 0] ??= small ? frame(deflate(payload), true) : frame(payload, false));
    },
  };
};

/** One whole binary message from a server (RFC 6455, 5.2): length in 7, 16 or 64 bits, no mask. */
const frame = (data: Uint8Array, deflated: boolean): Buffer => {
  const length = data.length;
  const header = Buffer.alloc(length < 126 ? 2 : length < 65_536 ? 4 : 10);
  header[0] = deflated ? 0xc2 : 0x82;
  header[1] = length < 126 ? length : length < 65_536 ? 126 : 127;
  if (header.length === 4) header.writeUInt16BE(length, 2);
  if (header.length === 10) header.writeBigUInt64BE(BigInt(length), 2);
  return Buffer.concat([header, data]);
};

/** As permessage-deflate asks: raw, flushed, without the four bytes that every flush ends with (RFC 7692, 7.2.1). */
const deflate = (payload: Uint8Array): Uint8Array =>
  deflateRawSync(payload, { finishFlush: constants.Z_SYNC_FLUSH }).subarray(0, -4);
