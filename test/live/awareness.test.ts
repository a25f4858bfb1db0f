import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { applyAwarenessUpdate, Awareness as PageAwareness } from 'y-protocols/awareness';
import { describe, expect, test } from 'vitest';
import { makeAwareness } from '../../server/live/awareness.ts';
import { awarenessFrame } from '../../server/live/frames.ts';
import { limits } from '../../server/live/limits.ts';
import type { Peer } from '../../server/live/peer.ts';
import { openDocument, openThemes } from '../support/documents.ts';
import { openHall, phone, staff, startService } from '../support/service.ts';

interface Heard {
  client: number;
  number: number;
  state: unknown;
}
const read = (payload: Uint8Array): Heard[] => {
  const decoder = decoding.createDecoder(inner(payload));
  return Array.from({ length: decoding.readVarUint(decoder) }, () => ({
    client: decoding.readVarUint(decoder),
    number: decoding.readVarUint(decoder),
    state: JSON.parse(decoding.readVarString(decoder)) as unknown,
  }));
};
const inner = (payload: Uint8Array): Uint8Array => {
  const decoder = decoding.createDecoder(payload);
  expect(decoding.readVarUint(decoder)).toBe(1);
  return decoding.readVarUint8Array(decoder);
};
type Entry = [client: number, clock: number, state: unknown];
/** What a peer says, without the byte that says it is about awareness. */
const said = (...entries: Entry[]): Uint8Array =>
  awarenessFrame(
    entries.map(([client, number, state]) => ({
      ...{ client, number },
      state: typeof state === 'string' ? state : JSON.stringify(state),
    })),
  ).subarray(1);

/** A table with a clock that stands still until it is moved. */
const setUp = (owners = new Map<number, string>()) => {
  let time = 0;
  const timers: { at: number; run: () => void }[] = [];
  const clock = {
    now: () => time,
    after: (ms: number, run: () => void) => void timers.push({ at: time + ms, run }),
  };
  const table = makeAwareness({ clock, owners, firstNumber: 1000 });
  const pass = (ms: number): void => {
    time += ms;
    for (const timer of timers.filter(({ at }) => at <= time)) {
      timers.splice(timers.indexOf(timer), 1);
      timer.run();
    }
  };
  const come = (name: string, { person = name, writes = true } = {}) => {
    const heard: Heard[] = [];
    const frames: Uint8Array[] = [];
    const closed: number[] = [];
    const peer: Peer = {
      ...{ person, name },
      send: ({ payload }) => {
        frames.push(payload);
        heard.push(...read(payload));
      },
      close: (code) => void closed.push(code),
      mayWrite: () => writes,
    };
    table.join(peer);
    const say = (...entries: Entry[]): void => table.hear(peer, said(...entries));
    return { peer, heard, frames, closed, say, leave: () => table.leave(peer) };
  };
  return { table, pass, come };
};

describe('who holds what just now', () => {
  test('[AW1] others hear it with the name the server knows, whatever was sent', () => {
    const { come, pass } = setUp();
    const [anna, bo] = [come('Anna'), come('Bo')];
    anna.say([1, 1, { holding: ['n1'], user: { name: 'Bo', role: 'administrator' } }]);
    pass(0);
    expect(bo.heard).toEqual([
      { client: 1, number: 1001, state: { holding: ['n1'], user: { name: 'Anna' } } },
    ]);
    expect(anna.heard).toEqual([]);
  });

  test('[AW2] nobody speaks for, or takes away, another: not with any clock, not before she has written', () => {
    const { come, pass, table } = setUp(new Map([[7, 'Anna']]));
    const [anna, bo, eve] = [come('Anna'), come('Bo'), come('Eve')];
    eve.say([7, 1, { holding: ['false'] }]);
    anna.say([7, 1, { holding: ['n1'] }]);
    table.belongs(8, 'Anna');
    eve.say([8, 1, { holding: ['false'] }], [7, 2 ** 50, null], [7, 2 ** 31, null]);
    pass(limits.awarenessEvery);
    expect(bo.heard.map(({ client, state }) => [client, state])).toEqual([
      [7, { holding: ['n1'], user: { name: 'Anna' } }],
    ]);
    eve.say([9, 1, {}]);
    eve.say([7, 2 ** 50, null]);
    anna.say([7, 2, { holding: [] }]);
    pass(limits.awarenessEvery);
    const page = new PageAwareness(new Y.Doc());
    for (const frame of bo.frames) applyAwarenessUpdate(page, inner(frame), 'server');
    expect(page.getStates().get(7)).toEqual({ holding: [], user: { name: 'Anna' } });
    expect(eve.closed).toEqual([]);
    page.destroy();
  });

  test('[AW2] a line has one id, and a clock out of bounds closes it', () => {
    const { come, pass } = setUp();
    const [eve, bo] = [come('Eve'), come('Bo')];
    eve.say([1, 1, {}]);
    for (let id = 2; id < 1002; id += 1) eve.say([id, 1, { n: id }]);
    pass(limits.awarenessEvery);
    expect(bo.heard.map(({ client }) => client)).toEqual([1]);
    eve.say([1, 2 ** 50, {}]);
    expect(eve.closed).toEqual([4400]);
  });

  test('[AW3] bad JSON, bad bytes, 100,000 ids and too much close the line; the rest hear nothing of it', () => {
    expect([limits.awarenessBytes, limits.awarenessEvery]).toEqual([4 * 1024, 200]);
    const bad: [string, Uint8Array][] = [
      ['bad JSON', said([1, 1, '{"a":'])],
      ['no object', said([1, 1, '3'])],
      ['a list', said([1, 1, '[]'])],
      ['too much', said([1, 1, { a: 'x'.repeat(limits.awarenessBytes) }])],
      ['cut off', said([1, 1, {}]).subarray(0, 3)],
      ['nothing', new Uint8Array()],
      ['noise', Uint8Array.from({ length: 50 }, (_, i) => 255 - i)],
      ['many', said(...Array.from({ length: 100_000 }, (_, i): Entry => [i + 1, 1, {}]))],
      ['said to be many', lying()],
    ];
    for (const [what, bytes] of bad) {
      const { come, pass, table } = setUp();
      const [eve, bo] = [come('Eve'), come('Bo')];
      table.hear(eve.peer, bytes);
      pass(limits.awarenessEvery);
      expect([what, eve.closed, bo.heard]).toEqual([what, [4400], []]);
    }
  });

  test('[AW4] the latest, five times a second at most, and gone with the line', () => {
    const { come, pass } = setUp();
    const [anna, bo] = [come('Anna'), come('Bo')];
    for (let i = 0; i < 1000; i += 1) {
      anna.say([1, i, { holding: [`n${i}`] }]);
      pass(1);
    }
    pass(limits.awarenessEvery);
    expect(bo.frames.length).toBeLessThanOrEqual(7);
    expect(bo.heard.at(-1)?.state).toMatchObject({ holding: ['n999'] });
    const cara = come('Cara');
    expect(cara.heard.map(({ state }) => state)).toEqual([{ holding: ['n999'], user: { name: 'Anna' } }]);
    anna.leave();
    pass(limits.awarenessEvery);
    expect([bo, cara].map(({ heard }) => heard.at(-1)?.state)).toEqual([null, null]);
    expect(come('Dan').heard).toEqual([]);
  });

  test('[AW4] a page that comes back is seen again, also by pages that saw it go', () => {
    const { come, pass } = setUp();
    const [anna, bo] = [come('Anna'), come('Bo')];
    const page = new PageAwareness(new Y.Doc());
    const hears = () => bo.frames.splice(0).forEach((f) => applyAwarenessUpdate(page, inner(f), 'server'));
    anna.say([1, 5, { holding: ['n1'] }]);
    pass(limits.awarenessEvery);
    const again = come('Anna');
    again.say([1, 5, { holding: ['n2'] }]);
    // The old line ends after the new one has begun.
    anna.leave();
    pass(limits.awarenessEvery);
    hears();
    expect(page.getStates().get(1)).toMatchObject({ holding: ['n2'] });
    again.leave();
    pass(limits.awarenessEvery);
    hears();
    expect(page.getStates().has(1)).toBe(false);
    come('Anna').say([1, 5, { holding: ['n3'] }]);
    pass(limits.awarenessEvery);
    hears();
    expect(page.getStates().get(1)).toMatchObject({ holding: ['n3'] });
    page.destroy();
  });

  test('[AW3] a newcomer is told at most 64 KiB, however many are here', () => {
    const { come } = setUp();
    for (let i = 0; i < 100; i += 1) come(`p${i}`).say([i + 1, 1, { a: 'x'.repeat(4000) }]);
    const { frames } = come('newcomer');
    expect(frames.length).toBe(1);
    expect(frames[0]?.length).toBeLessThanOrEqual(64 * 1024);
  });

  test('[AW1] who may not write is not heard', () => {
    const { come, pass } = setUp();
    const [reader, bo] = [come('Läsare', { writes: false }), come('Bo')];
    reader.say([1, 1, {}]);
    pass(limits.awarenessEvery);
    expect([reader.closed, bo.heard]).toEqual([[], []]);
  });
});

/** One that claims to be about 100,000 people, and stops. */
const lying = (): Uint8Array =>
  encoding.encode((outer) =>
    encoding.writeVarUint8Array(
      outer,
      encoding.encode((encoder) => encoding.writeVarUint(encoder, 100_000)),
    ),
  );

describe('over the wire', () => {
  test('[AW1] facilitators see each other on the themes, and nobody is seen elsewhere', async () => {
    const service = await startService();
    const hall = await openHall(service);
    const [one, two] = [hall.facilitator, await staff(service, ['facilitator'])];
    const anna = await phone(service, hall);
    const themes = [await openThemes(one, hall.meetingId), await openThemes(two, hall.meetingId)] as const;
    const rooms = [
      await openDocument(anna, 'room', hall.meetingId),
      await openDocument(one, 'room', hall.meetingId),
    ] as const;
    const heard = new Map<string, Heard[]>();
    const listen = (name: string, { socket }: (typeof themes)[0]) =>
      socket.on('message', (data: Buffer) => {
        if (data[0] === 1) heard.set(name, [...(heard.get(name) ?? []), ...read(new Uint8Array(data))]);
      });
    listen('two', themes[1]);
    listen('room', rooms[1]);
    const message = Uint8Array.of(1, ...said([77, 1, { holding: ['n1'], user: { name: 'Kungen' } }]));
    rooms[0].send(message);
    themes[0].send(message);
    themes[1].send(Uint8Array.of(3));
    const end = Date.now() + 5000;
    while (!heard.has('two') && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(heard.get('two')).toMatchObject([
      { client: 77, state: { holding: ['n1'], user: { name: 'facilitator' } } },
    ]);
    themes[1].send(Uint8Array.of(1, ...said([78, 1, '{'])));
    expect(await themes[1].closed).toBe(4400);
    themes[0].socket.terminate();
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(heard.get('room')).toBeUndefined();
    expect(rooms[0].socket.readyState).toBe(rooms[0].socket.OPEN);
    for (const { socket } of [...themes, ...rooms]) socket.close();
    expect(service.failures).toEqual([]);
    await service.stop();
  });
});
