import { connect, type Socket } from 'node:net';
import { frameCutter } from './cutter.ts';
import { clientFrame, opcodes, type Piece } from './frame.ts';

/** Where a socket goes and what it says of itself. */
export interface Address {
  host: string;
  port: number;
  path: string;
  cookie?: string;
}

export interface Hears {
  open?(line: Line): void;
  frame?(piece: Piece, line: Line): void;
  closed?(line: Line): void;
}

/** One WebSocket of the generator: no streams, no copies, one read buffer for thousands of them. */
export interface Line {
  /** Bytes that came over the wire, handshake and headers included. */
  bytesIn: number;
  isOpen: boolean;
  isClosed: boolean;
  send(payload: Uint8Array): void;
  say(text: string): void;
  pause(): void;
  resume(): void;
  drop(): void;
}

/** When the bytes being handled arrived (ms); set once for each read. */
export const arrival = { at: 0 };

const shared = Buffer.allocUnsafe(256 * 1024);
const none = Buffer.alloc(0);
const endOfHead = Buffer.from('\r\n\r\n');

const greeting = ({ host, port, path, cookie }: Address): string =>
  [
    `GET ${path} HTTP/1.1`,
    `Host: ${host}:${port}`,
    `Origin: http://${host}:${port}`,
    'Upgrade: websocket',
    'Connection: Upgrade',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    'Sec-WebSocket-Extensions: permessage-deflate; server_no_context_takeover; client_no_context_takeover',
    ...(cookie === undefined ? [] : [`Cookie: ${cookie}`]),
    '\r\n',
  ].join('\r\n');

/** Opens a WebSocket. What happens on it is told to `hears`; after `drop` nothing more is told. */
export const openLine = (to: Address, hears: Hears): Line => {
  let head: Buffer | undefined = none;
  let reading = true;
  const read = (n: number, bytes: Buffer): boolean => {
    arrival.at = performance.now();
    line.bytesIn += n;
    if (head === undefined) cut(bytes, 0, n);
    else greeted(bytes.subarray(0, n));
    return reading;
  };
  const socket: Socket = connect({
    host: to.host,
    port: to.port,
    noDelay: true,
    onread: { buffer: shared, callback: (n, bytes) => read(n, bytes as Buffer) },
  });
  const cut = frameCutter((piece) => {
    if (piece.opcode === opcodes.ping)
      socket.write(clientFrame(piece.bytes.subarray(piece.start, piece.end), opcodes.pong));
    else if (piece.opcode === opcodes.close) socket.end();
    else hears.frame?.(piece, line);
  });
  const greeted = (bytes: Buffer): void => {
    const all = Buffer.concat([head ?? none, bytes]);
    const end = all.indexOf(endOfHead);
    head = all;
    if (end < 0) return;
    head = undefined;
    if (!all.toString('latin1', 0, 12).endsWith('101')) return void socket.destroy();
    line.isOpen = true;
    hears.open?.(line);
    cut(all, end + 4, all.length);
  };
  const line: Line = {
    bytesIn: 0,
    isOpen: false,
    isClosed: false,
    send: (payload) => void socket.write(clientFrame(payload, opcodes.binary)),
    say: (text) => void socket.write(clientFrame(Buffer.from(text), opcodes.text)),
    pause: () => {
      reading = false;
      socket.pause();
    },
    resume: () => {
      reading = true;
      socket.resume();
    },
    // Reset, not closed: thousands of closed ports would wait a minute each.
    drop: () => {
      line.isClosed = true;
      socket.resetAndDestroy();
    },
  };
  socket.on('connect', () => socket.write(greeting(to)));
  socket.on('error', () => socket.destroy());
  socket.on('close', () => {
    if (line.isClosed) return;
    line.isClosed = true;
    hears.closed?.(line);
  });
  return line;
};
