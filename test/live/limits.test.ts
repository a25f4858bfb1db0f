import { connect } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { httpLimits } from '../../server/http/server.ts';
import { step1Frame, step2Frame, updateFrame } from '../../server/live/frames.ts';
import { limits } from '../../server/live/limits.ts';
import type { Answer } from '../../shared/wire/down.ts';
import { protocolVersion } from '../../shared/wire/version.ts';
import { openThemes } from '../support/documents.ts';
import { openHall, phone, startService, type Client, type Hall, type Service } from '../support/service.ts';

let service: Service;
let hall: Hall;
let anna: Client;
/** Two lines that say nothing from the beginning on; only one of them answers when it is asked whether it is there. */
let quiet: Record<'there' | 'gone', Awaited<ReturnType<typeof line>> & { since: number }>;

beforeAll(async () => {
  service = await startService();
  hall = await openHall(service);
  anna = await phone(service, hall);
  const [there, gone] = [await line(anna, 'room'), await line(anna, 'room', hall.meetingId, false)];
  quiet = { there: { ...there, since: Date.now() }, gone: { ...gone, since: Date.now() } };
});
afterAll(async () => {
  expect(service.failures).toEqual([]);
  await service.stop();
});

const line = async (client: Client, kind = 'themes', meetingId = hall.meetingId, autoPong = true) => {
  const ws = new WebSocket(`${client.url.replace('http', 'ws')}/yjs/${kind}/${meetingId}?v=1`, {
    headers: { origin: client.url, cookie: client.cookie },
    perMessageDeflate: false,
    autoPong,
  });
  const closed = new Promise<number>((resolve) => ws.on('close', resolve));
  ws.on('error', () => undefined);
  // Seated when the first answer came.
  const seated = new Promise<void>((resolve) => ws.once('message', () => resolve()));
  await new Promise((resolve) => ws.on('open', resolve));
  ws.send(step1Frame(Uint8Array.of(0)));
  await Promise.race([seated, closed]);
  return { ws, closed };
};
/** The code of a line that was closed within half a second, or `open`. */
const outcome = ({ closed }: { closed: Promise<number> }, ms = 500): Promise<number | 'open'> =>
  Promise.race([closed, new Promise<'open'>((resolve) => setTimeout(() => resolve('open'), ms))]);

const beat = Uint8Array.of(1, 1, 0);
const heavy = (titles: number, length: number): Y.Doc => {
  const doc = new Y.Doc();
  doc.transact(() => {
    for (let i = 0; i < titles; i += 1) doc.getMap('titles').set(`t${i}`, String(i).padEnd(length, 'å'));
  });
  return doc;
};

describe('a line to a document', () => {
  test('[LM1] a frame has 64 KiB at most, the first state of a writer 2 MiB', async () => {
    expect([limits.frameBytes, limits.firstStateBytes]).toEqual([64 * 1024, 2 * 1024 * 1024]);
    const near = await line(hall.facilitator);
    near.ws.send(Uint8Array.from([0, 2, 2, 0, 0, ...new Uint8Array(64 * 1024 - 5)]));
    expect(await outcome(near)).toBe('open');
    near.ws.send(updateFrame(Y.encodeStateAsUpdate(heavy(400, 100))));
    expect(await outcome(near)).toBe(1009);
    const far = await line(hall.facilitator);
    far.ws.send(step2Frame(Y.encodeStateAsUpdate(heavy(400, 100))));
    expect(await outcome(far)).toBe('open');
    far.ws.send(new Uint8Array(2 * 1024 * 1024 + 1));
    expect(await outcome(far)).toBe(1009);
  });

  test('[LM2] 30 frames a second, 120 saved up', async () => {
    expect([limits.framesPerSecond, limits.frameBurst]).toEqual([30, 120]);
    const calm = await line(hall.facilitator);
    for (let i = 0; i < 110; i += 1) calm.ws.send(beat);
    expect(await outcome(calm)).toBe('open');
    // In a second and a half it may send forty-five more.
    await new Promise((resolve) => setTimeout(resolve, 1000));
    for (let i = 0; i < 45; i += 1) calm.ws.send(beat);
    expect(await outcome(calm)).toBe('open');
    for (let i = 0; i < 60; i += 1) calm.ws.send(beat);
    expect(await outcome(calm)).toBe(4429);
  });

  test('[LM3] five frames, and 16 KiB, may come before we know who it is', async () => {
    expect([limits.earlyFrames, limits.earlyBytes]).toEqual([5, 16 * 1024]);
    const early = (frames: number, bytes: number): Promise<number | 'open'> => {
      const body = [0x82, 0xfe, bytes >> 8, bytes & 255, 0, 0, 0, 0, 0, 2, 2, ...new Uint8Array(bytes - 3)];
      return handshake(Array.from({ length: frames }, () => body).flat());
    };
    expect(await early(5, 200)).toBe('open');
    expect(await early(6, 200)).toBe(4429);
    expect(await early(3, 5000)).toBe('open');
    expect(await early(3, 6000)).toBe(4429);
  });

  test('[LM4] a reader that does not read is let go at 4 MiB', async () => {
    expect(limits.bufferedBytes).toBe(4 * 1024 * 1024);
    const own = await openHall(service);
    const writer = await openThemes(own.facilitator, own.meetingId);
    const other = await openThemes(own.facilitator, own.meetingId);
    const state = Y.encodeStateAsUpdate(heavy(9000, 100));
    expect(state.length).toBeLessThan(limits.firstStateBytes);
    writer.send(step2Frame(state));
    await other.until((doc) => doc.getMap('titles').size === 9000);
    other.close();
    const reader = await line(own.facilitator, 'themes', own.meetingId);
    reader.ws.pause();
    // Asks that wait together get one answer, so she asks one by one.
    for (let i = 0; i < 15; i += 1) {
      if (reader.ws.readyState === reader.ws.OPEN) reader.ws.send(step1Frame(Uint8Array.of(0)));
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
    reader.ws.resume();
    expect(await outcome(reader, 5000)).toBe(1006);
    writer.close();
  });

  test('[LM5] a document has 1,500 readers at most, and they all may come from one address', async () => {
    expect([limits.socketsPerMeeting, limits.linesPerPerson]).toEqual([1500, 4]);
    const own = await openHall(service);
    const guest = await phone(service, own);
    const all: WebSocket[] = [];
    while (all.length < limits.socketsPerMeeting)
      all.push(
        ...(await Promise.all(Array.from({ length: 100 }, () => line(guest, 'room', own.meetingId)))).map(
          (l) => l.ws,
        ),
      );
    expect(all.every((ws) => ws.readyState === ws.OPEN)).toBe(true);
    expect(await outcome(await line(guest, 'room', own.meetingId))).toBe(4429);
    // One phone with all the lines keeps nobody out.
    const others = await Promise.all(Array.from({ length: 20 }, () => phone(service, own)));
    const seats = await Promise.all(others.map((other) => line(other, 'room', own.meetingId)));
    expect(await Promise.all(seats.map((seat) => outcome(seat)))).toEqual(others.map(() => 'open'));
    expect(all.filter((ws) => ws.readyState === ws.OPEN)).toHaveLength(limits.socketsPerMeeting - 20);
    for (const { ws } of seats) ws.terminate();
    for (const ws of all) ws.terminate();
  });
});

test('[LM11] a line asks for all there is 20 times a minute', async () => {
  expect(limits.asksPerMinute).toBe(20);
  const eager = await line(anna, 'room');
  // It has asked once already.
  for (let i = 1; i < 20; i += 1) eager.ws.send(step1Frame(Uint8Array.of(0)));
  expect(await outcome(eager)).toBe('open');
  eager.ws.send(step1Frame(Uint8Array.of(0)));
  expect(await outcome(eager)).toBe(4429);
});

/** Upgrades by hand and sends bytes in the same breath; the close code, or `open` after half a second. */
const handshake = (bytes: readonly number[]): Promise<number | 'open'> =>
  new Promise((resolve) => {
    const { host, port } = new URL(service.url);
    const socket = connect(Number(port), '127.0.0.1');
    const heard: Buffer[] = [];
    socket.on('data', (data) => heard.push(data));
    socket.on('error', () => undefined);
    socket.write(
      Buffer.concat([
        Buffer.from(
          `GET /yjs/themes/${hall.meetingId}?v=1 HTTP/1.1\r\nhost: ${host}\r\norigin: ${service.url}\r\n` +
            `cookie: ${hall.facilitator.cookie}\r\nconnection: Upgrade\r\nupgrade: websocket\r\n` +
            `sec-websocket-version: 13\r\nsec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n`,
        ),
        Buffer.from(bytes),
      ]),
    );
    setTimeout(() => {
      const all = Buffer.concat(heard);
      const at = all.indexOf(0x88, all.indexOf('\r\n\r\n') + 4);
      resolve(at < 0 ? 'open' : all.readUInt16BE(at + 2));
      socket.destroy();
    }, 500);
  });

describe('a line for commands', () => {
  const open = async (): Promise<Socket> => {
    const socket = io(anna.url, {
      query: { meeting: hall.meetingId },
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      extraHeaders: { origin: anna.url, cookie: anna.cookie },
    });
    await new Promise<void>((resolve, reject) => {
      socket.on('connect', () => resolve());
      socket.on('connect_error', reject);
    });
    return socket;
  };
  const command = (): unknown => ({
    v: protocolVersion,
    id: crypto.randomUUID(),
    verb: 'nothing',
    meetingId: hall.meetingId,
    body: {},
  });

  test('[LM6] a message has 100 kB at most, and bytes are no command', async () => {
    expect(limits.commandBytes).toBe(100_000);
    const near = await open();
    const almost = { ...(command() as object), body: { text: 'x'.repeat(99_500) } };
    expect(await near.timeout(5000).emitWithAck('command', almost)).toMatchObject({ ok: false });
    expect(near.connected).toBe(true);
    near.close();
    const [big, bytes] = [await open(), await open()];
    const gone = [big, bytes].map((socket) => new Promise((resolve) => socket.on('disconnect', resolve)));
    bytes.emit('command', Buffer.alloc(100), () => undefined);
    big.emit('command', { ...(command() as object), body: { text: 'x'.repeat(100_001) } }, () => undefined);
    for (const reason of await Promise.all(gone)) expect(reason).toMatch(/transport|server disconnect/);
  });

  test('[LM7] 20 commands a second, 60 saved up', async () => {
    expect([limits.commandsPerSecond, limits.commandBurst]).toEqual([20, 60]);
    const socket = await open();
    const answers = (await Promise.all(
      Array.from({ length: 120 }, () => socket.timeout(5000).emitWithAck('command', command())),
    )) as Answer[];
    const many = answers.filter((answer) => !answer.ok && answer.problem.code === 'too_many').length;
    expect(many).toBeGreaterThanOrEqual(20);
    expect(many).toBeLessThanOrEqual(60);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const later = (await Promise.all(
      Array.from({ length: 15 }, () => socket.timeout(5000).emitWithAck('command', command())),
    )) as Answer[];
    expect(later.filter((answer) => !answer.ok && answer.problem.code === 'too_many')).toEqual([]);
    socket.close();
  });
});

describe('every connection', () => {
  /** Sends what it is given and waits; what came back when the server hung up, and after how long (ms). */
  const slow = (text: string, drip = ''): Promise<{ status: string; after: number }> =>
    new Promise((resolve) => {
      const socket = connect(Number(new URL(service.url).port), '127.0.0.1', () => socket.write(text));
      const start = performance.now();
      const dripping = setInterval(() => socket.writable && drip && socket.write(drip), 1000);
      let heard = '';
      socket.on('data', (data) => (heard += data.toString('latin1')));
      socket.on('error', () => undefined);
      socket.on('close', () => {
        clearInterval(dripping);
        resolve({ status: heard.slice(9, 12), after: performance.now() - start });
      });
    });

  test('[LM8] headers have 16 KiB at most and a body 64 KiB', async () => {
    expect(httpLimits.headerBytes).toBe(16 * 1024);
    const status = (headers: number) =>
      fetch(`${service.url}/healthz`, { headers: { 'x-long': 'x'.repeat(headers) } });
    expect((await status(15_000)).status).toBe(200);
    expect((await status(17_000)).status).toBe(431);
    const join = (bytes: number) => anna.fetch('/api/v1/join', { body: { code: 'x'.repeat(bytes) } });
    expect((await join(65_000)).status).not.toBe(413);
    expect((await join(66_000)).status).toBe(413);
  });

  test('[LM9] headers must be whole in 10 s, a request in 30 s, and there are 6,000 lines at most', async () => {
    const { http } = service.app;
    expect([http.headersTimeout, http.requestTimeout, http.maxConnections]).toEqual([10_000, 30_000, 6000]);
    const host = new URL(service.url).host;
    const [headers, body] = await Promise.all([
      slow(`GET /healthz HTTP/1.1\r\nhost: ${host}\r\n`, 'x: y\r\n'),
      slow(
        `POST /api/v1/join HTTP/1.1\r\nhost: ${host}\r\norigin: ${service.url}\r\n` +
          'content-type: application/json\r\ncontent-length: 1000\r\n\r\n{',
        ' ',
      ),
    ]);
    expect(headers.status).toBe('408');
    expect(headers.after).toBeLessThan(15_000);
    expect(body.status).toBe('408');
    expect(body.after).toBeLessThan(36_000);
  });

  test('[LM12] a line whose other end does not answer a beat is let go before the next, 20 s later; a quiet one stays', async () => {
    expect(limits.beat).toBe(20_000);
    const end = quiet.gone.since + 2 * limits.beat + 1000;
    expect(await outcome(quiet.gone, Math.max(500, end - Date.now()))).toBe(1006);
    expect(quiet.there.ws.readyState).toBe(WebSocket.OPEN);
    quiet.there.ws.terminate();
    const handshake = await anna.fetch(`/socket.io/?EIO=4&transport=polling&meeting=${hall.meetingId}`);
    const told = JSON.parse((await handshake.text()).slice(1)) as Record<string, number>;
    expect(told.pingInterval).toBeLessThanOrEqual(25_000);
    expect(told.pingTimeout).toBeLessThanOrEqual(20_000);
  });
});
