import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openHall, phone, startService, type Client, type Hall, type Service } from '../support/service.ts';
import type { LeadView, Mine, RoomView } from '../../shared/wire/views.ts';

let service: Service;
let hall: Hall;
let anna: Client;
let round: string;
let noteIds: string[];

beforeAll(async () => {
  service = await startService();
  hall = await openHall(service);
  anna = await phone(service, hall);
  round = hall.step('dots');
  noteIds = [crypto.randomUUID(), crypto.randomUUID()];
  const about = { meetingId: hall.meetingId };
  await hall.facilitator.must('step.open', { stepId: hall.step('collect') }, about);
  for (const noteId of noteIds)
    await anna.must('note.write', { noteId, stepId: hall.step('collect'), text: `Lapp ${noteId}` }, about);
  await hall.facilitator.must('notes.reveal', { stepId: hall.step('collect'), revealed: true }, about);
  await hall.facilitator.must('step.open', { stepId: round }, about);
});
afterAll(async () => {
  expect(service.failures).toEqual([]);
  await service.stop();
});

const about = () => ({ meetingId: hall.meetingId });
const place = (client: Client, dot: number, targetId = noteIds[0] ?? '') =>
  client.say('dot.place', { stepId: round, dot, targetId }, about());
const dots = async (client: Client) =>
  (await client.json<Mine>(`/api/v1/meetings/${hall.meetingId}/mine`)).dots;

describe('dots', () => {
  test('[DT7] ungrouped notes can get dots', async () => {
    const { room } = await anna.json<RoomView>(`/api/v1/meetings/${hall.meetingId}`);
    expect(room.options[round]?.map((o) => o.id).sort()).toEqual([...noteIds].sort());
  });

  test('[NT5] a note hidden or masked after the round opened does not live on among the options', async () => {
    const words = async () =>
      JSON.stringify((await anna.json<RoomView>(`/api/v1/meetings/${hall.meetingId}`)).room);
    const [noteId = ''] = noteIds;
    await hall.facilitator.must('note.hide', { noteId }, about());
    expect(await words()).not.toContain(`Lapp ${noteId}`);
    await hall.facilitator.must('note.show', { noteId }, about());
    expect(await words()).toContain(`Lapp ${noteId}`);
  });

  test('[DT1] dots never exceed the budget, one by one or all at once', async () => {
    for (const dot of [1, 2, 3]) expect(await place(anna, dot)).toMatchObject({ ok: true });
    expect(await place(anna, 4)).toMatchObject({ ok: false, problem: { code: 'over_budget' } });
    const bo = await phone(service, hall);
    const answers = await Promise.all(Array.from({ length: 40 }, (_, i) => place(bo, (i % 6) + 1)));
    expect(answers.filter((a) => !a.ok).every((a) => !a.ok && a.problem.code === 'over_budget')).toBe(true);
    expect(await dots(bo)).toHaveLength(3);
  });

  test('[DT2] the same dot number somewhere else moves it', async () => {
    await place(anna, 2, noteIds[1]);
    expect(await dots(anna)).toEqual([
      { stepId: round, dot: 1, targetId: noteIds[0] },
      { stepId: round, dot: 2, targetId: noteIds[1] },
      { stepId: round, dot: 3, targetId: noteIds[0] },
    ]);
    await anna.must('dot.lift', { stepId: round, dot: 3 }, about());
    expect(await dots(anna)).toHaveLength(2);
    expect(await place(anna, 3, 'nowhere')).toMatchObject({ ok: false, problem: { code: 'not_found' } });
  });

  test('[DT4] nobody sees how dots lie before they are revealed', async () => {
    const lead = await hall.facilitator.json<LeadView>(`/api/v1/meetings/${hall.meetingId}`);
    expect(lead.room.tallies).toEqual({});
    expect(lead.progress).toMatchObject({ stepId: round, people: 2 });
  });

  test('[DT5] revealing shows the dots and ends the round', async () => {
    await hall.facilitator.must('dots.reveal', { stepId: round, revealed: true }, about());
    const { room } = await anna.json<RoomView>(`/api/v1/meetings/${hall.meetingId}`);
    expect(room.tallies[round]).toEqual({
      people: 2,
      list: [
        { targetId: noteIds[0], dots: 4, people: 2 },
        { targetId: noteIds[1], dots: 1, people: 1 },
      ],
    });
    expect(await place(anna, 1)).toMatchObject({ ok: false, problem: { code: 'step_closed' } });
  });

  test('[DT3] dots are taken only in an open dots step', async () => {
    const elsewhere = { stepId: hall.step('collect'), dot: 1, targetId: noteIds[0] ?? '' };
    expect(await anna.say('dot.place', elsewhere, about())).toMatchObject({
      ok: false,
      problem: { code: 'step_closed' },
    });
    expect(
      await anna.say('dot.place', { ...elsewhere, stepId: hall.step('dots', 1) }, about()),
    ).toMatchObject({
      ok: false,
      problem: { code: 'step_closed' },
    });
  });
});
