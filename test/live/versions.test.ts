import * as Y from 'yjs';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  dissolveTheme,
  groupNotes,
  mergeThemes,
  moveTheme,
  nameTheme,
  placeNotes,
  readThemes,
  tagTheme,
  type Arrangement,
} from '../../shared/documents/themes.ts';
import type { ThemeVersion } from '../../shared/wire/views.ts';
import { systemChance } from '../../server/chance.ts';
import { makeDocuments, type Documents } from '../../server/live/documents.ts';
import { limits } from '../../server/live/limits.ts';
import { makeVersions } from '../../server/live/versions.ts';
import { keepVersion } from '../../server/store/documents.ts';
import { openStore } from '../../server/store/store.ts';
import { openThemes, type OpenDocument } from '../support/documents.ts';
import {
  newFolder,
  openHall,
  phone,
  staff,
  startService,
  type Client,
  type Hall,
  type Service,
} from '../support/service.ts';

let service: Service;
let hall: Hall;
let lead2: Client;
const opened: OpenDocument[] = [];
const about = () => ({ meetingId: hall.meetingId });
const open = async (client: Client, doc = new Y.Doc()): Promise<OpenDocument> => {
  const document = await openThemes(client, hall.meetingId);
  document.close();
  const again = await openWith(client, doc);
  opened.push(again);
  return again;
};
const openWith = async (client: Client, doc: Y.Doc): Promise<OpenDocument> => {
  const { openDocument } = await import('../support/documents.ts');
  return openDocument(client, 'themes', hall.meetingId, { doc });
};
const versions = (client = hall.facilitator) =>
  client.json<ThemeVersion[]>(`/api/v1/meetings/${hall.meetingId}/versions`);
const same = (a: Arrangement, b: Arrangement): boolean => JSON.stringify(a) === JSON.stringify(b);
const eventually = async <T>(ask: () => Promise<T>, holds: (value: T) => boolean): Promise<T> => {
  for (const end = Date.now() + 8000; ; await new Promise((resolve) => setTimeout(resolve, 20))) {
    const value = await ask();
    if (holds(value)) return value;
    if (Date.now() > end) throw new Error(`not in time: ${JSON.stringify(value)}`);
  }
};
const step = (kind: string, verb: 'step.open' | 'step.close' = 'step.open') =>
  hall.facilitator.must(verb, { stepId: hall.step(kind) }, about());

/** Four themes with two notes each, one of them merged, one with codes. */
const board = (doc: Y.Doc): void => {
  for (const id of ['a', 'b', 'c', 'd'])
    groupNotes(doc, {}, { id, title: `Tema ${id}`, noteIds: [`${id}1`, `${id}2`] });
  mergeThemes(doc, {}, 'd', 'c');
  tagTheme(doc, {}, 'a', ['bus']);
};
const wreck = (doc: Y.Doc): void => {
  mergeThemes(doc, {}, 'a', 'b');
  for (const { id } of readThemes(doc).themes) dissolveTheme(doc, {}, id);
  groupNotes(doc, {}, { id: 'wrong', title: 'Allt möjligt', noteIds: ['a1', 'b1', 'c1', 'z1'] });
  nameTheme(doc, {}, 'a', 'Förstört');
};

beforeAll(async () => {
  service = await startService();
  hall = await openHall(service);
  lead2 = await staff(service, ['facilitator']);
});
afterEach(() => opened.splice(0).forEach((document) => document.close()));
afterAll(async () => {
  expect(service.failures).toEqual([]);
  await service.stop();
});

describe('earlier states of the grouping', () => {
  test('[VE1] a phase change keeps one, the same state is not kept twice', async () => {
    expect(await versions()).toEqual([]);
    const lead = await open(hall.facilitator);
    await step('collect');
    expect(await versions()).toEqual([]);
    board(lead.doc);
    await lead.stored();
    await step('group');
    await eventually(versions, (list) => list.length === 1 && list[0]?.why === 'step');
    await step('group', 'step.close');
    await step('collect');
    placeNotes(lead.doc, {}, ['e1'], 'a');
    await lead.stored();
    await step('collect', 'step.close');
    await eventually(versions, (list) => list.length === 2);
  });

  test('[VE2] everything deleted and merged wrongly comes back, on every screen', async () => {
    const [one, two] = [await open(hall.facilitator), await open(lead2)];
    const before = readThemes(one.doc);
    await step('group');
    const [version] = (await eventually(versions, (list) => list.length >= 2)).slice(-1);
    // A third facilitator has no network while it happens, and has moved a note into what is about to go.
    const away = new Y.Doc();
    const third = await openWith(lead2, away);
    wreck(one.doc);
    await one.stored();
    await two.until((doc) => readThemes(doc).themes.length === 1);
    await third.until((doc) => readThemes(doc).themes.length === 1);
    third.goAway();
    placeNotes(away, {}, ['y1'], 'wrong');
    const keptBefore = (await versions()).length;
    await lead2.must('themes.restore', { versionId: version?.id ?? '' }, about());
    for (const screen of [one, two]) await screen.until((doc) => same(readThemes(doc), before));
    const kept = (await versions()).slice(keptBefore);
    expect(kept.map(({ why }) => why)).toEqual(['restore']);
    const back = await openWith(lead2, away);
    opened.push(back);
    await back.stored();
    for (const screen of [one, two, back])
      await screen.until((doc) => same(readThemes(doc), before) && doc.getMap('placement').has('y1'));
    // And the way back from the way back.
    await lead2.must('themes.restore', { versionId: kept[0]?.id ?? '' }, about());
    await two.until(
      (doc) =>
        readThemes(doc)
          .themes.map(({ id }) => id)
          .join() === 'wrong',
    );
    await lead2.must('themes.restore', { versionId: version?.id ?? '' }, about());
    await two.until((doc) => same(readThemes(doc), before));
  });

  test('[VE2] a repeated command brings back once', async () => {
    const lead = await open(hall.facilitator);
    const [version] = await versions();
    const id = crypto.randomUUID();
    const body = { versionId: version?.id ?? '' };
    const first = await lead2.must('themes.restore', body, { ...about(), id });
    nameTheme(lead.doc, {}, 'a', 'Nytt namn efteråt');
    moveTheme(lead.doc, {}, 'a', null);
    await lead.stored();
    expect(await lead2.must('themes.restore', body, { ...about(), id })).toEqual(first);
    expect(readThemes(lead.doc).themes.at(-1)?.title).toBe('Nytt namn efteråt');
  });

  test('[VE3] only facilitators see and use them, and only those of the meeting', async () => {
    const [version] = await versions();
    const body = { versionId: version?.id ?? '' };
    const anna = await phone(service, hall);
    const officer = await staff(service, ['officer']);
    const nobody = await phone(service, hall);
    nobody.cookies.clear();
    for (const [client, code] of [
      [anna, 'not_allowed'],
      [officer, 'not_allowed'],
      [nobody, 'not_signed_in'],
    ] as const) {
      expect(await client.say('themes.restore', body, about())).toMatchObject({ problem: { code } });
      expect(await versions(client)).toMatchObject({ problem: { code } });
    }
    const other = await openHall(service);
    const elsewhere = { meetingId: other.meetingId };
    expect(await other.facilitator.say('themes.restore', body, elsewhere)).toMatchObject({
      problem: { code: 'wrong_meeting' },
    });
    expect(
      await hall.facilitator.say('themes.restore', { versionId: crypto.randomUUID() }, about()),
    ).toMatchObject({ problem: { code: 'not_found', field: 'versionId' } });
    const response = await hall.facilitator.fetch(`/api/v1/meetings/${hall.meetingId}/versions`);
    expect(response.headers.get('cache-control')).toContain('no-store');
  });

  test('[VE4] closing the meeting takes them away: the arrangement is fact then', async () => {
    const other = await openHall(service);
    const client = other.facilitator;
    const at = { meetingId: other.meetingId };
    const lead = await openThemes(client, other.meetingId);
    board(lead.doc);
    await lead.stored();
    await client.must('step.open', { stepId: other.step('collect') }, at);
    const list = () => client.json<ThemeVersion[]>(`/api/v1/meetings/${other.meetingId}/versions`);
    const [version] = await eventually(list, (kept) => kept.length === 1);
    await client.must('meeting.close', {}, at);
    expect(await list()).toEqual([]);
    expect(await client.say('themes.restore', { versionId: version?.id ?? '' }, at)).toMatchObject({
      problem: { code: 'meeting_closed' },
    });
  });
});

describe('what an earlier grouping held', () => {
  const listOf = async (other: Hall) =>
    other.facilitator.json<ThemeVersion[]>(`/api/v1/meetings/${other.meetingId}/versions`);

  test('[VE6] the list says how many themes and notes each held, and the first names', async () => {
    const other = await openHall(service);
    const stepTo = (kind: string) =>
      other.facilitator.must('step.open', { stepId: other.step(kind) }, { meetingId: other.meetingId });
    const lead = await openThemes(other.facilitator, other.meetingId);
    board(lead.doc);
    nameTheme(lead.doc, {}, 'b', '');
    groupNotes(lead.doc, {}, { id: 'e', title: 'Tema e', noteIds: [] });
    await lead.stored();
    await stepTo('collect');
    await eventually(
      () => listOf(other),
      (list) => list.length === 1,
    );
    placeNotes(lead.doc, {}, ['a1'], null);
    await lead.stored();
    await stepTo('group');
    const list = await eventually(
      () => listOf(other),
      (kept) => kept.length === 2,
    );
    const names = ['Tema e', 'Tema c', 'Tema a'];
    expect(list.map(({ held }) => held)).toEqual([
      { themes: 4, notes: 8, names },
      { themes: 4, notes: 7, names },
    ]);
    for (const { id } of readThemes(lead.doc).themes) dissolveTheme(lead.doc, {}, id);
    await lead.stored();
    await stepTo('collect');
    const longer = await eventually(
      () => listOf(other),
      (kept) => kept.length === 3,
    );
    expect(longer.map(({ held }) => held?.notes)).toEqual([8, 7, 0]);
    lead.close();
  });

  test('[VE6] only the newest hundred are read', async () => {
    const other = await openHall(service);
    const doc = new Y.Doc();
    board(doc);
    const state = Y.encodeStateAsUpdate(doc);
    for (let i = 0; i < 102; i += 1)
      await service.app.store.write((tx) =>
        keepVersion(tx, {
          ...{ id: crypto.randomUUID(), name: `themes/${other.meetingId}`, why: 'time', state },
          at: new Date(Date.now() + i),
        }),
      );
    const list = await listOf(other);
    expect(list.map(({ held }) => held?.themes ?? null)).toEqual([
      null,
      null,
      ...Array.from({ length: 100 }, () => 3),
    ]);
  });
});

describe('versions over an evening', () => {
  test('[VE1] while it changes, one each five minutes at most; after thirty days the old ones go', async () => {
    const store = openStore(newFolder());
    const timers: { at: number; run: () => void }[] = [];
    let time = Date.parse('2026-11-22T18:00:00Z');
    const after = (ms: number, run: () => void) => void timers.push({ at: time + ms, run });
    const failures: unknown[] = [];
    const onFailure = (failure: unknown) => void failures.push(failure);
    const now = () => time;
    let documents: Documents | undefined = undefined;
    const kept = makeVersions({
      ...{ read: store.read, write: store.write, chance: systemChance, now, after, onFailure },
      documents: () => documents as Documents,
    });
    documents = makeDocuments({
      ...{ read: store.read, write: store.write, chance: systemChance, now, onFailure },
      clock: { now, after },
      prepare: async (document) => kept.follow(document),
    });
    const pass = async (ms: number) => {
      for (const end = time + ms; time < end; time = Math.min(end, time + 1000)) {
        const due = timers.filter(({ at }) => at <= time);
        for (const timer of due) timers.splice(timers.indexOf(timer), 1)[0]?.run();
        if (due.length > 0) await kept.settled();
      }
    };
    const list = async () =>
      (await import('../../server/store/documents.ts')).versionsOf(store.read, 'themes/m');
    for (let minute = 0; minute < 60; minute += 1) {
      const { doc } = await documents.open('themes/m');
      groupNotes(doc, {}, { id: `t${minute}`, title: 'Tema', noteIds: [] });
      await pass(60_000);
    }
    const evening = await list();
    expect(evening.length).toBeGreaterThanOrEqual(9);
    const gaps = evening.slice(1).map(({ at }, i) => at.getTime() - (evening[i]?.at.getTime() ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(limits.versionEvery);
    await pass(60 * 60_000);
    expect((await list()).length - evening.length).toBeLessThanOrEqual(1);
    time += 31 * 24 * 60 * 60_000;
    const { doc } = await documents.open('themes/m');
    groupNotes(doc, {}, { id: 'late', title: 'Sent', noteIds: [] });
    await pass(10 * 60_000);
    expect(await list()).toHaveLength(1);
    expect(failures).toEqual([]);
    store.close();
  });
});
