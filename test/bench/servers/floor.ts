import { createServer, type AddressInfo, type Socket } from 'node:net';

/** Writes the same bytes to everybody, as often as it is asked to, and does nothing else at all. */
const everybody = new Set<Socket>();
const bytes = Buffer.alloc(530, 7);

/** Asked by the first byte somebody sends: how many rounds, fifty milliseconds apart. */
const run = (rounds: number): void => {
  let left = rounds;
  const timer = setInterval(() => {
    if ((left -= 1) < 0) return clearInterval(timer);
    for (const socket of everybody) socket.write(bytes);
  }, 50);
};

const server = createServer({ noDelay: true }, (socket) => {
  everybody.add(socket);
  socket.on('data', (data) => run(data[0] ?? 0));
  socket.on('error', () => socket.destroy());
  socket.on('close', () => everybody.delete(socket));
});
server.listen(0, '127.0.0.1', () => {
  console.log(`open at http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
process.on('SIGTERM', () => process.exit(0));
