import { io } from 'socket.io-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import WebSocket from 'ws';
import { openHall, phone, startService, Client, type Hall, type Service } from '../support/service.ts';

let service: Service;
let hall: Hall;
beforeAll(async () => {
  service = await startService();
  hall = await openHall(service);
});
afterAll(async () => {
  expect(service.failures).toEqual([]);
  await service.stop();
});

const mine = async (client: Client): Promise<number> =>
  (await client.fetch(`/api/v1/meetings/${hall.meetingId}/mine`)).status;

/** Both lines of a phone; resolves, when they have ended, with how. */
const linesOf = async (client: Client): Promise<{ ended: Promise<[string, number]>; close(): void }> => {
  const headers = { cookie: client.cookie, origin: service.url };
  const commands = io(service.url, {
    transports: ['websocket'],
    query: { meeting: hall.meetingId },
    extraHeaders: headers,
    forceNew: true,
    reconnection: false,
  });
  const room = new WebSocket(`${service.url.replace('http', 'ws')}/yjs/room/${hall.meetingId}?v=1`, {
    headers,
  });
  const ended = Promise.all([
    new Promise<string>((resolve) => commands.on('disconnect', resolve)),
    new Promise<number>((resolve) => room.on('close', resolve)),
  ]);
  await Promise.all([
    new Promise((resolve) => commands.on('hello', resolve)),
    new Promise((resolve) => room.on('open', resolve)),
  ]);
  const close = (): void => {
    commands.close();
    room.close();
  };
  return { ended, close };
};

test('[DR5] clearing the door lets out a crowd that has said nothing, and nobody who has', async () => {
  const { facilitator, meetingId } = hall;
  const stepId = hall.step('collect');
  await facilitator.must('step.open', { stepId }, { meetingId });
  const anna = await phone(service, hall);
  await anna.must(
    'note.write',
    { noteId: crypto.randomUUID(), stepId, text: 'Jag sitter här' },
    { meetingId },
  );
  const crowd = await Promise.all(Array.from({ length: 30 }, () => phone(service, hall)));
  const [stranger = anna] = crowd;
  const [hers, theirs] = [await linesOf(anna), await linesOf(stranger)];
  const before = await Promise.all(crowd.map(mine));
  expect(new Set(before)).toEqual(new Set([200]));

  const answer = await facilitator.must('door.clear', {}, { meetingId });
  expect(answer).toMatchObject({ removed: 30 });
  expect(await theirs.ended).toEqual(['io server disconnect', 4401]);
  expect(new Set(await Promise.all(crowd.map(mine)))).toEqual(new Set([401]));
  expect(await mine(anna)).toBe(200);
  await expect(Promise.race([hers.ended, Promise.resolve('open')])).resolves.toBe('open');

  const old = await new Client(service.url).fetch('/api/v1/join', { body: { code: hall.joinCode } });
  expect(old.status).toBe(404);
  expect(await stranger.join({ code: String(answer.joinCode) })).toBe(meetingId);
  expect(await mine(stranger)).toBe(200);
  hers.close();
});

test('[DR5] who has laid a dot or offered something has said something', async () => {
  const { facilitator, meetingId } = hall;
  const { joinCode } = await facilitator.must('code.renew', {}, { meetingId });
  const [dora, olle] = [new Client(service.url), new Client(service.url)];
  for (const person of [dora, olle]) await person.join({ code: String(joinCode) });
  const collect = hall.step('collect');
  await facilitator.must('notes.reveal', { stepId: collect, revealed: true }, { meetingId });
  await facilitator.must('step.open', { stepId: hall.step('dots') }, { meetingId });
  const room = await dora.json<{ room: { options: Record<string, { id: string }[]> } }>(
    `/api/v1/meetings/${meetingId}`,
  );
  const targetId = room.room.options[hall.step('dots')]?.[0]?.id ?? '';
  await dora.must('dot.place', { stepId: hall.step('dots'), dot: 1, targetId }, { meetingId });
  await facilitator.must('step.open', { stepId: hall.step('offers') }, { meetingId });
  const offer = {
    offerId: crypto.randomUUID(),
    stepId: hall.step('offers'),
    kind: 'time' as const,
    text: 'En kväll',
  };
  await olle.must('offer.make', offer, { meetingId });
  await facilitator.must('door.clear', {}, { meetingId });
  expect(await Promise.all([dora, olle].map(mine))).toEqual([200, 200]);
});

test('[DR6] an old code, renewed or cleared, is answered with where the new one stands', async () => {
  const { facilitator, meetingId } = await openHall(service);
  let { joinCode } = await facilitator.must('code.renew', {}, { meetingId });
  for (const verb of ['code.renew', 'door.clear'] as const) {
    const old = String(joinCode);
    ({ joinCode } = await facilitator.must(verb, {}, { meetingId }));
    const sentenceIn = async (language: string) => {
      const init = { body: { code: old }, headers: { 'accept-language': language } };
      const response = await new Client(service.url).fetch('/api/v1/join', init);
      return ((await response.json()) as { sentence: string }).sentence;
    };
    expect(await sentenceIn('sv')).toMatch(/har den bytts.*skärmen i salen/);
    expect(await sentenceIn('en')).toMatch(/has been changed.*screen in the hall/);
  }
});
