import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { serverFile } from '../build-servers.ts';
import { startChild } from '../child.ts';
import { meter } from '../machine.ts';
import type { Measure } from '../measure.ts';
import { pause } from '../writing.ts';

/** Three seconds of windows as long as they may be. */
const rounds = 60;
const seconds = 3;
const shared = Buffer.allocUnsafe(64 * 1024);

const phone = async (port: number): Promise<Socket> => {
  const socket = connect({
    host: '127.0.0.1',
    port,
    onread: { buffer: shared, callback: () => true },
  });
  await once(socket, 'connect');
  return socket;
};

/**
 * What this machine takes for the writes alone that the burst of a thousand phones needs, with the longest windows: no
 * notes, no disk, no frames. Nobody who writes to sockets through Node can be below it.
 */
export const floor1000: Measure = {
  name: 'floor1000',
  suits: ({ acknowledges }) => acknowledges,
  run: async (_contestant, quick) => {
    const phones = quick ? 100 : 1000;
    const child = await startChild([serverFile('floor')], {});
    const sockets: Socket[] = [];
    for (let n = 0; n < phones; n += 1) sockets.push(await phone(child.port));
    const ask = async (): Promise<void> => {
      sockets[0]?.write(Uint8Array.of(rounds));
      await pause(seconds * 1000 + 100);
    };
    await ask();
    const ended = meter(child.pid);
    await ask();
    const cost = ended();
    for (const socket of sockets) socket.resetAndDestroy();
    await child.end();
    // As if each of the phones had written one note in that time and each had come to all.
    const deliveries = phones * phones;
    return {
      core: cost.cpuSeconds / seconds,
      cpuPer1000: (cost.cpuSeconds / deliveries) * 1000,
      writeMicroseconds: (cost.cpuSeconds / (rounds * phones)) * 1e6,
      others: cost.others,
    };
  },
};
