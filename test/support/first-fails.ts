import { readdirSync, readFileSync } from 'node:fs';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import type { Duplex } from 'node:stream';

/** Something in between that is broken once for everything: see `startFirstFails`. */
export interface FirstFails {
  port: number;
  /** What was answered with 500, once each. */
  failed: string[];
  /** What came through, as often as it did. */
  passed: string[];
  stop(): void;
}

/**
 * A server in front of ours that answers 500 to the first attempt at everything a page asks for once it is awake: the
 * libraries it fetches then, what it says and asks, its live lines. Pages and the scripts that wake them come at once.
 */
export const startFirstFails = async (target: () => number): Promise<FirstFails> => {
  const libraries = namesOfLibraries();
  const tried = new Set<string>();
  const failed: string[] = [];
  const passed: string[] = [];
  const isFirst = (key: string): boolean => {
    const first = !tried.has(key);
    tried.add(key);
    (first ? failed : passed).push(key);
    return first;
  };
  const listener = createServer((asked, answer) => {
    const path = pathOf(asked);
    const comesFirst = path.startsWith('/m/') || (isScript.test(path) && !libraries.has(basename(path)));
    if (!comesFirst && isFirst(`${asked.method} ${path}`))
      return void answer.writeHead(500).end('Internal error');
    forward(asked, answer, target());
  });
  listener.on('upgrade', (asked: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (isFirst(`upgrade ${pathOf(asked)}`))
      return void socket.end('HTTP/1.1 500 Internal Server Error\r\n\r\n');
    const server = connect(target(), '127.0.0.1', () => {
      server.write(`GET ${asked.url} HTTP/1.1\r\n${headersOf(asked)}\r\n\r\n`);
      server.write(head);
      socket.pipe(server).pipe(socket);
    });
    for (const end of [socket, server]) end.on('error', () => (socket.destroy(), server.destroy()));
  });
  await new Promise<void>((done) => listener.listen(0, '127.0.0.1', done));
  const stop = (): void => {
    listener.close();
    listener.closeAllConnections();
  };
  return { port: (listener.address() as AddressInfo).port, failed, passed, stop };
};

const isScript = /\.(js|css|woff2|svg|png)$/;
const chunks = 'build/web/client/_app/immutable/chunks';

/** The files that hold what is fetched when a page is awake, told by what stands in them. */
const namesOfLibraries = (): Set<string> =>
  new Set(
    readdirSync(chunks)
      .filter((name) => name.endsWith('.js'))
      .filter((name) => /Yjs was already|EIO|messageHandlers/.test(readFileSync(join(chunks, name), 'utf8'))),
  );

const pathOf = ({ url = '/' }: IncomingMessage): string => url.split('?')[0] ?? url;

const headersOf = ({ rawHeaders }: IncomingMessage): string =>
  rawHeaders.flatMap((name, at) => (at % 2 === 0 ? [`${name}: ${rawHeaders[at + 1]}`] : [])).join('\r\n');

const forward = (asked: IncomingMessage, answer: ServerResponse, port: number): void => {
  const { method, url, headers } = asked;
  const onward = request({ host: '127.0.0.1', port, method, path: url, headers }, (came) => {
    answer.writeHead(came.statusCode ?? 502, came.headers);
    came.pipe(answer);
  });
  onward.on('error', () => answer.destroy());
  asked.pipe(onward);
};
