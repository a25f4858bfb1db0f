import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { protocolVersion } from '../../shared/wire/version.ts';
import { verbs } from '../../shared/wire/up.ts';
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

let service: Service;
let hall: Hall;
let clients: Client[];

beforeAll(async () => {
  service = await startService();
  hall = await openHall(service);
  const anna = await phone(service, hall);
  const { meetingId } = hall;
  const stepId = hall.step('collect');
  await hall.facilitator.must('step.open', { stepId }, { meetingId });
  // Whoever has said something is not let out when the door is cleared.
  await anna.must('note.write', { noteId: crypto.randomUUID(), stepId, text: 'Jag är med' }, { meetingId });
  clients = [
    anna,
    hall.facilitator,
    await staff(service, ['officer', 'facilitator']),
    await staff(service, ['administrator', 'facilitator']),
  ];
});
afterAll(() => service.stop());

const deep = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels));
const odd = (chance: Chance): unknown =>
  chance.pick<() => unknown>([
    () => null,
    () => undefined,
    () => Number.NaN,
    () => -1,
    () => 1e308,
    () => 'x'.repeat(10_000),
    () => '__proto__',
    () => [],
    () => [[1], { a: [] }],
    () => ({}),
    () => JSON.parse('{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}}}') as unknown,
    () => deep(1 + chance.below(1000)),
    () => Buffer.from(chance.bytes(20)),
    () => true,
    () => hall.meetingId,
    () => crypto.randomUUID(),
    () => '\u0000\ud800',
  ])();

/** Near enough to a command to get far: each field may be right, odd, or missing. */
const envelopeOf = (chance: Chance): unknown => {
  if (chance.once(6)) return odd(chance);
  const part = (right: unknown): unknown => (chance.once(5) ? odd(chance) : right);
  const fields = [
    'stepId',
    'noteId',
    'text',
    'dot',
    'targetId',
    'title',
    'seconds',
    'serviceCodes',
    'roles',
    'userId',
  ];
  const body = Object.fromEntries(
    Array.from({ length: chance.below(5) }, () => [
      chance.pick(fields),
      chance.once(2) ? chance.pick(hall.stepIds) : odd(chance),
    ]),
  );
  return {
    v: part(protocolVersion),
    id: part(crypto.randomUUID()),
    verb: part(chance.pick(verbs.filter((verb) => verb !== 'meeting.close'))),
    ...(chance.once(8) ? {} : { meetingId: part(hall.meetingId) }),
    ...(chance.once(3) ? { municipalityCode: part('0482') } : {}),
    body: part(body),
  };
};

const open = async (client: Client): Promise<Socket> => {
  const socket = io(client.url, {
    query: { meeting: hall.meetingId },
    transports: ['websocket'],
    forceNew: true,
    extraHeaders: { origin: client.url, cookie: client.cookie },
  });
  await new Promise<void>((resolve, reject) => {
    socket.on('connect', () => resolve());
    socket.on('connect_error', reject);
  });
  return socket;
};

/** One event, of any name, with or without somebody waiting for the answer. */
const say = (socket: Socket, chance: Chance): void => {
  const name = chance.pick([
    'command',
    'command',
    'command',
    'clock',
    'hello',
    'changed',
    '__proto__',
    'constructor',
    'x'.repeat(100),
  ]);
  const args = chance.once(10) ? [] : [name === 'command' ? envelopeOf(chance) : odd(chance)];
  if (chance.once(8)) args.push(odd(chance));
  if (chance.once(3)) socket.emit(name, ...args);
  else socket.emit(name, ...args, () => undefined);
};

test('[FZ7] 20,000 odd events over every verb, name and role: alive, nothing unexpected, memory flat', async () => {
  const [seed = 0] = seeds([], 1);
  const chance = chanceFrom(seed);
  const start = process.memoryUsage().rss;
  const keys = (): number => Reflect.ownKeys(Object.prototype).length;
  const known = keys();
  let sent = 0;
  while (sent < 20_000) {
    const sockets = await Promise.all(Array.from({ length: 10 }, () => open(chance.pick(clients))));
    for (let i = 0; i < 50; i += 1)
      for (const socket of sockets) {
        say(socket, chance);
        sent += 1;
      }
    const answers = sockets.map((s) =>
      Promise.race([
        s
          .timeout(3000)
          .emitWithAck('clock')
          .catch(() => 0),
        new Promise((r) => s.on('disconnect', r)),
      ]),
    );
    await Promise.all(answers);
    for (const socket of sockets) socket.close();
  }
  const socket = await open(hall.facilitator);
  expect(await socket.timeout(3000).emitWithAck('clock')).toEqual(expect.any(Number));
  socket.close();
  expect([seed, service.failures]).toEqual([seed, []]);
  expect(keys()).toBe(known);
  expect(({} as { admin?: boolean }).admin).toBeUndefined();
  expect((process.memoryUsage().rss - start) / 2 ** 20).toBeLessThan(80);
}, 120_000);
