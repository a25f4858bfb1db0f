import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { groupNotes, mergeThemes, tagTheme } from '../../shared/documents/themes.ts';
import { swedishDay } from '../../shared/domain/day.ts';
import type { Outcome, PlanInput } from '../../shared/wire/views.ts';
import { tables } from '../../db/connect.ts';
import {
  openHall,
  phone,
  staff,
  startService,
  type Client,
  type Hall,
  type Service,
} from '../support/service.ts';
import { openThemes } from '../support/documents.ts';

let service: Service;
let hall: Hall;
let anna: Client;
let bo: Client;
const hand = {};
const ids = { bus: crypto.randomUUID(), train: crypto.randomUUID(), shop: crypto.randomUUID() };
const themes = { travel: 'tema-resor', rail: 'tema-tag' };
const about = () => ({ meetingId: hall.meetingId });

/** A whole short evening: three notes, two themes of which one is merged, dots, an offer with a contact. */
beforeAll(async () => {
  service = await startService();
  hall = await openHall(service);
  [anna, bo] = [await phone(service, hall), await phone(service, hall)];
  const lead = hall.facilitator;
  const q1 = hall.step('collect');
  await lead.must('step.open', { stepId: q1 }, about());
  await anna.must('note.write', { noteId: ids.bus, stepId: q1, text: 'Bussen går sällan' }, about());
  await bo.must('note.write', { noteId: ids.train, stepId: q1, text: 'Tåget stannar inte' }, about());
  await bo.must('note.write', { noteId: ids.shop, stepId: q1, text: 'Affären är stängd' }, about());
  const board = await openThemes(lead, hall.meetingId);
  groupNotes(board.doc, hand, { id: themes.travel, title: 'Resor', noteIds: [ids.bus] });
  groupNotes(board.doc, hand, { id: themes.rail, title: 'Tåg', noteIds: [ids.train] });
  tagTheme(board.doc, hand, themes.travel, ['mob.transit']);
  await board.stored();
  await lead.must('step.open', { stepId: hall.step('dots') }, about());
  const dot = { stepId: hall.step('dots') };
  await anna.must('dot.place', { ...dot, dot: 1, targetId: themes.rail }, about());
  await anna.must('dot.place', { ...dot, dot: 2, targetId: themes.travel }, about());
  await bo.must('dot.place', { ...dot, dot: 1, targetId: themes.rail }, about());
  mergeThemes(board.doc, hand, themes.rail, themes.travel);
  await board.stored();
  board.close();
  await lead.must('step.open', { stepId: hall.step('offers') }, about());
  await bo.must(
    'offer.make',
    {
      offerId: crypto.randomUUID(),
      stepId: hall.step('offers'),
      kind: 'time',
      text: 'Jag kan köra',
      amount: 4,
      unit: 'hours_per_month',
      contact: 'Kontakt-Kanarie 070-000 00 00',
      themeId: themes.rail,
    },
    about(),
  );
});
afterAll(async () => {
  expect(service.failures).toEqual([]);
  await service.stop();
});

describe('closing a meeting', () => {
  test('[MT1] only the next state may follow', async () => {
    expect(await hall.facilitator.say('meeting.open', {}, about())).toMatchObject({
      ok: false,
      problem: { code: 'not_ready' },
    });
    const draft = crypto.randomUUID();
    expect(await hall.facilitator.say('meeting.close', {}, { meetingId: draft })).toMatchObject({
      ok: false,
      problem: { code: 'not_found' },
    });
  });

  test('[MT2] the outcome holds every note, theme, dot and offer', async () => {
    await hall.facilitator.must('meeting.close', {}, about());
    const outcome = JSON.parse(
      await (await hall.facilitator.fetch(`/api/v1/meetings/${hall.meetingId}/export.json`)).text(),
    ) as unknown;
    expect(JSON.stringify(outcome)).toContain('Affären är stängd');
    const view = await service.app.services.views.outcome(await actorOf(hall.facilitator), hall.meetingId);
    const value = view.ok ? view.value : undefined;
    expect(value?.notes.map((n) => n.id).sort()).toEqual(Object.values(ids).sort());
    expect(value?.themes.map((t) => [t.title, [...t.noteIds].sort()])).toEqual([
      ['Resor', [ids.bus, ids.train].sort()],
    ]);
    expect(value?.participants).toBe(2);
    expect(value?.offers).toMatchObject([{ text: 'Jag kan köra', themeId: themes.travel, hasContact: true }]);
  });

  test('[DT6] dots on a merged theme follow the survivor, people counted once', async () => {
    const view = await service.app.services.views.outcome(await actorOf(hall.facilitator), hall.meetingId);
    const theme = (view.ok ? view.value : ({} as Outcome)).themes[0];
    expect(theme?.rounds[hall.step('dots')]).toEqual({ dots: 3, people: 2 });
  });

  test('[MT3] nothing in the database ties a device to what it wrote', async () => {
    const { read } = service.app.store;
    const notes = await read.select().from(tables.notes);
    // Nor her number among her own: first, second and third would still lie together.
    expect(notes.every((n) => n.participantId === null && n.ownNumber === null)).toBe(true);
    expect(new Set(notes.map((n) => n.writtenAt.getTime())).size).toBe(1);
    expect(await read.select().from(tables.dots)).toEqual([]);
    const offers = await read.select().from(tables.offers);
    expect(offers.every((o) => o.participantId === null && o.ownNumber === null)).toBe(true);
    expect(
      (await read.select().from(tables.commands)).filter(
        (c) => c.meetingId === hall.meetingId && c.verb !== 'meeting.close',
      ),
    ).toEqual([]);
  });

  test('[MT3] not even the bytes of the file remember a participant beside a note', async () => {
    await service.app.store.settle();
    const people = await service.app.store.read.select().from(tables.participants);
    const files = readdirSync(service.dataDir).filter((f) => f.startsWith('bystamma.db'));
    const bytes = files.map((f) => readFileSync(join(service.dataDir, f)).toString('latin1')).join('');
    // Each id stands once in the table of participants and once in its index, and nowhere else.
    for (const person of people) expect(bytes.split(person.id).length - 1).toBeLessThanOrEqual(2);
  });

  test('[MT4] a closed meeting takes nothing more, and a repeat of a stored note is still saved', async () => {
    const write = (noteId: string, text: string) =>
      anna.say('note.write', { noteId, stepId: hall.step('collect'), text }, about());
    expect(await write(crypto.randomUUID(), 'för sent')).toMatchObject({
      ok: false,
      problem: { code: 'meeting_closed' },
    });
    expect(await write(ids.bus, 'Bussen går sällan')).toMatchObject({
      ok: true,
      result: { noteId: ids.bus },
    });
  });

  test('[OF1] a contact is in no view, document or export', async () => {
    const lead = hall.facilitator;
    const paths = ['', '/export.json', '/export/erbjudanden.csv', '/export/lappar.csv'].map(
      (p) => `/api/v1/meetings/${hall.meetingId}${p}`,
    );
    for (const path of paths) expect(await (await lead.fetch(path)).text()).not.toContain('Kanarie');
    for (const row of await service.app.store.read.select().from(tables.documentUpdates))
      expect(Buffer.from(row.bytes).toString('latin1')).not.toContain('Kanarie');
  });

  test('[OF3] reading a contact is written down, and only some may', async () => {
    const [offer] = await service.app.store.read.select().from(tables.offers);
    const path = `/api/v1/offers/${offer?.id}/contact`;
    expect((await bo.fetch(path)).status).toBe(403);
    expect((await (await staff(service, ['politician'])).fetch(path)).status).toBe(403);
    expect(await hall.facilitator.json(path)).toEqual({ contact: 'Kontakt-Kanarie 070-000 00 00' });
    expect(await service.app.store.read.select().from(tables.audit)).toMatchObject([
      { what: 'contact.read', about: offer?.id },
    ]);
  });

  test('[PI1] a plan input keeps what it came from, and needs an origin to be handed over', async () => {
    const lead = hall.facilitator;
    const planInputId = crypto.randomUUID();
    const draft = {
      planInputId,
      kind: 'need' as const,
      title: 'Kvällsbuss',
      text: 'En buss på kvällen',
      serviceCodes: ['mob.transit'],
      responsibleLevel: 'region' as const,
      themeIds: [] as string[],
      noteIds: [] as string[],
      offerIds: [],
    };
    await lead.must('planInput.write', draft, about());
    expect(await lead.say('planInput.submit', { planInputIds: [planInputId] }, about())).toMatchObject({
      ok: false,
      problem: { code: 'not_ready' },
    });
    expect(
      await lead.say('planInput.write', { ...draft, noteIds: ['someone-elses'] }, about()),
    ).toMatchObject({ ok: false, problem: { code: 'not_found' } });
    await lead.must('planInput.write', { ...draft, themeIds: [themes.travel], noteIds: [ids.bus] }, about());
    await lead.must('planInput.submit', { planInputIds: [planInputId] }, about());
    expect(await lead.say('planInput.write', { ...draft, title: 'Ändrad efteråt' }, about())).toMatchObject({
      ok: false,
      problem: { code: 'not_ready' },
    });
  });

  test('[PI2] only an officer of the municipality receives it, with number and date', async () => {
    const view = await service.app.services.views.planInputs(await actorOf(hall.facilitator), '0482');
    const [input] = view.ok ? view.value : ([] as PlanInput[]);
    const receive = (client: Client) =>
      client.say(
        'planInput.receive',
        { planInputId: input?.id ?? '', registryNumber: 'KS 2026/1', receivedOn: swedishDay(Date.now()) },
        { municipalityCode: '0482' },
      );
    expect(await receive(hall.facilitator)).toMatchObject({ ok: false, problem: { code: 'not_allowed' } });
    expect(await receive(await staff(service, ['officer'], '0428'))).toMatchObject({
      ok: false,
      problem: { code: 'not_allowed' },
    });
    expect(await receive(await staff(service, ['officer']))).toMatchObject({ ok: true });
    const after = await service.app.services.views.planInputs(await actorOf(hall.facilitator), '0482');
    expect(after.ok && after.value[0]).toMatchObject({
      status: 'received',
      registryNumber: 'KS 2026/1',
      themeIds: [themes.travel],
      noteIds: [ids.bus],
    });
  });

  test('[MT1] handing over delivers the meeting', async () => {
    const outcome = await service.app.services.views.outcome(await actorOf(hall.facilitator), hall.meetingId);
    expect(outcome.ok && outcome.value.meeting.state).toBe('delivered');
  });

  test('[MT5] themes may be called what every object has a thing of', async () => {
    const other = await openHall(service);
    const board = await openThemes(other.facilitator, other.meetingId);
    for (const id of ['constructor', 'toString', 'valueOf'])
      groupNotes(board.doc, hand, { id, title: `Tema ${id}`, noteIds: [] });
    await board.stored();
    board.close();
    const closed = await other.facilitator.must('meeting.close', {}, { meetingId: other.meetingId });
    expect(closed).toMatchObject({ themes: 3 });
  });

  test('[MT5] theme ids that another meeting used, and offers to nothing, are no obstacle', async () => {
    const other = await openHall(service);
    const there = { meetingId: other.meetingId };
    const cilla = await phone(service, other);
    const [noteId, stepId, offers] = [crypto.randomUUID(), other.step('collect'), other.step('offers')];
    await other.facilitator.must('step.open', { stepId }, there);
    await cilla.must('note.write', { noteId, stepId, text: 'Vägen är dålig' }, there);
    const board = await openThemes(other.facilitator, other.meetingId);
    groupNotes(board.doc, hand, { id: themes.travel, title: 'Vägar', noteIds: [noteId] });
    await board.stored();
    board.close();
    await other.facilitator.must('step.open', { stepId: other.step('dots') }, there);
    await cilla.must('dot.place', { stepId: other.step('dots'), dot: 1, targetId: themes.travel }, there);
    await other.facilitator.must('step.open', { stepId: offers }, there);
    const offer = { stepId: offers, kind: 'time', text: 'Kan skotta' } as const;
    await cilla.must('offer.make', { ...offer, offerId: ids.shop, themeId: themes.travel }, there);
    await cilla.must('offer.make', { ...offer, offerId: ids.bus, themeId: 'aldrig funnits' }, there);
    await other.facilitator.must('meeting.close', {}, there);
    const found = await service.app.services.views.outcome(await actorOf(other.facilitator), other.meetingId);
    const [theme] = found.ok ? found.value.themes : [];
    expect(theme).toMatchObject({ title: 'Vägar', noteIds: [noteId], offerIds: [ids.shop] });
    expect(theme?.id).not.toBe(themes.travel);
    expect(theme?.rounds[other.step('dots')]).toEqual({ dots: 1, people: 1 });
    expect(new Map(found.ok ? found.value.offers.map((o) => [o.id, o.themeId]) : [])).toEqual(
      new Map([
        [ids.shop, theme?.id],
        [ids.bus, null],
      ]),
    );
    const first = await service.app.services.views.outcome(await actorOf(hall.facilitator), hall.meetingId);
    expect(first.ok && first.value.themes.map(({ id, title }) => [id, title])).toEqual([
      [themes.travel, 'Resor'],
    ]);
  });
});

const actorOf = async (_client: Client) => {
  const grants = await service.app.store.read.select().from(tables.grants);
  const owner = grants.find((g) => g.role === 'facilitator');
  const own = [{ municipalityCode: '0482', role: 'facilitator' as const }];
  return {
    participants: [],
    screens: [],
    user: { id: owner?.userId ?? '', name: '', email: '', grants: own },
  };
};
