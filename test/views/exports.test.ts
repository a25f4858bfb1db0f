import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import papa from 'papaparse';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tables } from '../../db/connect.ts';
import { toCsv } from '../../server/exports/csv.ts';
import { inputsCsv } from '../../server/exports/inputs-csv.ts';
import { inputsJson } from '../../server/exports/inputs-json.ts';
import { meetingCsv } from '../../server/exports/meeting-csv.ts';
import { meetingJson } from '../../server/exports/meeting-json.ts';
import { schemas } from '../../server/exports/schemas.ts';
import { csvFiles, isCsvFile } from '../../server/exports/wanted.ts';
import { outcomeView } from '../../server/views/outcome.ts';
import { meetingInputs, planInputs } from '../../server/views/plan-inputs.ts';
import { aFinishedMeeting } from '../support/finished.ts';

const ajv = new Ajv2020({ strict: true, allErrors: true });
const isMeeting = ajv.compile(schemas.meeting);
const isPlanInputs = ajv.compile(schemas.planInputs);

const rowsOf = (csv: string) =>
  papa.parse<Record<string, string>>(csv.slice(1), { header: true, delimiter: ';', skipEmptyLines: true })
    .data;

let meeting: Awaited<ReturnType<typeof aFinishedMeeting>>;
beforeEach(async () => {
  meeting = await aFinishedMeeting();
  await meeting.theme('t1', 'Paket och post', ['com.post']);
  await meeting.note(1, '=HYPERLINK("http://x";"klicka")', { themeId: 't1' });
  await meeting.note(2, 'Paketen; "alltid" fel\nstad', { themeId: 't1', lang: 'fi', translation: 'Paketit' });
  await meeting.note(3, 'Grannen Karin', { status: 'hidden' });
  await meeting.note(4, 'Bo [borttaget]', {
    status: 'masked',
    original: 'Bo Ek dricker',
    ...{ participantId: 'who-1', ownNumber: 1 },
  });
  await meeting.offer('o1', 'Kan hämta paket', {
    ...{
      themeId: 't1',
      amount: 2.5,
      unit: 'hours_per_month',
      contactRef: 'c-77',
      ...{ participantId: 'who-2', ownNumber: 1 },
    },
  });
  await meeting.db
    .insert(tables.contacts)
    .values({ ref: 'c-77', meetingId: 'm1', contact: '070-000', expiresAt: new Date(0) });
  for (const giver of [1, 2, 3, 4, 5]) await meeting.dots(giver, giver < 4 ? 't1' : 'm1-n1', giver);
  await meeting.input('i1', 'Paketskåp', { cost: null, costBasis: '-1 krona' });
  await meeting.input('i2', 'Utkastet', { status: 'draft' });
});
afterEach(() => meeting.close());

const read = async () => {
  const found = await outcomeView(meeting.db, 'm1', { withHidden: true });
  if (!found.ok) throw new Error(found.problem.code);
  return { outcome: found.value, inputs: await meetingInputs(meeting.db, 'm1') };
};
const everything = async (): Promise<string[]> => {
  const { outcome, inputs } = await read();
  return [
    meetingJson(outcome),
    inputsJson('0482', inputs),
    inputsCsv(inputs),
    ...csvFiles.map((file) => meetingCsv(file, outcome, inputs)),
  ];
};

describe('the exports as JSON', () => {
  it('[EX1] are what their published schemas say', async () => {
    const { outcome, inputs } = await read();
    expect(isMeeting(JSON.parse(meetingJson(outcome))), ajv.errorsText(isMeeting.errors)).toBe(true);
    expect(isPlanInputs(JSON.parse(inputsJson('0482', inputs))), ajv.errorsText(isPlanInputs.errors)).toBe(
      true,
    );
  });

  it('[EX1] are refused by the schemas as soon as something is added or missing', async () => {
    const { outcome } = await read();
    const whole = JSON.parse(meetingJson(outcome)) as Record<string, unknown>;
    const { notes: _, ...less } = whole;
    expect(isMeeting(less)).toBe(false);
    expect(isMeeting({ ...whole, authors: [] })).toBe(false);
  });

  it('[EX2] keep the ids of what things came from', async () => {
    const { outcome } = await read();
    expect(JSON.parse(meetingJson(outcome))).toMatchObject({
      themes: [{ id: 't1', noteIds: ['m1-n1', 'm1-n2'], offerIds: ['o1'] }],
      notes: [{ id: 'm1-n1', themeId: 't1', serviceCodes: ['com.post'] }, {}, {}, {}],
    });
  });

  it('[EX3] say nothing of people where fewer than five gave dots', async () => {
    await meeting.db.delete(tables.ballots);
    for (const giver of [1, 2, 3, 4]) await meeting.dots(giver, 't1');
    const { outcome, inputs } = await read();
    expect(JSON.parse(meetingJson(outcome))).toMatchObject({
      rounds: [{ dots: 4, people: null }],
      themes: [{ rounds: [{ dots: 4, people: null }] }],
    });
    expect(rowsOf(meetingCsv('teman', outcome, inputs))[0]).toMatchObject({
      'personer: Prickar, runda 1': '',
    });
  });
});

describe('every export', () => {
  it('[EX4] holds no contact, no author, no word behind a mask and no word of a hidden note', async () => {
    for (const file of await everything())
      expect(file).not.toMatch(/070-000|c-77|who-|u-secret|Bo Ek|Karin|contact/i);
  });

  it('[EX5] holds no time finer than the day', async () => {
    for (const file of await everything()) expect(file).not.toMatch(/\d\d:\d\d|T\d\d/);
  });

  it('[EX6] is the same bytes each time, also when the plan inputs were handed over in between', async () => {
    const { outcome } = await read();
    const before = await everything();
    expect(await everything()).toEqual(before);
    await meeting.db.update(tables.meetings).set({ state: 'delivered' });
    expect(meetingJson((await read()).outcome)).toBe(meetingJson(outcome));
  });

  it('[EX7] leaves drafts out', async () => {
    for (const file of await everything()) expect(file).not.toContain('Utkastet');
    expect((await planInputs(meeting.db, '0482')).map((i) => i.title)).toEqual(['Paketskåp']);
  });
});

describe('the exports as CSV', () => {
  it('[EX8] open in a Swedish spreadsheet: BOM, semicolons, CRLF and decimal comma', async () => {
    const { outcome, inputs } = await read();
    const csv = meetingCsv('erbjudanden', outcome, inputs);
    expect(csv.startsWith('\ufeffid;slag;')).toBe(true);
    expect(csv.endsWith('\r\n')).toBe(true);
    expect(rowsOf(csv)).toMatchObject([{ mängd: '2,5', enhet: 'timmar i månaden', tema: 'Paket och post' }]);
  });

  it('[EX8] carry what people wrote unharmed', async () => {
    const { outcome, inputs } = await read();
    expect(rowsOf(meetingCsv('lappar', outcome, inputs))[1]).toMatchObject({
      text: 'Paketen; "alltid" fel\nstad',
      översättning: 'Paketit',
      status: 'Synlig',
    });
  });

  it('[EX8] leave an unknown cost empty', async () => {
    const { inputs } = await read();
    expect(rowsOf(inputsCsv(inputs))[0]).toMatchObject({ 'kostnad (kr)': '', 'om kostnaden': "'-1 krona" });
  });

  it('[EX9] have dots that add up to those of the round', async () => {
    const { outcome, inputs } = await read();
    const dots = rowsOf(meetingCsv('prickar', outcome, inputs)).map((row) => Number(row['prickar']));
    expect(dots.reduce((a, b) => a + b, 0)).toBe(outcome.rounds[0]?.dots);
  });

  it.each(['=1+1', '+46', '-2+3', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', "=cmd|'/c calc'!A0", '=1\n;"x'])(
    '[EX10] make text of %j, which a spreadsheet would run',
    (typed) => {
      const [cell] = papa.parse<string[]>(toCsv(['a'], [[typed]]).slice(1), { delimiter: ';' }).data[1] ?? [];
      expect(cell).toBe(`'${typed}`);
    },
  );

  it('[EX10] make text of whatever is typed', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', ';', '"', 'a') }),
        (typed) => {
          const rows = papa.parse<string[]>(toCsv(['a'], [[`${typed}.`]]).slice(1), {
            delimiter: ';',
            newline: '\r\n',
          }).data;
          expect(rows[1]?.[0]).not.toMatch(/^[=+\-@\t\r\n]/);
        },
      ),
    );
  });

  it('[EX11] are known by name, and nothing else is', () => {
    expect(csvFiles.every(isCsvFile)).toBe(true);
    expect(isCsvFile('kontakter')).toBe(false);
  });
});
