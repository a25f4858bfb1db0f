import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

interface Parts {
  isOwn(request: IncomingMessage): boolean;
  documents: Upgrade;
  development: boolean;
}

/** Sends each WebSocket to its door: documents here, commands to socket.io, everything else away. */
export const routeUpgrades =
  ({ isOwn, documents, development }: Parts): Upgrade =>
  (request, socket, head) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    const forDocuments = path.startsWith('/yjs/');
    const forCommands = path.startsWith('/socket.io/');
    if ((forDocuments || forCommands) && !isOwn(request)) {
      socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n');
    } else if (forDocuments) documents(request, socket, head);
    else if (!forCommands && !(development && isVite(request))) socket.destroy();
  };

/** The development server's own line to the page. */
const isVite = (request: IncomingMessage): boolean =>
  request.headers['sec-websocket-protocol']?.startsWith('vite-') ?? false;
