import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect } from '../../db/connect.ts';
import { databaseIn } from '../../db/folder.ts';
import { meetingById, updateMeeting } from '../../server/store/meetings.ts';
import { insertNewNote, insertOffer, noteById, notesOf, offerById } from '../../server/store/said.ts';
import { noteLimits } from '../../shared/domain/note.ts';
import { offerLimits } from '../../shared/domain/offer.ts';
import { sentenceFor } from '../../shared/words/problems.ts';
import { openHall, phone, startService, Client, type Hall, type Service } from '../support/service.ts';

let service: Service;
let hall: Hall;
let anna: Client;
const about = () => ({ meetingId: hall.meetingId });

beforeAll(async () => {
  service = await startService();
  hall = await openHall(service);
  anna = await phone(service, hall);
  await hall.facilitator.must('step.open', { stepId: hall.step('offers') }, about());
});
afterAll(() => service.stop());

const write = (client: Client, text: string, channel?: 'paper') =>
  client.say(
    'note.write',
    { noteId: crypto.randomUUID(), stepId: hall.step('offers'), text, ...(channel ? { channel } : {}) },
    about(),
  );
const offer = (client: Client, text: string) =>
  client.say(
    'offer.make',
    { offerId: crypto.randomUUID(), stepId: hall.step('offers'), kind: 'time', text },
    about(),
  );
const idIn = (answer: Awaited<ReturnType<typeof write>>, key: 'noteId' | 'offerId'): string =>
  answer.ok ? String(answer.result[key]) : '';
const full = {
  ok: false,
  problem: { code: 'over_budget' },
  sentence: sentenceFor({ code: 'over_budget' }, 'sv'),
};

describe('how much one person and one meeting can say', () => {
  test('[LB5] a person has two hundred notes, those she took back counted too', async () => {
    const { read, write: store } = service.app.store;
    const first = await write(anna, 'Den första');
    const note = await noteById(read, idIn(first, 'noteId'));
    if (!note) throw new Error('the first note is missing');
    expect(note.ownNumber).toBe(1);
    await store(async (tx) => {
      for (let nth = 2; nth < noteLimits.perParticipant; nth += 1)
        await insertNewNote(tx, { ...note, id: crypto.randomUUID(), number: nth, ownNumber: nth });
      await updateMeeting(tx, hall.meetingId, { noteCounter: noteLimits.perParticipant - 1 });
    });
    const last = await write(anna, 'Den sista');
    expect((await noteById(read, idIn(last, 'noteId')))?.ownNumber).toBe(noteLimits.perParticipant);
    expect(await write(anna, 'En till')).toMatchObject(full);
    await anna.must('note.withdraw', { noteId: note.id }, about());
    expect(await write(anna, 'En till')).toMatchObject(full);
    expect(await write(await phone(service, hall), 'En annans första')).toMatchObject({ ok: true });
  });

  test('[LB5] a person has twenty offers', async () => {
    const { read, write: store } = service.app.store;
    const made = await offerById(read, idIn(await offer(anna, 'Jag kan köra'), 'offerId'));
    if (!made) throw new Error('the offer is missing');
    await store(async (tx) => {
      for (let nth = 2; nth < offerLimits.perParticipant; nth += 1)
        await insertOffer(tx, { ...made, id: crypto.randomUUID(), ownNumber: nth });
    });
    const last = await offer(anna, 'Jag kan baka');
    expect((await offerById(read, idIn(last, 'offerId')))?.ownNumber).toBe(offerLimits.perParticipant);
    expect(await offer(anna, 'Jag kan sjunga')).toMatchObject(full);
    expect(await offer(await phone(service, hall), 'Jag med')).toMatchObject({ ok: true });
  });

  test('[LB5] a meeting has five thousand notes, slips that were typed among them', async () => {
    const counter = noteLimits.perMeeting - 1;
    await service.app.store.write((tx) => updateMeeting(tx, hall.meetingId, { noteCounter: counter }));
    const slip = await write(hall.facilitator, 'Den sista lappen', 'paper');
    expect(slip).toMatchObject({ ok: true, result: { number: noteLimits.perMeeting } });
    expect(await write(hall.facilitator, 'En lapp till', 'paper')).toMatchObject(full);
    expect(await write(await phone(service, hall), 'En till')).toMatchObject(full);
    const { noteCounter } = (await meetingById(service.app.store.read, hall.meetingId)) ?? {};
    expect(noteCounter).toBe(noteLimits.perMeeting);
  });

  test('[LB2] where only the database says no, the person hears the same, and others are stored', async () => {
    const other = await openHall(service);
    await other.facilitator.must(
      'step.open',
      { stepId: other.step('collect') },
      { meetingId: other.meetingId },
    );
    const people = await Promise.all(Array.from({ length: 6 }, () => phone(service, other)));
    // As it would be with a limit that the program has forgotten: this database takes less than the program does.
    const { raw } = connect(databaseIn(service.dataDir));
    raw.exec(`CREATE TRIGGER stricter BEFORE INSERT ON notes WHEN length(NEW.text) > 20
      BEGIN SELECT RAISE(ABORT, 'notes_text_length'); END`);
    raw.exec(`DROP TRIGGER participants_budget`);
    raw.exec(`CREATE TRIGGER stricter_door BEFORE INSERT ON participants
      BEGIN SELECT RAISE(ABORT, 'participants_budget'); END`);
    raw.close();
    const say = (client: Client, text: string) =>
      client.say(
        'note.write',
        { noteId: crypto.randomUUID(), stepId: other.step('collect'), text },
        { meetingId: other.meetingId },
      );
    const answers = await Promise.all(
      people.map((one, nth) => say(one, nth % 2 ? 'Kort' : 'Längre än det ryms här')),
    );
    const tooLong = { ok: false, problem: { code: 'too_long', field: 'text' }, remedy: 'give_up' };
    answers.forEach((answer, nth) =>
      expect(answer).toMatchObject(
        nth % 2 ? { ok: true } : { ...tooLong, sentence: sentenceFor({ code: 'too_long' }, 'sv') },
      ),
    );
    const stored = await notesOf(service.app.store.read, other.meetingId);
    expect(stored.map(({ number, text }) => [number, text])).toEqual(
      [1, 2, 3].map((number) => [number, 'Kort']),
    );
    const late = await new Client(service.url).fetch('/api/v1/join', { body: { code: other.joinCode } });
    expect(late.status).toBe(409);
    expect(await late.json()).toMatchObject({ problem: { code: 'over_budget' } });
    // The operator learns of it: the program should have known.
    expect(service.failures.map((failure) => (failure as Error).message)).toEqual(
      Array.from({ length: 3 }, () => 'notes_text_length'),
    );
  });
});
