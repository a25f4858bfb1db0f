import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commandAccess } from '../../shared/wire/access.ts';
import type { Answer } from '../../shared/wire/down.ts';
import type { Mine } from '../../shared/wire/views.ts';
import { verbs } from '../../shared/wire/up.ts';
import { problemCodes } from '../../shared/domain/problem.ts';
import { staffRoles } from '../../shared/domain/role.ts';
import { openDocument } from '../support/documents.ts';
import { openHall, phone, staff, startService, Client, type Hall, type Service } from '../support/service.ts';

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

const connect = (client: Client, transport: 'websocket' | 'polling' = 'websocket') =>
  io(service.url, {
    transports: [transport],
    query: { meeting: hall.meetingId },
    extraHeaders: { cookie: client.cookie, origin: service.url },
    forceNew: true,
  });
const raw = async (body: unknown, client = anna) =>
  (await client.fetch('/api/v1/commands', { body })).json() as Promise<Answer>;
const envelope = (verb: string, body: unknown) => ({
  v: 1,
  id: crypto.randomUUID(),
  verb,
  meetingId: hall.meetingId,
  body,
});

describe('commands', () => {
  test('[CM2] one command over socket and HTTP, at once and again, has one effect and one answer', async () => {
    const socket = connect(anna);
    const noteId = crypto.randomUUID();
    const command = envelope('note.write', { noteId, stepId: hall.step('collect'), text: 'Två dörrar' });
    const overSocket = () => socket.timeout(5000).emitWithAck('command', command) as Promise<Answer>;
    const answers = await Promise.all([
      overSocket(),
      raw(command),
      overSocket(),
      raw(command),
      raw({ ...command, id: crypto.randomUUID() }),
    ]);
    expect(new Set(answers.map((a) => JSON.stringify(a.ok && a.result))).size).toBe(1);
    const mine = await anna.json<Mine>(`/api/v1/meetings/${hall.meetingId}/mine`);
    expect(mine.notes.filter((n) => n.text === 'Två dörrar')).toHaveLength(1);
    socket.close();
  });

  test.each([0, 2, 99])(
    '[CM8] a page of version %s, which this server does not know, is told to load anew',
    async (v) => {
      const body = {
        noteId: crypto.randomUUID(),
        stepId: hall.step('collect'),
        text: 'Från en annan version',
      };
      const answer = await raw({ ...envelope('note.write', body), v });
      expect(answer).toMatchObject({ ok: false, problem: { code: 'old_version' }, remedy: 'rejoin' });
    },
  );

  test('[CM2] where WebSockets do not get through, the same goes by long polling', async () => {
    const polling = connect(anna, 'polling');
    const noteId = crypto.randomUUID();
    const command = envelope('note.write', { noteId, stepId: hall.step('collect'), text: 'Långsamma vägen' });
    const answers = [await polling.timeout(5000).emitWithAck('command', command), await raw(command)];
    expect(answers).toEqual([expect.objectContaining({ ok: true }), answers[0]]);
    expect(polling.io.engine.transport.name).toBe('polling');
    polling.close();
  });

  test('[CM2] an old id with new words is refused, so that the new words are not swallowed', async () => {
    const noteId = crypto.randomUUID();
    const command = envelope('note.write', { noteId, stepId: hall.step('collect'), text: 'Först' });
    expect(await raw(command)).toMatchObject({ ok: true });
    const other = { ...command, body: { noteId, stepId: hall.step('collect'), text: 'Något annat' } };
    expect(await raw(other)).toMatchObject({ ok: false, problem: { code: 'already_taken' } });
    expect(await raw({ ...other, id: crypto.randomUUID() })).toMatchObject({
      ok: false,
      problem: { code: 'already_taken' },
    });
  });

  test('[CM3] malformed input of every kind is a named problem with a sentence, never a crash', async () => {
    const strange: unknown[] = [
      null,
      [],
      'x',
      1,
      {},
      { v: 1 },
      { ...envelope('note.write', {}), v: 0 },
      envelope('no.such', {}),
      envelope('__proto__', {}),
      envelope('constructor', {}),
      envelope('note.write', null),
      envelope('note.write', { noteId: 'x'.repeat(9000) }),
      envelope('dot.place', { stepId: hall.step('dots'), dot: NaN, targetId: 'x' }),
      { ...envelope('note.write', {}), admin: true },
    ];
    for (const input of strange) {
      const answer = await raw(input);
      if ('ok' in answer)
        expect(answer).toMatchObject({ ok: false, sentence: expect.stringMatching(/.{8,}/) as string });
      else expect(answer).toHaveProperty('problem');
    }
    const socket = connect(anna);
    for (const input of strange)
      expect(await socket.timeout(5000).emitWithAck('command', input)).toMatchObject({ ok: false });
    socket.emit('command', envelope('note.write', {}));
    socket.emit('clock');
    socket.emit('command');
    socket.emit('nothing', { a: 1 });
    expect(await socket.timeout(5000).emitWithAck('clock')).toBeTypeOf('number');
    socket.close();
    const broken = await fetch(`${service.url}/api/v1/commands`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: service.url },
      body: '{"a":',
    });
    expect(broken.status).toBe(400);
    expect((await fetch(`${service.url}/healthz`)).status).toBe(200);
  });

  test('[CM10] a day that is not in the calendar is refused', async () => {
    const due = async (feedbackDue: string) =>
      (await hall.facilitator.say('meeting.revise', { feedbackDue }, { meetingId: hall.meetingId })).ok;
    expect(await Promise.all(['2028-02-29', '2026-12-31', '2000-02-29'].map(due))).toEqual([
      true,
      true,
      true,
    ]);
    const none = [
      '2027-02-29',
      '2026-04-31',
      '2100-02-29',
      '2026-13-01',
      '2026-00-10',
      '2026-01-00',
      '26-1-1',
    ];
    expect((await Promise.all(none.map(due))).filter(Boolean)).toEqual([]);
  });

  test('[CM4] role by command: exactly what the access table says is let through', async () => {
    const clients: [string, Client][] = [
      ['anonymous', new Client(service.url)],
      ['participant', anna],
    ];
    for (const role of staffRoles) clients.push([role, await staff(service, [role])]);
    const wrong: string[] = [];
    for (const verb of verbs)
      for (const [role, client] of clients) {
        // The one who may close would end the meeting that the others are tried on.
        if (verb === 'meeting.close' && role === 'facilitator') continue;
        // An empty body is refused as malformed before rights are asked, so each verb gets one that parses.
        const answer = await client.say(verb, sample(verb), {
          meetingId: hall.meetingId,
          municipalityCode: '0482',
        });
        const denied =
          !answer.ok && (answer.problem.code === 'not_allowed' || answer.problem.code === 'not_signed_in');
        const may = (commandAccess[verb] as readonly string[]).includes(role) && verb !== 'municipality.add';
        const ownOnly = role === 'participant' && !answer.ok && answer.problem.field === 'noteId';
        if (denied === may && !ownOnly) wrong.push(`${role} ${verb} ${JSON.stringify(answer)}`);
      }
    expect(wrong).toEqual([]);
  });

  test('[CM5] every problem a command can answer with is on the list', async () => {
    const answer = await raw(envelope('note.hide', { noteId: crypto.randomUUID() }));
    expect(!answer.ok && problemCodes).toContain(!answer.ok && answer.problem.code);
  });

  test('[OF2] withdrawing an offer removes its contact', async () => {
    const about = { meetingId: hall.meetingId };
    await hall.facilitator.must('step.open', { stepId: hall.step('offers') }, about);
    const offerId = crypto.randomUUID();
    await anna.must(
      'offer.make',
      { offerId, stepId: hall.step('offers'), kind: 'skill', text: 'Bokföring', contact: 'Kontakt 070' },
      about,
    );
    expect(await hall.facilitator.json(`/api/v1/offers/${offerId}/contact`)).toEqual({
      contact: 'Kontakt 070',
    });
    await anna.must('offer.withdraw', { offerId }, about);
    expect((await hall.facilitator.fetch(`/api/v1/offers/${offerId}/contact`)).status).toBe(404);
  });

  test('[OF2] the words of an offer that was taken back are on no desk', async () => {
    const about = { meetingId: hall.meetingId };
    const [kept, gone] = [crypto.randomUUID(), crypto.randomUUID()];
    const offer = { stepId: hall.step('offers'), kind: 'time' as const, condition: 'Bara i maj' };
    await hall.facilitator.must('step.open', { stepId: offer.stepId }, about);
    await anna.must('offer.make', { ...offer, offerId: kept, text: 'Skjuts', amount: 4 }, about);
    await anna.must('offer.make', { ...offer, offerId: gone, text: 'Snöröjning', amount: 5 }, about);
    await anna.must('offer.withdraw', { offerId: gone }, about);
    const desk = await openDocument(hall.facilitator, 'desk', hall.meetingId);
    await desk.until((doc) => doc.getMap('offers').has(gone));
    const offers = desk.doc.getMap('offers').toJSON();
    desk.close();
    expect(offers[kept]).toMatchObject({ text: 'Skjuts', amount: 4, condition: 'Bara i maj' });
    expect(offers[gone]).toMatchObject({ text: '', amount: null, condition: null, status: 'withdrawn' });
  });
});

/** A body that parses and then finds nothing, so that nothing is changed by those who may. */
const sample = (verb: string): Record<string, unknown> => {
  const none = crypto.randomUUID();
  const bodies: Record<string, Record<string, unknown>> = {
    'note.write': { noteId: none, stepId: none, text: 'x' },
    'note.edit': { noteId: none, text: 'x' },
    'note.mask': { noteId: none, text: 'x' },
    'note.merge': { noteId: none, into: none },
    'note.tag': { noteId: none, serviceCodes: [] },
    'notes.reveal': { stepId: none, revealed: true },
    'dot.place': { stepId: none, dot: 1, targetId: 'x' },
    'dot.lift': { stepId: none, dot: 1 },
    'dots.reveal': { stepId: none, revealed: true },
    'offer.make': { offerId: none, stepId: none, kind: 'time', text: 'x' },
    'offer.withdraw': { offerId: none },
    'meeting.prepare': {
      meetingId: none,
      placeId: none,
      template: 'three-questions-90',
      title: 'x',
      day: '2026-01-01',
      custodian: 'association',
      ladderLevel: 'dialogue',
    },
    'step.add': { stepId: hall.step('collect'), kind: 'pause', title: 'x' },
    'step.move': { stepId: none, by: 1 },
    'timer.extend': { seconds: 1 },
    'planInput.write': {
      planInputId: none,
      kind: 'need',
      title: 'x',
      text: '',
      serviceCodes: [],
      responsibleLevel: 'region',
      themeIds: [],
      noteIds: [],
      offerIds: [],
    },
    'planInput.discard': { planInputId: none },
    'themes.restore': { versionId: none },
    'planInput.submit': { planInputIds: [none] },
    'planInput.receive': { planInputId: none, registryNumber: '1', receivedOn: '2026-01-01' },
    'municipality.add': { code: '9999', name: 'x' },
    'municipality.revise': { name: 'x' },
    'place.add': { placeId: none, name: `x${none}` },
    'place.revise': { placeId: none, name: 'x' },
    'invitation.withdraw': { invitationId: none },
    'person.invite': { email: 'x@example.org', roles: ['officer'] },
    'role.give': { userId: 'none', role: 'officer' },
    'role.take': { userId: 'none', role: 'officer' },
    'meeting.close': {},
    'code.renew': {},
    'door.clear': {},
    'meeting.revise': {},
    'meeting.open': {},
    'timer.stop': {},
  };
  return bodies[verb] ?? (verb.startsWith('note.') ? { noteId: none } : { stepId: none });
};
