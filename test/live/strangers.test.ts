import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { limits } from '../../server/live/limits.ts';
import { openHall, phone, startService, type Client, type Hall, type Service } from '../support/service.ts';

let service: Service;
let hall: Hall;
let anna: Client;
beforeAll(async () => {
  service = await startService();
  hall = await openHall(service);
  anna = await phone(service, hall);
});
afterAll(async () => {
  expect(service.failures).toEqual([]);
  await service.stop();
});

/** A masked text frame. */
const frame = (text: string): Buffer => {
  const body = Buffer.from(text);
  const long = [0xfe, body.length >> 8, body.length & 255];
  return Buffer.from([0x81, ...(body.length < 126 ? [0x80 | body.length] : long), 0, 0, 0, 0, ...body]);
};

/** Upgrades by hand, says what is given and never goodbye; how long the line was open, Infinity for 20 s. */
const openFor = (path: string, texts: readonly string[], cookie = ''): Promise<number> =>
  new Promise((resolve) => {
    const { host, port } = new URL(service.url);
    const socket = connect(Number(port), '127.0.0.1');
    const start = performance.now();
    const late = setTimeout(() => (socket.destroy(), resolve(Infinity)), 20_000);
    const pong = setInterval(() => socket.writable && socket.write(frame('3')), 4000);
    socket.on('error', () => undefined);
    socket.resume();
    socket.on('close', () => {
      clearTimeout(late);
      clearInterval(pong);
      resolve(performance.now() - start);
    });
    socket.write(
      `GET ${path} HTTP/1.1\r\nhost: ${host}\r\norigin: ${service.url}\r\n${cookie && `cookie: ${cookie}\r\n`}` +
        'connection: Upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\n' +
        'sec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
    );
    setTimeout(() => texts.forEach((text) => socket.write(frame(text))), 200);
  });

const commands = () => `/socket.io/?EIO=4&transport=websocket&meeting=${hall.meetingId}`;
const room = () => `/yjs/room/${hall.meetingId}?v=1`;

describe('a line of somebody we do not know', () => {
  test('[LM10] says who it is within ten seconds, and is let go within two when it is turned away', async () => {
    expect([limits.knownWithin, limits.goodbye]).toEqual([10_000, 2000]);
    const soon = limits.goodbye + 1500;
    const [silent, refused, elsewhere, document] = await Promise.all([
      openFor(commands(), [], anna.cookie),
      openFor(commands(), ['40']),
      openFor(commands(), ['40/admin,'], anna.cookie),
      openFor(room(), []),
    ]);
    for (const open of [silent, refused, elsewhere]) expect(open).toBeLessThan(limits.knownWithin + soon);
    expect(document).toBeLessThan(soon);
  });

  test('[LM10] says five things and 16 KiB at most before that', async () => {
    const soon = limits.goodbye + 1500;
    const all = await Promise.all([
      openFor(commands(), Array<string>(6).fill('40/a,')),
      openFor(commands(), Array<string>(2).fill(`40/${'a'.repeat(9000)},`)),
      openFor(commands(), ['42["command",{}]']),
    ]);
    for (const open of all) expect(open).toBeLessThan(soon);
    expect(await openFor(commands(), ['40'], anna.cookie)).toBe(Infinity);
  });

  test('[LM10] thirty thousand wishes to come in, in one message, cost nothing', async () => {
    const polling = (init: RequestInit = {}, sid = '') =>
      fetch(`${service.url}/socket.io/?EIO=4&transport=polling&meeting=${hall.meetingId}${sid}`, {
        ...init,
        headers: { origin: service.url, cookie: anna.cookie, 'content-type': 'text/plain' },
      });
    const { sid } = JSON.parse((await (await polling()).text()).slice(1)) as { sid: string };
    const before = process.memoryUsage().rss;
    const start = performance.now();
    await polling({ method: 'POST', body: Array<string>(33_000).fill('40').join('\x1e') }, `&sid=${sid}`);
    expect((await fetch(`${service.url}/healthz`)).status).toBe(200);
    expect(performance.now() - start).toBeLessThan(1500);
    expect((process.memoryUsage().rss - before) / 2 ** 20).toBeLessThan(80);
  });
});
