import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  openHall,
  phone,
  staff,
  startService,
  type Client,
  type Hall,
  type Service,
} from '../support/service.ts';
import type { Mine, RoomView } from '../../shared/wire/views.ts';

let service: Service;
let hall: Hall;
let anna: Client;
let bo: Client;

beforeAll(async () => {
  service = await startService();
  hall = await openHall(service);
  anna = await phone(service, hall);
  bo = await phone(service, hall);
  await hall.facilitator.must('step.open', { stepId: hall.step('collect') }, { meetingId: hall.meetingId });
});
afterAll(async () => {
  expect(service.failures).toEqual([]);
  await service.stop();
});

const write = (client: Client, text: string, noteId: string = crypto.randomUUID()) =>
  client.say('note.write', { noteId, stepId: hall.step('collect'), text }, { meetingId: hall.meetingId });
const mine = async (client: Client) =>
  (await client.json<Mine>(`/api/v1/meetings/${hall.meetingId}/mine`)).notes;
const room = async (client: Client) =>
  (await client.json<RoomView>(`/api/v1/meetings/${hall.meetingId}`)).room;

describe('notes', () => {
  test('[NT1] a note is tidied and kept whole, an empty or endless one is refused', async () => {
    const noteId = crypto.randomUUID();
    expect(await write(anna, '  Bussen går för sällan.\r\n ', noteId)).toMatchObject({ ok: true });
    expect((await mine(anna)).find((n) => n.id === noteId)?.text).toBe('Bussen går för sällan.');
    expect(await write(anna, '   ')).toMatchObject({ ok: false, problem: { code: 'malformed' } });
    expect(await write(anna, 'a'.repeat(1001))).toMatchObject({ ok: false, problem: { code: 'too_long' } });
  });

  test('[NT2] the same note five times is one note', async () => {
    const noteId = crypto.randomUUID();
    const answers = await Promise.all(Array.from({ length: 5 }, () => write(anna, 'Fem gånger', noteId)));
    expect(new Set(answers.map((a) => JSON.stringify(a.ok && a.result))).size).toBe(1);
    expect((await mine(anna)).filter((n) => n.text === 'Fem gånger')).toHaveLength(1);
    expect(await write(bo, 'Fem gånger', noteId)).toMatchObject({
      ok: false,
      problem: { code: 'already_taken' },
    });
  });

  test('[NT3] a step that is closed or of another kind takes no notes', async () => {
    const at = (stepId: string) =>
      anna.say(
        'note.write',
        { noteId: crypto.randomUUID(), stepId, text: 'x' },
        { meetingId: hall.meetingId },
      );
    for (const stepId of [hall.step('collect', 1), hall.step('dots'), hall.step('lobby')])
      expect(await at(stepId)).toMatchObject({
        ok: false,
        problem: { code: 'step_closed' },
        sentence: expect.stringContaining('stängt') as string,
      });
  });

  test('[NT4] only its author edits or withdraws a note', async () => {
    const noteId = crypto.randomUUID();
    await write(anna, 'Min egen', noteId);
    const about = { meetingId: hall.meetingId };
    expect(await bo.say('note.edit', { noteId, text: 'Bos' }, about)).toMatchObject({
      ok: false,
      problem: { code: 'not_allowed' },
    });
    expect(await bo.say('note.withdraw', { noteId }, about)).toMatchObject({
      ok: false,
      problem: { code: 'not_allowed' },
    });
    await anna.must('note.edit', { noteId, text: 'Min ändrade' }, about);
    expect((await mine(anna)).find((n) => n.id === noteId)?.text).toBe('Min ändrade');
    await anna.must('note.withdraw', { noteId }, about);
    expect((await mine(anna)).find((n) => n.id === noteId)?.status).toBe('withdrawn');
    // In another tab, or twice without network: as another command. Others learn nothing by it.
    await anna.must('note.withdraw', { noteId }, about);
    expect(await bo.say('note.withdraw', { noteId }, about)).toMatchObject({
      ok: false,
      problem: { code: 'not_allowed' },
    });
    expect(await anna.say('note.edit', { noteId, text: 'Tillbaka' }, about)).toMatchObject({
      ok: false,
      problem: { code: 'not_ready' },
    });
  });

  test('[NT5] hidden, withdrawn and unrevealed notes are not in the room', async () => {
    const about = { meetingId: hall.meetingId };
    const ids = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()] as const;
    await write(anna, 'syns-alltid', ids[0]);
    await write(anna, 'göms-snart', ids[1]);
    await write(anna, 'tas-tillbaka', ids[2]);
    const texts = async () => (await room(bo)).notes.map((n) => n.t);
    expect(await texts()).toEqual([]);
    await hall.facilitator.must('notes.reveal', { stepId: hall.step('collect'), revealed: true }, about);
    expect(await texts()).toEqual(expect.arrayContaining(['syns-alltid', 'göms-snart', 'tas-tillbaka']));
    await hall.facilitator.must('note.hide', { noteId: ids[1] }, about);
    await anna.must('note.withdraw', { noteId: ids[2] }, about);
    const after = await texts();
    expect(after).toContain('syns-alltid');
    expect(after).not.toContain('göms-snart');
    expect(after).not.toContain('tas-tillbaka');
    await hall.facilitator.must('note.show', { noteId: ids[1] }, about);
    expect(await texts()).toContain('göms-snart');
  });

  test('[NT6] a masked note keeps its original out of every view', async () => {
    const about = { meetingId: hall.meetingId };
    const noteId = crypto.randomUUID();
    await write(anna, 'Kalle Kanariefågel plogar sent', noteId);
    await hall.facilitator.must('note.mask', { noteId, text: '[namn borttaget] plogar sent' }, about);
    const seen = await Promise.all(
      [anna, bo, hall.facilitator].map((c) =>
        c.fetch(`/api/v1/meetings/${hall.meetingId}`).then((r) => r.text()),
      ),
    );
    for (const bytes of seen) expect(bytes).not.toContain('Kanariefågel');
    expect(seen[1]).toContain('[namn borttaget]');
  });

  test('[NT8] the original words of a masked note come back, for its author and in the room', async () => {
    const about = { meetingId: hall.meetingId };
    const noteId = crypto.randomUUID();
    const typed = 'Bagare Bengtsson kör hem varor';
    await write(anna, typed, noteId);
    const lead = hall.facilitator;
    await lead.must('note.mask', { noteId, text: '[…] […] kör hem varor' }, about);
    await lead.must('note.mask', { noteId, text: '[…] kör hem varor' }, about);
    const own = async () => (await mine(anna)).find((note) => note.id === noteId);
    const shown = async () => (await room(bo)).notes.map(({ t }) => t);
    expect(await own()).toMatchObject({ text: '[…] kör hem varor', status: 'masked' });
    expect(await shown()).toContain('[…] kör hem varor');
    const id = crypto.randomUUID();
    const answer = await lead.must('note.unmask', { noteId }, { ...about, id });
    expect(await own()).toMatchObject({ text: typed, status: 'visible' });
    expect(await shown()).toContain(typed);
    expect(await lead.must('note.unmask', { noteId }, { ...about, id })).toEqual(answer);
    // Whoever repeats the note is told that it is saved, before and after.
    expect(await write(anna, typed, noteId)).toMatchObject({ ok: true });
    expect(await write(anna, '[…] kör hem varor', noteId)).toMatchObject({
      problem: { code: 'already_taken' },
    });
    await anna.must('note.edit', { noteId, text: 'Hemkörning finns' }, about);
    await lead.must('note.unmask', { noteId }, about);
    expect(await own()).toMatchObject({ text: 'Hemkörning finns', status: 'visible' });
  });

  test('[NT8] what is hidden besides stays hidden, and nobody writes over what is masked', async () => {
    const about = { meetingId: hall.meetingId };
    const noteId = crypto.randomUUID();
    await write(anna, 'Lärare Lundgren pendlar', noteId);
    const lead = hall.facilitator;
    await lead.must('note.mask', { noteId, text: '[…] pendlar' }, about);
    await lead.must('note.hide', { noteId }, about);
    const ownActs = [
      anna.say('note.edit', { noteId, text: 'Något annat' }, about),
      anna.say('note.withdraw', { noteId }, about),
    ];
    for (const act of ownActs) expect(await act).toMatchObject({ problem: { code: 'not_ready' } });
    await lead.must('note.unmask', { noteId }, about);
    expect((await mine(anna)).find((note) => note.id === noteId)).toMatchObject({
      text: 'Lärare Lundgren pendlar',
      status: 'hidden',
    });
    expect(JSON.stringify(await room(bo))).not.toContain('Lundgren');
    await lead.must('note.show', { noteId }, about);
    expect((await room(bo)).notes.map(({ t }) => t)).toContain('Lärare Lundgren pendlar');
  });

  test('[NT8] nobody else brings them back, not the author, and nobody once the meeting is over', async () => {
    const other = await openHall(service);
    const about = { meetingId: other.meetingId };
    const cia = await phone(service, other);
    const stepId = other.step('collect');
    const noteId = crypto.randomUUID();
    await other.facilitator.must('step.open', { stepId }, about);
    await cia.must('note.write', { noteId, stepId, text: 'Doktor Dahl slutar' }, about);
    await other.facilitator.must('note.mask', { noteId, text: '[…] slutar' }, about);
    expect(await cia.say('note.unmask', { noteId }, about)).toMatchObject({
      problem: { code: 'not_allowed' },
    });
    expect(
      await hall.facilitator.say('note.unmask', { noteId }, { meetingId: hall.meetingId }),
    ).toMatchObject({ problem: { code: 'wrong_meeting' } });
    await other.facilitator.must('meeting.close', {}, about);
    expect(await other.facilitator.say('note.unmask', { noteId }, about)).toMatchObject({
      problem: { code: 'meeting_closed' },
    });
  });

  test('[NT7] a note of another meeting is refused by name', async () => {
    const other = await openHall(service);
    const stranger = await phone(service, other);
    const answer = await stranger.say(
      'note.write',
      { noteId: crypto.randomUUID(), stepId: hall.step('collect'), text: 'fel' },
      { meetingId: other.meetingId },
    );
    expect(answer).toMatchObject({ ok: false, problem: { code: 'wrong_meeting' } });
    expect(
      await stranger.say(
        'note.write',
        { noteId: crypto.randomUUID(), stepId: hall.step('collect'), text: 'fel' },
        { meetingId: hall.meetingId },
      ),
    ).toMatchObject({ ok: false, problem: { code: 'not_signed_in' } });
  });

  test('[CM4] roles of another municipality count for nothing', async () => {
    const elsewhere = await staff(service, ['facilitator', 'officer', 'administrator'], '0428');
    expect(await elsewhere.say('meeting.close', {}, { meetingId: hall.meetingId })).toMatchObject({
      ok: false,
      problem: { code: 'not_allowed' },
    });
    expect((await elsewhere.fetch(`/api/v1/meetings/${hall.meetingId}`)).status).toBe(403);
  });
});
