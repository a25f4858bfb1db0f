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
 * times. So a line says a few things only until we know, and is let go when it has not come in after a while.
 */
const boundStrangers = (io: Io): void => {
  const known = new WeakMap<Line, () => void>();
  io.engine.on('connection', (line: Line) => {
    hurry(line);
    known.set(line, boundStranger(line));
  });
  io.on('connection', (socket) => {
    const { conn } = socket;
    known.get(conn)?.();
    socket.on('disconnect', () => setTimeout(() => conn.close(true), limits.goodbye).unref());
  });
};

/** The library waits half a minute for somebody who polls to fetch our goodbye, and remembers her so long. */
const hurry = ({ transport }: Line): void => {
  if (transport.name === 'polling') Object.assign(transport, { closeTimeout: limits.goodbye });
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
  const late = setTimeout(() => line.close(true), limits.knownWithin);
  const stop = (): void => {
    clearTimeout(late);
    line.off('packet', count);
  };
  line.on('packet', count).once('close', stop);
  return stop;
};
