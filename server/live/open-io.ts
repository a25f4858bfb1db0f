import type { IncomingMessage, Server as HttpServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import type { Io } from './announcer.ts';
import { limits } from './limits.ts';
import { LineServer } from './line-server.ts';

/** The socket.io server on our own port; `isOwn` says whether a request comes from our own pages. */
export const openIo = (http: HttpServer, isOwn: (request: IncomingMessage) => boolean): Io => {
  const io: Io = new Server(http, {
    serveClient: false,
    destroyUpgrade: false,
    transports: ['websocket', 'polling'],
    maxHttpBufferSize: limits.commandBytes,
    connectTimeout: limits.knownWithin,
    wsEngine: LineServer,
    allowRequest: (request, answer) => answer(null, isOwn(request)),
  });
  boundStrangers(io);
  return io;
};

type Line = Socket['conn'];

/**
 * Each time somebody asks to be let in we look up who it is, and one message by long polling can ask thirty thousand
 * times. So a line says a few things only until we know.
 */
const boundStrangers = (io: Io): void => {
  const known = new WeakMap<Line, () => void>();
  io.engine.on('connection', (line: Line) => known.set(line, boundStranger(line)));
  io.on('connection', ({ conn }) => known.get(conn)?.());
};

/** Returns what ends the counting. */
const boundStranger = (line: Line): (() => void) => {
  let packets = 0;
  let bytes = 0;
  const count = ({ data }: { data?: string | Buffer }): void => {
    packets += 1;
    bytes += data?.length ?? 0;
    if (packets > limits.earlyFrames || bytes > limits.earlyBytes) line.close(true);
  };
  line.on('packet', count);
  return () => void line.off('packet', count);
};
