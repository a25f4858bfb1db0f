import { setTimeout as wait } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { limits } from '../../server/live/limits.ts';
import { protocolVersion } from '../../shared/wire/version.ts';
import { openHall, phone, startService, type Client, type Hall, type Service } from '../support/service.ts';

let service: Service;
let hall: Hall;
let anna: Client;
beforeAll(async () => {
  service = await startService();
  hall = await openHall(service);
  anna = await phone(service, hall);
  await hall.facilitator.must('step.open', { stepId: hall.step('collect') }, { meetingId: hall.meetingId });
});
afterAll(async () => {
  expect(service.failures).toEqual([]);
  await service.stop();
});

const address = (sid = '') =>
  `${service.url}/socket.io/?EIO=4&transport=polling&meeting=${hall.meetingId}${sid && `&sid=${sid}`}`;
const ask = (cookie: string, { sid = '', said = '' } = {}): Promise<Response> =>
  fetch(address(sid), {
    headers: { origin: service.url, cookie, 'content-type': 'text/plain' },
    ...(said && { method: 'POST', body: said }),
  });

interface Opened {
  status: number;
  sid: string;
}
const open = async (cookie: string): Promise<Opened> => {
  const answer = await ask(cookie);
  const text = await answer.text();
  return { status: answer.status, sid: answer.ok ? (JSON.parse(text.slice(1)) as Opened).sid : '' };
};
/** Opens so many lines, fifty at a time, and says nothing on them. */
const openMany = async (times: number, cookie: string): Promise<Opened[]> => {
  const all: Opened[] = [];
  while (all.length < times) all.push(...(await Promise.all(Array.from({ length: 50 }, () => open(cookie)))));
  return all;
};
const countOf = (opened: readonly Opened[], status: number): number =>
  opened.filter((one) => one.status === status).length;
/** Whether the server remembers the line still: it answers what is said on it. */
const isThere = async (sid: string): Promise<boolean> => (await ask(anna.cookie, { sid, said: '3' })).ok;

const note = () => ({ noteId: crypto.randomUUID(), stepId: hall.step('collect'), text: 'Bussen' });
/** Somebody else writes notes for as long as this takes; the slowest of her waits (ms). */
const beside = async (attack: Promise<unknown>): Promise<number> => {
  let going = true;
  void attack.finally(() => (going = false));
  let slowest = 0;
  for (; going; await wait(40)) {
    const began = performance.now();
    await anna.must('note.write', note(), { meetingId: hall.meetingId });
    slowest = Math.max(slowest, performance.now() - began);
  }
  return slowest;
};

/** A phone in a network that stops WebSockets. */
const polling = ({ cookie }: Client): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = io(service.url, {
      query: { meeting: hall.meetingId },
      ...{ transports: ['polling'], forceNew: true, reconnection: false },
      extraHeaders: { origin: service.url, cookie },
    });
    socket.on('connect', () => resolve(socket));
    socket.on('connect_error', reject);
  });

describe('lines by long polling', () => {
  test('[LM20] whoever may have none is told so, and leaves nothing behind', async () => {
    const strangers = openMany(3000, 'bm-p-1=nobody');
    const slowest = await beside(strangers);
    expect(countOf(await strangers, 401)).toBe(3000);
    const answer = await ask('');
    expect(await answer.json()).toMatchObject({ problem: { code: 'not_signed_in' } });
    console.log(
      `beside 3,000 strangers who poll: a note is saved within ${Math.round(slowest)} ms (slowest)`,
    );
    expect(slowest).toBeLessThan(1000);
  });

  test('[LM20] one phone that takes all there are keeps nobody of a hall out, and what says nothing is forgotten', async () => {
    expect(limits.pollingLines).toBe(2000);
    const mallory = await phone(service, hall);
    const before = process.memoryUsage().rss;
    const began = performance.now();
    const attack = openMany(3000, mallory.cookie);
    const slowest = await beside(attack);
    const opened = await attack;
    const seconds = (performance.now() - began) / 1000;
    // On a slow machine the first are forgotten before the last are asked for.
    const ok = countOf(opened, 200);
    expect([ok >= 2000, ok + countOf(opened, 503)]).toEqual([true, 3000]);
    if (seconds * 1000 < limits.knownWithin) expect(ok).toBe(2000);
    const refused = await ask(mallory.cookie);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
    const grown = Math.round((process.memoryUsage().rss - before) / 2 ** 20);
    console.log(
      `3,000 lines asked for in ${seconds.toFixed(1)} s: ${grown} MB, a note ${Math.round(slowest)} ms`,
    );
    expect(slowest).toBeLessThan(1000);

    const people = await Promise.all(Array.from({ length: 60 }, () => phone(service, hall)));
    const sockets = await Promise.all(people.map(polling));
    const answers = await Promise.all(
      sockets.map((socket) =>
        socket.timeout(5000).emitWithAck('command', {
          ...{ v: protocolVersion, id: crypto.randomUUID(), verb: 'note.write' },
          ...{ meetingId: hall.meetingId, body: note() },
        }),
      ),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(60);

    await wait(limits.knownWithin + limits.goodbye);
    const last = opened.findLast(({ sid }) => sid !== '')?.sid ?? '';
    expect(await isThere(last)).toBe(false);
    expect(sockets.filter(({ connected }) => connected)).toHaveLength(60);
    expect((await open(mallory.cookie)).status).toBe(200);
    sockets.forEach((socket) => socket.disconnect());
  });

  test('[LM20] a line that is closed leaves at once when the phone closes it, and within two seconds when we do', async () => {
    const [closed, left, flooded] = await Promise.all([1, 2, 3].map(() => open(anna.cookie)));
    for (const { sid } of [closed, left, flooded] as Opened[]) {
      await ask(anna.cookie, { sid, said: '40' });
      await (await ask(anna.cookie, { sid })).text();
      expect(await isThere(sid)).toBe(true);
    }
    // Said goodbye; left the room and kept the line; was put out and never came to hear it.
    await ask(anna.cookie, { sid: closed?.sid, said: '1' });
    expect(await isThere(closed?.sid ?? '')).toBe(false);
    await ask(anna.cookie, { sid: left?.sid, said: '41' });
    const much = Array<string>(limits.commandBurst + limits.refusedCommands + 50).fill('42["clock"]');
    await ask(anna.cookie, { sid: flooded?.sid, said: much.join('\x1e') });
    await wait(limits.goodbye + 500);
    expect(await Promise.all([left, flooded].map((one) => isThere(one?.sid ?? '')))).toEqual([false, false]);
  });
});
