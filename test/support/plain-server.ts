import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { docs, setPersistence, setupWSConnection } from '@y/websocket-server/utils';
import { Client } from './service.ts';

/** A y-websocket server as its package comes: what many put on the net. Shows what an attack does when nobody guards. */
export interface PlainServer {
  url: string;
  /** Documents in memory, by name, to look into. */
  docs: typeof docs;
  client(): Client;
  stop(): Promise<void>;
}

export const startPlainServer = async (): Promise<PlainServer> => {
  const http = createServer();
  const sockets = new WebSocketServer({ server: http });
  sockets.on('connection', (ws, request) => setupWSConnection(ws, request));
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  return {
    url,
    docs,
    client: () => new Client(url),
    stop: async () => {
      setPersistence(null);
      for (const ws of sockets.clients) ws.terminate();
      await new Promise((resolve) => http.close(resolve));
    },
  };
};
