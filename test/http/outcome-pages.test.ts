import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHall, phone, staff, startService, type Hall, type Service } from '../support/service.ts';
import { municipalityWords } from '../../shared/words/municipality.ts';
import { outcomeWords } from '../../shared/words/outcome.ts';
import { shellWords } from '../../shared/words/shell.ts';
import { planInputWords } from '../../shared/words/plan-input.ts';

const { meeting: inputs } = planInputWords.sv;
const { page: outcome, aboutDots } = outcomeWords.sv;
let service: Service;
let empty: Hall;
let spoken: Hall;

/** Two meetings that were closed: one where nobody said anything, though dots were asked for, and one with a note. */
beforeAll(async () => {
  service = await startService({ pages: true });
  [empty, spoken] = [await openHall(service), await openHall(service)];
  const stepId = spoken.step('collect');
  await spoken.facilitator.must('step.open', { stepId }, { meetingId: spoken.meetingId });
  const note = { noteId: crypto.randomUUID(), stepId, text: 'Bussen går sällan' };
  await (await phone(service, spoken)).must('note.write', note, { meetingId: spoken.meetingId });
  for (const { facilitator, meetingId, step } of [empty, spoken]) {
    await facilitator.must('step.open', { stepId: step('dots') }, { meetingId });
    await facilitator.must('meeting.close', {}, { meetingId });
  }
});
afterAll(async () => {
  expect(service.failures).toEqual([]);
  await service.stop();
});

const pageOf = async ({ facilitator }: Hall, path: string): Promise<string> =>
  (await facilitator.fetch(path)).text();

test('[OU8] the inputs of an empty meeting say that there is nothing to hand over, and ask for nothing', async () => {
  const page = await pageOf(empty, `/outcome/${empty.meetingId}/inputs`);
  expect(page).toContain(outcome.nothingToHandOver);
  for (const words of [inputs.lead, inputs.drafts, inputs.noDrafts]) expect(page).not.toContain(words);
  const other = await pageOf(spoken, `/outcome/${spoken.meetingId}/inputs`);
  expect(other).not.toContain(outcome.nothingToHandOver);
  expect(other).toContain(inputs.noDrafts);
});

test('[OU8] its outcome has no word of dots and no files', async () => {
  const [page, other] = await Promise.all(
    [empty, spoken].map((hall) => pageOf(hall, `/outcome/${hall.meetingId}`)),
  );
  expect(page).toContain(outcome.empty);
  for (const words of [aboutDots, outcome.rounds, outcome.noDots, outcome.download]) {
    expect(page).not.toContain(words);
    expect(other).toContain(words);
  }
});

test('[CO11] its place says that no notes were written, in its row and on its page', async () => {
  const reader = await staff(service, ['politician']);
  const overview = await (await reader.fetch('/municipality/0482')).text();
  expect(overview.split(municipalityWords.sv.overview.noNotes)).toHaveLength(2);
  const pages = await Promise.all(
    [...new Set(overview.match(/\/municipality\/0482\/place\/[0-9a-f-]{36}/g))].map(async (path) =>
      (await reader.fetch(path)).text(),
    ),
  );
  expect(pages.filter((page) => page.includes(municipalityWords.sv.place.noNotes))).toHaveLength(1);
});

test('[OU9] before the meeting is closed both pages say so, and lead only its facilitator on', async () => {
  const running = await openHall(service);
  const politician = await staff(service, ['politician']);
  const way = `href="/lead/${running.meetingId}"`;
  for (const path of [`/outcome/${running.meetingId}`, `/outcome/${running.meetingId}/inputs`]) {
    const response = await running.facilitator.fetch(path);
    const [own, hers] = [await response.text(), await (await politician.fetch(path)).text()];
    expect(response.status).toBe(409);
    for (const page of [own, hers]) {
      expect(page).toContain(outcome.notClosed);
      expect(page).not.toContain(shellWords.sv.error.again);
    }
    expect(own).toContain(way);
    expect(own).toContain(outcome.toLead);
    expect(hers).not.toContain(way);
  }
});

test('[OU11] a municipality without any place shows no empty list of places', async () => {
  const admin = await staff(service, ['administrator'], '*');
  await admin.must('municipality.add', { code: '0980', name: 'Gotland' });
  const page = await (await admin.fetch('/municipality/0980')).text();
  expect(page).toContain(municipalityWords.sv.overview.empty);
  expect(page).not.toContain('<table');
  expect(await (await admin.fetch('/municipality/0482')).text()).toContain('<table');
});
