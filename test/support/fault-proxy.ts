import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import type { Seeded } from './seeded.ts';

/** How the network is just now. All lines share it, also those that are open already. */
export interface Weather {
  /** The longest time a piece of data waits on its way, in each direction (ms). */
  delayUp: number;
  delayDown: number;
  /** Data comes through in pieces of at most this many bytes. */
  piece: number;
}

export const calm: Weather = { delayUp: 0, delayDown: 0, piece: Infinity };

/** A bad network between phones and server: every phone speaks to `port`, wherever the server is just now. */
export interface FaultProxy {
  port: number;
  weather: Weather;
  /** Where the server listens now; lines to another are cut by the server's own end. */
  target: number;
  /** Ends this share of the lines, with a reset or with a goodbye. */
  cut(share: number, how: 'reset' | 'goodbye'): void;
  /** Lets nothing through this share of the lines for so long (ms); then everything comes, in order. */
  stall(share: number, ms: number): void;
  /** The server's side is gone, and the phone does not hear of it: what it sends falls into nothing. */
  halfOpen(share: number): void;
  /** Fair weather; half-open lines are reset. */
  heal(): void;
  stop(): Promise<void>;
}

interface Line {
  phone: Socket;
  server: Socket;
  /** Nothing passes before this moment. */
  stalledUntil: number;
  half: boolean;
}

export const startProxy = async (chance: Seeded): Promise<FaultProxy> => {
  const lines = new Set<Line>();
  const some = (share: number): Line[] => [...lines].filter(() => chance.next() < share);
  const listener = createServer((phone) => open(phone));
  const open = (phone: Socket): void => {
    const server = connect(proxy.target, '127.0.0.1');
    const line: Line = { phone, server, stalledUntil: 0, half: false };
    lines.add(line);
    carry(line, { from: phone, to: server, longest: () => proxy.weather.delayUp });
    carry(line, { from: server, to: phone, longest: () => proxy.weather.delayDown });
    phone.on('close', () => lines.delete(line));
  };
  const carry = (line: Line, way: { from: Socket; to: Socket; longest(): number }): void => {
    const { from, to, longest } = way;
    let tail = Promise.resolve();
    const later = (act: () => void): void => {
      tail = tail.then(() => passed(line, longest())).then(act);
    };
    from.setNoDelay(true);
    from.on('data', (data) => later(() => line.half || inPieces(to, data)));
    from.on('end', () => later(() => line.half || to.end()));
    // A server that is killed resets its lines; the phone must hear that too.
    from.on('error', () => later(() => line.half || to.resetAndDestroy()));
    from.on('close', () => later(() => line.half || to.destroy()));
  };
  const passed = async (line: Line, longest: number): Promise<void> => {
    if (longest > 0) await wait(chance.next() * longest);
    while (line.stalledUntil > Date.now()) await wait(line.stalledUntil - Date.now());
  };
  const inPieces = (to: Socket, data: Buffer): void => {
    for (let at = 0; at < data.length && to.writable; at += proxy.weather.piece)
      to.write(data.subarray(at, Math.min(data.length, at + proxy.weather.piece)));
  };
  const reset = (line: Line): void => {
    line.phone.resetAndDestroy();
    line.server.resetAndDestroy();
  };
  await new Promise<void>((ready) => listener.listen(0, '127.0.0.1', ready));
  const proxy: FaultProxy = {
    port: (listener.address() as AddressInfo).port,
    weather: calm,
    target: 0,
    cut: (share, how) => {
      for (const line of some(share))
        if (how === 'reset') reset(line);
        else [line.phone, line.server].forEach((end) => end.end());
    },
    stall: (share, ms) => {
      for (const line of some(share)) line.stalledUntil = Date.now() + ms;
    },
    halfOpen: (share) => {
      for (const line of some(share)) {
        line.half = true;
        line.server.destroy();
      }
    },
    heal: () => {
      proxy.weather = calm;
      for (const line of lines) if (line.half) reset(line);
    },
    stop: async () => {
      lines.forEach(reset);
      await new Promise((done) => listener.close(done));
    },
  };
  return proxy;
};

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
