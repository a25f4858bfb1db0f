import { connect, type Socket } from 'node:net';
import { io } from 'socket.io-client';
import { WebSocket } from 'ws';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tables } from '../../db/connect.ts';
import { readDesk } from '../../shared/documents/desk.ts';
import { noteLimits } from '../../shared/domain/note.ts';
import { protocolVersion } from '../../shared/wire/version.ts';
import { openDocument } from '../support/documents.ts';
import { openHall, phone, startService, type Client, type Hall, type Service } from '../support/service.ts';

let service: Service;
let hall: Hall;
let honest: Client[];
const about = () => ({ meetingId: hall.meetingId });
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

beforeAll(async () => {
  service = await startService();
  hall = await openHall(service);
  honest = await Promise.all(Array.from({ length: 10 }, () => phone(service, hall)));
  await hall.facilitator.must('step.open', { stepId: hall.step('collect') }, about());
});
afterAll(async () => {
  expect(service.failures).toEqual([]);
  await service.stop();
});

/** Somebody writes a note every 40 ms for so long; each must be saved and on the desk. The slowest hundredth (ms). */
const writeFor = async (ms: number): Promise<number> => {
  const desk = await openDocument(hall.facilitator, 'desk', hall.meetingId);
  const took: number[] = [];
  for (const end = Date.now() + ms; Date.now() < end; await wait(40)) {
    const text = `Lapp ${crypto.randomUUID()}`;
    const began = performance.now();
    const writer = honest[took.length % honest.length] as Client;
    await writer.must(
      'note.write',
      { noteId: crypto.randomUUID(), stepId: hall.step('collect'), text },
      about(),
    );
    await desk.until((doc) => readDesk(doc).notes.some((note) => note.text === text));
    took.push(performance.now() - began);
  }
  desk.close();
  return took.toSorted((a, b) => a - b)[Math.floor(took.length * 0.99)] ?? Infinity;
};

test('[LM13] five hundred lines that never finish a word cost the others nothing', async () => {
  const { port, host } = new URL(service.url);
  const slow: Socket[] = Array.from({ length: 500 }, () =>
    connect(Number(port), '127.0.0.1').on('error', () => undefined),
  );
  const drip = setInterval(() => slow.forEach((socket) => socket.writable && socket.write('x: y\r\n')), 1000);
  for (const socket of slow) socket.write(`GET / HTTP/1.1\r\nhost: ${host}\r\n`);
  const p99 = await writeFor(4000);
  clearInterval(drip);
  for (const socket of slow) socket.destroy();
  console.log(`beside 500 slow lines: a note is saved and seen within ${Math.round(p99)} ms (p99)`);
  expect(p99).toBeLessThan(500);
});

test('[LM13] one phone that floods both doors, and comes back each time it is put out, costs the others nothing', async () => {
  const mallory = await phone(service, hall);
  const headers = { origin: service.url, cookie: mallory.cookie };
  const counted = { frames: 0, commands: 0, putOut: 0 };
  let going = true;
  const frames = async (): Promise<void> => {
    while (going) {
      const ws = new WebSocket(`${service.url.replace('http', 'ws')}/yjs/room/${hall.meetingId}?v=1`, {
        headers,
      });
      const gone = new Promise<void>((resolve) => ws.on('close', () => resolve()));
      ws.on('error', () => undefined);
      ws.on('open', () => {
        for (let nth = 0; nth < 1000; nth += 1) ws.send(Uint8Array.of(1, 1, 0));
        counted.frames += 1000;
      });
      await gone;
      counted.putOut += 1;
      await wait(100);
    }
  };
  const commands = async (): Promise<void> => {
    while (going) {
      const socket = io(service.url, {
        ...{ transports: ['websocket'], forceNew: true, reconnection: false },
        query: { meeting: hall.meetingId },
        extraHeaders: headers,
      });
      const gone = new Promise<void>((resolve) => {
        socket.on('disconnect', () => resolve());
        socket.on('connect_error', () => resolve());
      });
      socket.on('connect', () => {
        for (let nth = 0; nth < 500; nth += 1)
          socket.emit('command', { v: protocolVersion, id: `${nth}`, verb: 'nothing', body: {} });
        counted.commands += 500;
      });
      await gone;
      counted.putOut += 1;
      await wait(100);
    }
  };
  const flood = Promise.all([frames(), commands()]);
  const p99 = await writeFor(4000);
  going = false;
  await flood;
  console.log(
    `beside a flood of ${counted.frames} frames and ${counted.commands} commands: ${Math.round(p99)} ms (p99)`,
  );
  expect(counted.putOut).toBeGreaterThan(10);
  expect(counted.frames).toBeGreaterThan(5000);
  expect(p99).toBeLessThan(500);
});

/** A meeting that is over, with as many notes as one can have, put straight into the file. */
const largestMeeting = async (): Promise<Hall> => {
  const own = await openHall(service);
  const stepId = own.step('collect');
  const now = new Date();
  const rows = Array.from({ length: noteLimits.perMeeting }, (_, nth) => ({
    ...{ id: crypto.randomUUID(), meetingId: own.meetingId, stepId, number: nth + 1 },
    ...{ text: `Bussen går för sällan, och så har det varit länge, ${nth}`, channel: 'phone' as const },
    ...{ serviceCodes: ['mob.transit'], writtenAt: now, updatedAt: now },
  }));
  await service.app.store.write(async (tx) => {
    for (let at = 0; at < rows.length; at += 500)
      await tx.insert(tables.notes).values(rows.slice(at, at + 500));
  });
  await own.facilitator.must('meeting.close', {}, { meetingId: own.meetingId });
  return own;
};

test('[LM14] while the largest meeting is exported again and again, nobody else notices', async () => {
  const { facilitator, meetingId } = await largestMeeting();
  const files = ['export.json', 'export/lappar', 'export/teman', 'export/prickar'];
  // The thread is there: only now and then somebody starts it.
  await facilitator.fetch(`/api/v1/meetings/${meetingId}/${files[0]}`).then((file) => file.text());
  let going = true;
  let made = 0;
  let slowest = 0;
  const exporting = (async () => {
    for (; going; made += 1) {
      const began = performance.now();
      const file = await facilitator.fetch(`/api/v1/meetings/${meetingId}/${files[made % files.length]}`);
      expect((await file.text()).length > 0 && file.status).toBe(200);
      slowest = Math.max(slowest, performance.now() - began);
    }
  })();
  const p99 = await writeFor(4000);
  going = false;
  await exporting;
  console.log(
    `beside ${made} exports of 5,000 notes (${Math.round(slowest)} ms at most): ${Math.round(p99)} ms (p99)`,
  );
  expect(made).toBeGreaterThan(4);
  expect(p99).toBeLessThan(200);
});
