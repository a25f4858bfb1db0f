import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import { opcodes, serverFrame } from '../wire/frame.ts';

/** The least a server can do: passes each message on to everybody, framed once. It reads and keeps nothing. */
const http = createServer();
const sockets = new WebSocketServer({ server: http });
const rooms = new Map<string, Set<Socket>>();

sockets.on('connection', (ws: WebSocket, request) => {
  const name = request.url ?? '/';
  const room = rooms.get(name) ?? new Set<Socket>();
  rooms.set(name, room);
  room.add(request.socket);
  ws.on('message', (data: Buffer) => {
    const bytes = serverFrame(data, opcodes.binary);
    for (const socket of room) if (socket.writable) socket.write(bytes);
  });
  ws.on('error', () => ws.terminate());
  ws.on('close', () => room.delete(request.socket));
});
http.listen(0, '127.0.0.1', () => {
  console.log(`open at http://127.0.0.1:${(http.address() as AddressInfo).port}`);
});
process.on('SIGTERM', () => process.exit(0));
