import { connect } from 'node:net';
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';
import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nameTheme, readThemes } from '../../shared/documents/themes.ts';
import { openThemes } from '../support/documents.ts';
import {
  openHall,
  phone,
  staff,
  startService,
  type Client,
  type Hall,
  type Service,
} from '../support/service.ts';
import { chanceFrom, seeds, type Chance } from './chance.ts';
import { forge } from './forgeries.ts';

let service: Service;
let hall: Hall;
let writers: Client[];

beforeAll(async () => {
  service = await startService();
  hall = await openHall(service);
  writers = [hall.facilitator, await staff(service, ['facilitator']), await phone(service, hall)];
});
afterAll(async () => {
  expect(service.failures).toEqual([]);
  await service.stop();
});

const megabytes = (): number => process.memoryUsage().rss / 2 ** 20;
const prototypes = (): string =>
  [Object, Array, Function, String].map((of) => Reflect.ownKeys(of.prototype).length).join();

/** The service answers, and a change still goes from one honest facilitator to another. */
const alive = async (): Promise<void> => {
  expect((await fetch(`${service.url}/healthz`)).status).toBe(200);
  const [one, two] = [
    await openThemes(hall.facilitator, hall.meetingId),
    await openThemes(hall.facilitator, hall.meetingId),
  ];
  const title = crypto.randomUUID();
  one.doc.getMap('order').set('levande', 1);
  nameTheme(one.doc, {}, 'levande', title);
  await two.until((doc) => readThemes(doc).themes.some((theme) => theme.title === title));
  one.close();
  two.close();
};

/** A frame: noise, half of the protocol, or the protocol with a forged update in it. */
const frameOf = (chance: Chance, doc: Parameters<typeof forge>[1]['doc']): Uint8Array | string => {
  const how = chance.below(8);
  if (how === 0) return chance.bytes(chance.below(60));
  if (how === 1) return 'text'.repeat(chance.below(50));
  if (how === 2)
    return Uint8Array.from([chance.below(12), chance.below(4), ...chance.bytes(chance.below(12))]);
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, chance.once(20) ? 1 : 0);
    encoding.writeVarUint(encoder, chance.once(4) ? 0 : 1 + chance.below(2));
    const update =
      how === 3 ? chance.bytes(chance.below(200)) : forge(chance, { doc, own: 5, victim: doc.clientID });
    encoding.writeVarUint8Array(encoder, update);
  });
};

/** Sends so many frames on one line, or until the server hangs up; returns how many went. */
const spray = async (
  client: Client,
  { chance, kind, most }: { chance: Chance; kind: string; most: number },
  doc: Parameters<typeof forge>[1]['doc'],
): Promise<number> => {
  const ws = new WebSocket(`${client.url.replace('http', 'ws')}/yjs/${kind}/${hall.meetingId}?v=1`, {
    headers: { origin: client.url, cookie: client.cookie },
    perMessageDeflate: chance.once(2),
  });
  ws.on('error', () => undefined);
  const closed = new Promise((resolve) => ws.on('close', resolve));
  await Promise.race([new Promise((resolve) => ws.on('open', resolve)), closed]);
  let sent = 0;
  for (; sent < most && ws.readyState === ws.OPEN; sent += 1) ws.send(frameOf(chance, doc));
  await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, 20))]);
  ws.terminate();
  return sent;
};

test('[FZ5] 20,000 frames of noise and forgery: alive, nothing unexpected, memory flat', async () => {
  const [seed = 0] = seeds([], 1);
  const chance = chanceFrom(seed);
  const honest = await openThemes(hall.facilitator, hall.meetingId);
  honest.doc.getMap('order').set('kvar', 1);
  await honest.stored();
  await alive();
  const [before, known] = [megabytes(), prototypes()];
  let sent = 0;
  while (sent < 20_000) {
    const line = () =>
      spray(
        chance.pick(writers),
        { chance, kind: chance.pick(['themes', 'themes', 'room', 'desk']), most: 100 },
        honest.doc,
      );
    sent += (await Promise.all(Array.from({ length: 8 }, line))).reduce((sum, n) => sum + n, 0);
  }
  await alive();
  expect([seed, service.failures]).toEqual([seed, []]);
  expect(prototypes()).toBe(known);
  expect(readThemes(honest.doc).themes.some((theme) => theme.id === 'kvar')).toBe(true);
  expect(megabytes() - before).toBeLessThan(50);
  honest.close();
}, 90_000);

/** The code in the close frame among what a server sent; 0 when there is none. */
const closeCode = (frames: Buffer): number => {
  for (let at = 0; at + 2 <= frames.length;) {
    const [opcode, short] = [(frames[at] ?? 0) & 15, frames[at + 1] ?? 0];
    if (opcode === 8) return short >= 2 ? frames.readUInt16BE(at + 2) : 0;
    if (short === 127) at += 10 + Number(frames.readBigUInt64BE(at + 2));
    else at += short === 126 ? 4 + frames.readUInt16BE(at + 2) : 2 + short;
  }
  return 0;
};

/** Speaks WebSocket by hand; resolves with the close code, or 0 when the line was simply cut. */
const raw = (bytes: readonly Uint8Array[], { extension = '' } = {}): Promise<number> =>
  new Promise((resolve, reject) => {
    const { host, port } = new URL(service.url);
    const socket = connect(Number(port), '127.0.0.1');
    const late = setTimeout(() => reject(new Error('not closed')), 15_000);
    const heard: Buffer[] = [];
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(late);
      const all = Buffer.concat(heard);
      resolve(closeCode(all.subarray(all.indexOf('\r\n\r\n') + 4)));
    });
    socket.on('data', (data) => {
      if (heard.push(data) === 1) for (const part of bytes) socket.write(part);
    });
    const cookie = hall.facilitator.cookie;
    socket.write(
      `GET /yjs/themes/${hall.meetingId}?v=1 HTTP/1.1\r\nhost: ${host}\r\norigin: ${service.url}\r\ncookie: ${cookie}\r\n` +
        `connection: Upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==\r\n${extension}\r\n`,
    );
  });

const header = (first: number, length: number, masked = true): number[] => {
  const flag = masked ? 128 : 0;
  const mask = masked ? [0, 0, 0, 0] : [];
  if (length < 126) return [first, flag | length, ...mask];
  if (length < 65_536) return [first, flag | 126, length >> 8, length & 255, ...mask];
  const big = new DataView(new ArrayBuffer(8));
  big.setBigUint64(0, BigInt(length));
  return [first, flag | 127, ...new Uint8Array(big.buffer), ...mask];
};
const frame = (first: number, body: Uint8Array, masked = true): Uint8Array =>
  Uint8Array.from([...header(first, body.length, masked), ...body]);

test('[FZ6] frames that break the protocol below ours close the line, and cost no memory', async () => {
  const before = megabytes();
  const small = Uint8Array.of(0, 0, 0);
  expect(await raw([Uint8Array.from(header(0x82, 3_000_000))])).toBe(1009);
  expect(await raw([Uint8Array.from([0x82, 255, 127, 255, 255, 255, 255, 255, 255, 255, 0, 0, 0, 0])])).toBe(
    1009,
  );
  expect(await raw([frame(0x82, small, false)])).toBe(1002);
  expect(await raw([frame(0x83, small)])).toBe(1002);
  expect(await raw([frame(0xf2, small)])).toBe(1002);
  expect(await raw([frame(0x81, Uint8Array.of(0xc3, 0x28))])).toBe(1007);
  // A fragment that never ends, in a hundred thousand empty parts.
  const fragments = Buffer.concat([
    frame(0x02, small),
    ...Array.from({ length: 100_000 }, () => frame(0x00, new Uint8Array(0))),
  ]);
  expect([1002, 1008, 1009, 4429]).toContain(await raw([fragments]));
  // Fifty million zeros in fifty thousand bytes.
  const bomb = deflateRawSync(Buffer.alloc(50_000_000));
  expect(
    await raw([frame(0xc2, bomb)], { extension: 'sec-websocket-extensions: permessage-deflate\r\n' }),
  ).toBe(1009);
  await alive();
  expect(megabytes() - before).toBeLessThan(80);
});

test('[FZ6] garbage instead of a request is let go of, a thousand times over', async () => {
  const chance = chanceFrom(3);
  const { port } = new URL(service.url);
  const garbage = (): Promise<void> =>
    new Promise((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => socket.end(chance.bytes(200)));
      socket.on('error', () => undefined);
      // What is answered must be read, or the end of the line would never be seen.
      socket.resume();
      socket.on('close', () => resolve());
    });
  for (let i = 0; i < 10; i += 1) await Promise.all(Array.from({ length: 100 }, garbage));
  await alive();
});
