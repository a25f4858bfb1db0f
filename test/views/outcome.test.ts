import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tables } from '../../db/connect.ts';
import { municipalityView } from '../../server/views/municipality.ts';
import { finishedOf, municipalityOfMeeting, outcomesOf, outcomeView } from '../../server/views/outcome.ts';
import { meetingInputs, planInputs } from '../../server/views/plan-inputs.ts';
import type { Result } from '../../shared/domain/problem.ts';
import { barRows } from '../../web/lib/ui/outcome/order.ts';
import { addMeeting, aFinishedMeeting } from '../support/finished.ts';

const valueOf = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.problem.code);
  return result.value;
};

describe('the outcome of a meeting', () => {
  let meeting: Awaited<ReturnType<typeof aFinishedMeeting>>;
  beforeEach(async () => {
    meeting = await aFinishedMeeting();
    await meeting.theme('t1', 'Mat på nära håll', ['com.grocery']);
    await meeting.note(1, 'Affären stängde', { themeId: 't1' });
    await meeting.note(2, 'Samma affär', { status: 'merged', mergedInto: 'm1-n1' });
    await meeting.note(3, 'Grannen Karin', { status: 'hidden', translation: 'Naapuri' });
    await meeting.note(4, 'Ångrade mig', { status: 'withdrawn' });
    await meeting.note(5, 'Bussen [borttaget]', { status: 'masked', original: 'Bussen som Bo kör' });
  });
  afterEach(() => meeting.close());

  it('[OU1] counts people once, though they gave dots to a theme and to its notes', async () => {
    await meeting.dots(1, 't1', 2);
    await meeting.dots(1, 'm1-n1');
    await meeting.dots(2, 'm1-n2');
    await meeting.dots(3, 'm1-n5');
    const outcome = valueOf(await outcomeView(meeting.db, 'm1'));
    expect(outcome.rounds).toEqual([{ stepId: 'm1-r1', title: 'Prickar, runda 1', dots: 5, people: 3 }]);
    expect(outcome.themes[0]?.rounds).toEqual({ 'm1-r1': { dots: 4, people: 2 } });
    expect(outcome.notes.find((n) => n.number === 1)?.dots).toEqual({ 'm1-r1': 2 });
  });

  it('[OU7] says of a note of its own how many gave it dots, those of its duplicates among them', async () => {
    await meeting.note(6, 'Badplatsen');
    await meeting.note(7, 'Bada', { status: 'merged', mergedInto: 'm1-n6' });
    await meeting.dots(1, 'm1-n6', 2);
    await meeting.dots(1, 'm1-n7');
    await meeting.dots(2, 'm1-n7');
    const outcome = valueOf(await outcomeView(meeting.db, 'm1'));
    expect(outcome.notes.find((n) => n.number === 6)).toMatchObject({
      dots: { 'm1-r1': 4 },
      people: { 'm1-r1': 2 },
    });
    const rows = barRows(outcome, 'm1-r1');
    expect(rows.map(({ number, dots, people }) => ({ number, dots, people }))).toEqual([
      { number: 6, dots: 4, people: 2 },
    ]);
  });

  it('[OU2] holds nothing that was taken back, and no words of what was hidden', async () => {
    const outcome = valueOf(await outcomeView(meeting.db, 'm1'));
    expect(outcome.notes.map((n) => [n.number, n.text, n.translation])).toEqual([
      [1, 'Affären stängde', null],
      [2, 'Samma affär', null],
      [3, '', null],
      [5, 'Bussen [borttaget]', null],
    ]);
    expect(JSON.stringify(outcome)).not.toMatch(/Karin|Naapuri|Bo kör|Ångrade/);
  });

  it('[OU2] shows facilitators the words of a hidden note', async () => {
    const outcome = valueOf(await outcomeView(meeting.db, 'm1', { withHidden: true }));
    expect(outcome.notes.find((n) => n.number === 3)?.text).toBe('Grannen Karin');
  });

  it('[OU3] says whether an offer has a contact, never which', async () => {
    await meeting.offer('o1', 'Jag kan köra', {
      themeId: 't1',
      contactRef: 'c-1',
      participantId: 'who',
      ownNumber: 1,
    });
    await meeting.offer('o2', 'Nej förresten', { status: 'withdrawn' });
    const { offers, themes } = valueOf(await outcomeView(meeting.db, 'm1'));
    expect(offers).toMatchObject([{ id: 'o1', hasContact: true }]);
    expect(JSON.stringify(offers)).not.toMatch(/c-1|who/);
    expect(themes[0]?.offerIds).toEqual(['o1']);
  });

  it('[OU4] is not there before the meeting is closed, nor for a meeting nobody held', async () => {
    await meeting.db.update(tables.meetings).set({ state: 'running' });
    expect(await outcomeView(meeting.db, 'm1')).toEqual({ ok: false, problem: { code: 'not_ready' } });
    expect(await outcomeView(meeting.db, 'other')).toEqual({ ok: false, problem: { code: 'not_found' } });
    expect(outcomesOf(await finishedOf(meeting.db, '0482'))).toEqual([]);
    expect(await municipalityOfMeeting(meeting.db, 'm1')).toBe('0482');
    expect(await municipalityOfMeeting(meeting.db, 'other')).toBeUndefined();
  });

  it('[OU5] hands a municipality its plan inputs, but never a draft', async () => {
    await meeting.input('i1', 'Paket');
    await meeting.input('i2', 'Utkast', { status: 'draft', submittedAt: null });
    expect((await meetingInputs(meeting.db, 'm1')).map((i) => i.id)).toEqual(['i1', 'i2']);
    const [input, ...rest] = await planInputs(meeting.db, '0482');
    expect(rest).toEqual([]);
    expect(input).toMatchObject({
      id: 'i1',
      place: 'Lövbruket',
      meetingTitle: 'Bygdemöte i Lövbruket',
      cost: null,
    });
    expect(JSON.stringify(input)).not.toContain('u-secret');
  });
});

describe('a municipality', () => {
  it('[MU1] lays its villages side by side, with the silent places and those that never met', async () => {
    const first = await aFinishedMeeting();
    await first.note(1, 'Posten', { serviceCodes: ['com.post'] });
    for (const giver of [1, 2, 3, 4, 5]) await first.dots(giver, giver < 3 ? 'm1-n1' : 'x');
    const second = await addMeeting(first.db, 'm2', 'p-norr', 'Norrby');
    await second.note(1, 'Vägen', { serviceCodes: ['mob.road'] });
    await first.db
      .insert(tables.places)
      .values({ id: 'p-tyst', municipalityCode: '0482', name: 'Tystby', createdAt: new Date(0) });

    const view = valueOf(await municipalityView(first.db, '0482', '2026-06-01'));
    expect(view.places.map((p) => [p.name, p.meetingId])).toEqual([
      ['Lövbruket', 'm1'],
      ['Norrby', 'm2'],
      ['Tystby', null],
    ]);
    expect(view.figures).toEqual({ meetings: 2, participants: 24, notes: 2, offers: 0, planInputs: 0 });
    expect(view.heat).toEqual([
      {
        group: 'com',
        cells: [
          { placeId: 'p-lovbruket', notes: 1, people: 2, dotGivers: 5 },
          { placeId: 'p-norr', notes: 0, people: 0, dotGivers: 0 },
        ],
      },
      {
        group: 'mob',
        cells: [
          { placeId: 'p-lovbruket', notes: 0, people: 0, dotGivers: 5 },
          { placeId: 'p-norr', notes: 1, people: 0, dotGivers: 0 },
        ],
      },
    ]);
    expect(view.needs.map((n) => [n.code, n.share, n.absent[0]?.place])).toEqual([
      ['com.post', 0.4, 'Norrby'],
      ['mob.road', 0, 'Lövbruket'],
    ]);
    first.close();
  });

  it('[CO11] keeps the meeting where nobody wrote a note, and holds its place out of the comparing', async () => {
    const first = await aFinishedMeeting();
    await first.note(1, 'Posten', { serviceCodes: ['com.post'] });
    const second = await addMeeting(first.db, 'm2', 'p-norr', 'Norrby');
    await second.offer('o1', 'Jag kan köra');
    const view = valueOf(await municipalityView(first.db, '0482', '2026-06-01'));
    expect(view.figures).toMatchObject({ meetings: 2, notes: 1, offers: 1 });
    expect(view.places.map((p) => [p.name, p.meetingId, p.notes])).toEqual([
      ['Lövbruket', 'm1', 1],
      ['Norrby', 'm2', 0],
    ]);
    expect(view.needs.map((n) => [n.code, n.places.length, n.absent])).toEqual([['com.post', 1, []]]);
    expect(view.heat.map((row) => row.cells.length)).toEqual([1]);
    first.close();
  });

  it('[MU2] knows which promise of feedback is overdue, from the day after', async () => {
    const meeting = await aFinishedMeeting();
    const on = async (today: string) => valueOf(await municipalityView(meeting.db, '0482', today)).feedback;
    expect(await on('2026-05-31')).toMatchObject([{ due: '2026-05-31', overdue: false }]);
    expect(await on('2026-06-01')).toMatchObject([{ overdue: true, owner: 'landsbygdsutvecklare' }]);
    expect(await municipalityView(meeting.db, '9999', '2026-06-01')).toMatchObject({ ok: false });
    meeting.close();
  });
});
