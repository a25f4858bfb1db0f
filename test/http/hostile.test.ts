import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../server/actor.ts';
import { httpShare } from '../../server/http-share.ts';
import { protocolVersion } from '../../shared/wire/version.ts';
import { groupNotes } from '../../shared/documents/themes.ts';
import { openThemes } from '../support/documents.ts';
import { Client, openHall, phone, staff, startService, type Hall, type Service } from '../support/service.ts';

let service: Service;
let hall: Hall;
let step: string;
const about = () => ({ meetingId: hall.meetingId });

beforeAll(async () => {
  service = await startService();
  hall = await openHall(service);
  step = hall.step('collect');
  await hall.facilitator.must('step.open', { stepId: step }, about());
});
afterAll(() => service.stop());

const write = async (author: Client, text: string): Promise<string> => {
  const noteId = crypto.randomUUID();
  await author.must('note.write', { noteId, stepId: step, text }, about());
  return noteId;
};
const documentsNow = async (): Promise<string[]> =>
  (await service.app.store.read.query.documents.findMany()).map(({ name }) => name);
const actorNow = async (): Promise<Actor> => {
  const [last] = (await service.app.store.read.query.participants.findMany()).reverse();
  return { participants: last ? [{ meetingId: last.meetingId, participantId: last.id }] : [], screens: [] };
};
const answeredTo = async (start: string): Promise<number> =>
  (await service.app.store.read.query.commands.findMany()).filter(({ actor }) => actor.startsWith(start))
    .length;

describe('what nobody should send', () => {
  test('[DC16] a stranger who speaks of meetings that never were makes no documents', async () => {
    const before = await documentsNow();
    const stranger = new Client(service.url);
    for (let i = 0; i < 20; i += 1) {
      const answer = await stranger.say('meeting.close', {}, { meetingId: crypto.randomUUID() });
      expect(answer).toMatchObject({ ok: false, problem: { code: 'not_found' } });
    }
    expect(await documentsNow()).toEqual(before);
    expect(before).toContain(`themes/${hall.meetingId}`);
  });

  test('[SU3] many wrong passwords at once are no more tries than one after another', async () => {
    const email = 'nagon@example.org';
    const tries = Array.from({ length: 40 }, async (_, i) => {
      const body = { email, password: `fel lösenord ${i}` };
      return (await new Client(service.url).fetch('/api/v1/sign-in', { body })).status;
    });
    const statuses = await Promise.all(tries);
    expect(statuses.filter((status) => status === 401)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(30);
  });

  test('[CM1] passwords that are tried keep nobody waiting for the disk', async () => {
    const anna = await phone(service, hall);
    const tries = Array.from({ length: 40 }, (_, i) =>
      new Client(service.url).fetch('/api/v1/sign-in', {
        body: { email: `person${i}@example.org`, password: 'fel lösenord här' },
      }),
    );
    const began = performance.now();
    let done = false;
    const all = Promise.all(tries).then(() => (done = true));
    await write(anna, 'Bussen går sällan');
    const waited = performance.now() - began;
    expect(done).toBe(false);
    await all;
    expect(waited).toBeLessThan((performance.now() - began) / 3);
  });
});

describe('about another municipality', () => {
  test('[CM2] an id that was used for one municipality does not swallow the same words about another', async () => {
    const admin = await staff(service, ['administrator'], '*');
    await admin.must('municipality.add', { code: '0483', name: 'Katrineholm' });
    const body = { email: 'hon@example.org', roles: ['officer' as const] };
    const id = crypto.randomUUID();
    await admin.must('person.invite', body, { municipalityCode: '0482', id });
    expect(await admin.say('person.invite', body, { municipalityCode: '0483', id })).toMatchObject({
      problem: { code: 'already_taken', field: 'id' },
    });
    expect(await admin.say('person.invite', body, { municipalityCode: '0482', id })).toMatchObject({
      ok: true,
    });
  });

  test('[CM2] nor about another meeting', async () => {
    const other = await openHall(service);
    const both = await staff(service, ['facilitator']);
    const id = crypto.randomUUID();
    const said = { title: 'Ett annat namn' };
    await both.must('meeting.revise', said, { meetingId: other.meetingId, id });
    expect(await both.say('meeting.revise', said, { ...about(), id })).toMatchObject({
      problem: { code: 'already_taken', field: 'id' },
    });
    await both.must('meeting.revise', said, { meetingId: other.meetingId, id });
  });

  test('[CM3] a place that should lie everywhere is refused by name', async () => {
    const admin = await staff(service, ['administrator'], '*');
    const place = { placeId: crypto.randomUUID(), name: 'Överallt' };
    expect(await admin.say('place.add', place, { municipalityCode: '*' })).toMatchObject({
      problem: { code: 'not_found', field: 'municipalityCode' },
    });
    expect(service.failures).toEqual([]);
    await admin.must('place.add', place, { municipalityCode: '0482' });
  });
});

describe('what was asked before a right was lost, and is done after', () => {
  const say = (actor: Actor, verb: string, body: object) =>
    service.app.services.run(
      { v: 1, id: crypto.randomUUID(), verb, meetingId: hall.meetingId, body },
      { actor, door: 'api', language: 'sv' },
    );

  test('[DR5] whoever was put out at the door says nothing more', async () => {
    const other = await phone(service, hall);
    const view = await other.json<{ participantId: string }>(`/api/v1/meetings/${hall.meetingId}`);
    const { participantId } = view;
    const actor = { participants: [{ meetingId: hall.meetingId, participantId }], screens: [] };
    const note = () => ({ noteId: crypto.randomUUID(), stepId: step, text: 'Jag är kvar' });
    Object.assign(hall, await hall.facilitator.must('door.clear', {}, about()));
    expect(await say(actor, 'note.write', note())).toMatchObject({ problem: { code: 'not_signed_in' } });
    const anna = await phone(service, hall);
    await write(anna, 'Jag är här');
    Object.assign(hall, await hall.facilitator.must('door.clear', {}, about()));
    await write(anna, 'Jag är kvar');
  });

  test('[RV1] whoever had a role taken away writes nothing more with it', async () => {
    const before = actorOf('nobody', [{ municipalityCode: '0482', role: 'facilitator' }]);
    expect(await say(before, 'step.close', { stepId: step })).toMatchObject({
      problem: { code: 'not_allowed' },
    });
  });
});

const actorOf = (id: string, grants: NonNullable<Actor['user']>['grants']): Actor => ({
  user: { id, name: '', email: '', grants },
  participants: [],
  screens: [],
});

describe('one phone on hundreds of connections', () => {
  test('[LM15] has 400 commands in 20 seconds over HTTP; others and staff are not held back', async () => {
    expect(httpShare).toEqual({ commands: 400, seconds: 20 });
    const anna = await phone(service, hall);
    const [id, noteId] = [crypto.randomUUID(), crypto.randomUUID()];
    const again = (client: Client) =>
      client.say('note.write', { noteId, stepId: step, text: 'Om och om igen' }, { ...about(), id });
    const answers = await Promise.all(Array.from({ length: 430 }, () => again(anna)));
    const refused = answers.filter((answer) => !answer.ok);
    expect(refused).toHaveLength(30);
    expect(refused[0]).toMatchObject({
      id,
      problem: { code: 'too_many', retryAfter: 1000 },
      remedy: 'retry',
    });
    await write(await phone(service, hall), 'Jag var här också');
    const hide = () => hall.facilitator.say('note.hide', { noteId }, { ...about(), id });
    const led = await Promise.all(Array.from({ length: 430 }, hide));
    expect(led.filter((answer) => !answer.ok)).toEqual([]);
  });
});

describe('notes that repeat each other', () => {
  test('[MT5] a note that was merged and then hidden takes in nothing that it repeats', async () => {
    const { facilitator } = hall;
    const anna = await phone(service, hall);
    const [one, two, three] = [await write(anna, 'ett'), await write(anna, 'två'), await write(anna, 'tre')];
    await facilitator.must('note.merge', { noteId: one, into: two }, about());
    await facilitator.must('note.merge', { noteId: two, into: three }, about());
    await facilitator.must('note.hide', { noteId: one }, about());
    const ring = await facilitator.say('note.merge', { noteId: three, into: one }, about());
    expect(ring).toMatchObject({ ok: false, problem: { code: 'not_ready', field: 'into' } });
    await facilitator.must('note.show', { noteId: one }, about());
    await facilitator.must('note.merge', { noteId: three, into: one }, about());
  });
});

describe('after closing', () => {
  test('[MT3] [MT4] a phone that repeats itself is told the same and ties nothing together again', async () => {
    const anna = await phone(service, hall);
    const [id, noteId] = [crypto.randomUUID(), crypto.randomUUID()];
    const body = { noteId, stepId: step, text: 'Tåget stannar inte' };
    await anna.must('note.write', body, { ...about(), id });
    const [changedId, changed] = [crypto.randomUUID(), { ...body, noteId: crypto.randomUUID() }];
    await anna.must('note.write', changed, { ...about(), id: changedId });
    await anna.must('note.edit', { noteId: changed.noteId, text: 'Tåget stannar inte längre' }, about());
    expect(await answeredTo('p:')).toBeGreaterThan(0);
    const board = await openThemes(hall.facilitator, hall.meetingId);
    groupNotes(board.doc, {}, { id: 'tema', title: 'Tema', noteIds: [] });
    await board.stored();
    board.close();
    await hall.facilitator.must('meeting.close', {}, about());
    expect(await anna.say('note.write', body, { ...about(), id })).toMatchObject({ ok: true });
    // Another tab may not have heard that it was saved, and she had changed it since.
    const repeated = await anna.say('note.write', changed, { ...about(), id: changedId });
    expect(repeated).toMatchObject({ ok: true, result: { noteId: changed.noteId } });
    const asForm = await service.app.services.run(
      { v: protocolVersion, id: changedId, verb: 'note.write', meetingId: hall.meetingId, body: changed },
      { actor: await actorNow(), door: 'form', language: 'sv' },
    );
    expect(asForm).toMatchObject({ ok: false, problem: { code: 'already_taken', field: 'noteId' } });
    const late = await anna.say('note.write', { ...body, noteId: crypto.randomUUID() }, about());
    expect(late).toMatchObject({ ok: false, problem: { code: 'meeting_closed' } });
    expect(await answeredTo('p:')).toBe(0);
  });
});
