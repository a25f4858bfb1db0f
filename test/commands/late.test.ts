import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Body, Verb } from '../../shared/wire/up.ts';
import { check, type Operation } from '../support/checker.ts';
import { factsNow, participantsIn } from '../support/facts.ts';
import { openHall, phone, startService, type Client, type Hall, type Service } from '../support/service.ts';

let service: Service;
let hall: Hall;
let phones: Client[];
let who: (string | null)[];
const noteId = crypto.randomUUID();
const history: Operation[] = [];
/** All that was sent, to be sent again when it is too late. */
const captured: { client: Client; op: Operation }[] = [];
const lead = <V extends Verb>(verb: V, body: Body<V>) =>
  hall.facilitator.must(verb, body, { meetingId: hall.meetingId });

beforeAll(async () => {
  service = await startService();
  hall = await openHall(service);
  phones = await Promise.all(Array.from({ length: 12 }, () => phone(service, hall)));
  who = await participantsIn(service.dataDir, hall.meetingId, phones);
  await lead('step.open', { stepId: hall.step('collect') });
  await lead('notes.reveal', { stepId: hall.step('collect'), revealed: true });
  await say(0, 'note.write', { noteId, stepId: hall.step('collect'), text: 'Att lägga prickar på' });
});
afterAll(async () => {
  expect(service.failures).toEqual([]);
  await service.stop();
});

const say = async <V extends Verb>(nth: number, verb: V, body: Body<V>): Promise<void> => {
  const op: Operation = { id: crypto.randomUUID(), verb, who: who[nth] ?? '', body, end: 'unknown' };
  const client = phones[nth] as Client;
  history.push(op);
  captured.push({ client, op });
  const answer = await client.say(verb, body, { meetingId: hall.meetingId, id: op.id });
  Object.assign(op, { end: answer.ok ? 'ok' : 'refused', toldSaved: answer.ok });
};
/** Everybody speaks without pause, and in the middle of it somebody closes. How many were in time, and how many not. */
const closedWhile = async (
  speak: (nth: number, time: number) => Promise<void>,
  close: () => Promise<unknown>,
) => {
  const before = history.length;
  const speaking = phones.map(async (_, nth) => {
    for (let time = 0; time < 12; time += 1) await speak(nth, time);
  });
  while (history.length < before + 60) await new Promise((resolve) => setTimeout(resolve, 1));
  await close();
  await Promise.all(speaking);
  const ends = history.slice(before).map(({ end }) => end);
  expect(ends).toContain('ok');
  expect(ends).toContain('refused');
  expect(check({ history, facts: await factsNow(service.dataDir, hall.meetingId), screens: [] })).toEqual([]);
};
/** Says all of it once more, word by word: what was a yes may be a yes again, and nothing changes. */
const replay = async (): Promise<void> => {
  const facts = () => factsNow(service.dataDir, hall.meetingId);
  const before = await facts();
  await Promise.all(
    captured.map(({ client, op }) =>
      client.say(op.verb as Verb, op.body as never, { meetingId: hall.meetingId, id: op.id }),
    ),
  );
  expect(await facts()).toEqual(before);
};

test('[MT6] notes that come while their step closes are stored or refused, and sent again change nothing', async () => {
  const stepId = hall.step('collect');
  await closedWhile(
    (nth, time) =>
      say(nth, 'note.write', { noteId: crypto.randomUUID(), stepId, text: `Lapp ${nth}.${time}` }),
    () => lead('step.close', { stepId }),
  );
  await replay();
});

test('[MT6] so are dots while the round is revealed: the count is what was answered with a yes', async () => {
  const stepId = hall.step('dots');
  await lead('step.open', { stepId });
  await closedWhile(
    (nth, time) =>
      time % 3 === 2
        ? say(nth, 'dot.lift', { stepId, dot: 1 })
        : say(nth, 'dot.place', { stepId, dot: 1 + (time % 3), targetId: noteId }),
    () => lead('dots.reveal', { stepId, revealed: true }),
  );
  await replay();
});

test('[MT6] so is everything while the meeting is closed', async () => {
  const stepId = hall.step('offers');
  await lead('step.open', { stepId });
  await closedWhile(
    (nth, time) =>
      say(nth, 'offer.make', {
        ...{ offerId: crypto.randomUUID(), stepId, kind: 'time', text: `Jag kan ${nth}.${time}` },
      }),
    () => lead('meeting.close', {}),
  );
  await replay();
});
