import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeHistogram } from './histogram.ts';

/** What a promise kept on this disk costs just now (ms): figures of one day say little about another's. */
export const flushTimes = (): { p50: number; p99: number } => {
  const folder = mkdtempSync(join(tmpdir(), 'bystamma-flush-'));
  const file = openSync(join(folder, 'log'), 'w');
  const times = makeHistogram();
  for (let n = 0; n < 200; n += 1) {
    const start = performance.now();
    writeSync(file, Buffer.alloc(4096, n));
    fsyncSync(file);
    times.add(performance.now() - start);
  }
  closeSync(file);
  rmSync(folder, { recursive: true, force: true });
  return { p50: times.at(0.5), p99: times.at(0.99) };
};

/** What one small write to a socket costs this processor just now (microseconds): passing a note on is little else. */
export const writeCost = async (): Promise<number> => {
  const [lines, rounds] = [100, 60];
  const server = createServer((socket) => void socket.resume());
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  const open = (): Promise<Socket> =>
    new Promise((ready) => {
      const socket: Socket = connect(port, '127.0.0.1', () => ready(socket.setNoDelay(true)));
    });
  const sockets = await Promise.all(Array.from({ length: lines }, open));
  let spent = 0;
  for (let round = 0; round < rounds; round += 1) {
    const before = process.cpuUsage();
    for (const socket of sockets) socket.write(Buffer.alloc(400, round));
    const { user, system } = process.cpuUsage(before);
    // The first rounds are for the compiler.
    if (round >= rounds / 3) spent += user + system;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  for (const socket of sockets) socket.destroy();
  server.close();
  return spent / ((rounds * lines * 2) / 3);
};
