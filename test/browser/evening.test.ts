import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tables } from '../../db/connect.ts';
import { launchBrowser } from '../support/browser.ts';
import { account, device, joinByCode, signIn } from '../support/evening.ts';
import { staff, startService, type Service } from '../support/service.ts';

let service: Service;
let browser: Browser;
let lead: Page;
let wall: Page;
let anna: Awaited<ReturnType<typeof device>>;
let bo: Awaited<ReturnType<typeof device>>;
let cia: Awaited<ReturnType<typeof device>>;
let meetingId = '';
const strangers: string[][] = [];

beforeAll(async () => {
  service = await startService({ pages: true });
  browser = await launchBrowser();
  const admin = await staff(service, ['administrator'], '*');
  await admin.must('municipality.add', { code: '0482', name: 'Flen' });
  await admin.must(
    'place.add',
    { placeId: crypto.randomUUID(), name: 'Lövbruket' },
    { municipalityCode: '0482' },
  );
  await account(service, 'processledare@example.org', ['facilitator']);
  await account(service, 'politiker@example.org', ['politician']);
});
afterAll(async () => {
  await browser.close();
  expect(service.failures).toEqual([]);
  await service.stop();
});

const see = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor();
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();
const nextStep = async (title: string) => {
  await press(lead, `Nästa: ${title}`);
  await see(lead, 'Öppet nu'.toLowerCase());
};
const write = async (page: Page, text: string) => {
  await page.getByLabel('Skriv en lapp').fill(text);
  await press(page, 'Skicka lappen');
};
/** How many notes with these words are in the database, whoever sees them. */
const stored = async (text: string) =>
  (await service.app.store.read.select().from(tables.notes)).filter((note) => note.text === text).length;
const eventually = async (what: () => Promise<boolean>, why: string) => {
  const end = Date.now() + 15_000;
  while (!(await what())) {
    if (Date.now() > end) throw new Error(`it did not happen: ${why}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};

describe('an evening', () => {
  test('[EV1] a process leader prepares a meeting, opens the doors and puts the code on the wall', async () => {
    const laptop = await device(browser, service, { size: 'laptop' });
    lead = laptop.page;
    strangers.push(laptop.strangers);
    await signIn(lead, 'processledare@example.org');
    await lead.goto('/staff/0482/new');
    await lead
      .getByLabel(/Namn|Rubrik|Mötets namn|Titel/)
      .first()
      .fill('Bymöte i Lövbruket');
    await lead
      .getByLabel(/^Dag|Datum/)
      .first()
      .fill('2026-11-22');
    await lead
      .locator('form')
      .filter({ has: lead.getByLabel(/^Dag|Datum/) })
      .locator('button.primary')
      .click();
    await lead.waitForURL('**/staff/meeting/**');
    meetingId = new URL(lead.url()).pathname.split('/').at(-1) ?? '';
    await lead.goto(`/lead/${meetingId}`);
    await press(lead, 'Öppna dörrarna');
    await see(lead, 'Dörrarna är öppna');
    const screen = await device(browser, service, { size: 'wall' });
    wall = screen.page;
    strangers.push(screen.strangers);
    const link = await lead.getByRole('link', { name: /Öppna salsskärmen/ }).getAttribute('href');
    await wall.goto(link ?? '');
    await see(wall, /[B-Z2-9]{3}-[B-Z2-9]{4}/);
  });

  test('[EV1] three phones come in, one without scripts', async () => {
    const code =
      /[B-DF-HJ-NP-TV-Z2-9]{3}-[B-DF-HJ-NP-TV-Z2-9]{4}/.exec(await wall.innerText('body'))?.[0] ?? '';
    anna = await device(browser, service);
    bo = await device(browser, service, { size: 'small', javaScriptEnabled: false });
    cia = await device(browser, service);
    for (const phone of [anna, bo, cia]) {
      strangers.push(phone.strangers);
      await joinByCode(phone.page, code);
      await see(phone.page, 'Du är med');
    }
    await lead
      .getByText(/3 har kommit in/)
      .first()
      .waitFor();
  });

  test('[EV3] without scripts a note is written by a plain form, once however often it is pressed', async () => {
    for (const title of ['Insläpp och fika', 'Välkommen', 'Så går det till', 'Fråga 1: Idag'])
      await nextStep(title);
    await see(wall, 'Hur ser det ut idag');
    await anna.page.getByLabel('Skriv en lapp').waitFor();
    await bo.page.getByRole('link', { name: 'Hämta läget' }).click();
    await write(bo.page, 'Bussen går inte på helgen');
    await see(bo.page, 'Bussen går inte på helgen');
    expect(await stored('Bussen går inte på helgen')).toBe(1);
  });

  test('[NT2] the same note over form, socket and HTTP is one note', async () => {
    const [commandId, noteId] = [crypto.randomUUID(), crypto.randomUUID()];
    await anna.page.getByLabel('Skriv en lapp').waitFor();
    const stepId = await bo.page.locator('input[name=stepId]').first().inputValue();
    const words = 'Fem gånger genom tre dörrar';
    const cookie = (await anna.context.cookies()).map((c) => `${c.name}=${c.value}`).join('; ');
    const command = {
      v: 1,
      id: commandId,
      verb: 'note.write',
      meetingId,
      body: { noteId, stepId, text: words },
    };
    const overHttp = () =>
      fetch(`${service.url}/api/v1/commands`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: service.url, cookie },
        body: JSON.stringify(command),
      }).then((r) => r.status);
    const overForm = () =>
      fetch(`${service.url}/m/${meetingId}?/write`, {
        method: 'POST',
        headers: { origin: service.url, cookie },
        body: new URLSearchParams({ form: 'note', commandId, noteId, stepId, text: words }),
        redirect: 'manual',
      }).then((r) => r.status);
    const { io } = await import('socket.io-client');
    const socket = io(service.url, {
      transports: ['websocket'],
      query: { meeting: meetingId },
      extraHeaders: { cookie, origin: service.url },
    });
    const overSocket = () => socket.timeout(8000).emitWithAck('command', command) as Promise<unknown>;
    const answers = await Promise.all([overHttp(), overForm(), overSocket(), overForm(), overHttp()]);
    socket.close();
    expect(answers.filter((a) => typeof a === 'number' && a >= 400)).toEqual([]);
    expect(await stored(words)).toBe(1);
  });

  test('[EV2] a phone without network keeps what was written through a reload and delivers it once', async () => {
    await write(cia.page, 'Skrivet med nät');
    await see(cia.page, 'Sparad');
    // The page keeps itself once it is usable; give it the moment it needs.
    await cia.page.waitForFunction(() => performance.getEntriesByName('kept').length > 1);
    await cia.context.setOffline(true);
    await write(cia.page, 'Skrivet utan nät');
    await see(cia.page, /Väntar|Inte sparad/);
    await cia.page.reload();
    await see(cia.page, 'Skrivet utan nät');
    expect(await stored('Skrivet utan nät')).toBe(0);
    await cia.context.setOffline(false);
    await eventually(async () => (await stored('Skrivet utan nät')) === 1, 'the note arrived');
    await cia.page.getByText('Sparad').first().waitFor();
    expect(await stored('Skrivet med nät')).toBe(1);
    expect(await stored('Skrivet utan nät')).toBe(1);
  });

  test('[EV1] notes are shown to all, grouped with ticks, and get dots within the budget', async () => {
    await write(anna.page, 'Affären stängde, nu är det långt');
    await see(anna.page, 'Sparad');
    await see(lead, 'Affären stängde, nu är det långt');
    await press(lead, 'Visa lapparna för alla');
    await see(wall, 'Affären stängde, nu är det långt');
    await see(anna.page, 'Bussen går inte på helgen');
    await nextStep('Gruppera');
    await lead.getByRole('checkbox', { name: /Affären stängde/ }).check();
    await lead.getByRole('checkbox', { name: /Skrivet utan nät/ }).check();
    await lead.getByLabel('Temats namn').first().fill('Mat på nära håll');
    await lead.getByRole('button', { name: 'Gruppera', exact: true }).click();
    await see(lead, 'Sparat på servern');
    await see(wall, 'Mat på nära håll');
    await nextStep('Prickar, runda 1');
    await see(anna.page, '3 av 3 prickar kvar');
    const plus = anna.page.getByRole('button', { name: 'Lägg en prick på Mat på nära håll' });
    for (const left of [2, 1, 0]) {
      await plus.click();
      await see(anna.page, `${left} av 3 prickar kvar`);
    }
    expect(await plus.isDisabled()).toBe(true);
    await bo.page.getByRole('link', { name: 'Hämta läget' }).click();
    for (let i = 0; i < 3; i += 1)
      await bo.page.getByRole('button', { name: 'Lägg en prick på Mat på nära håll' }).click();
    await see(bo.page, '0 av 3 prickar kvar');
    await eventually(
      async () => (await service.app.store.read.select().from(tables.dots)).length === 6,
      'six dots',
    );
    await press(lead, 'Visa prickarna');
    await see(anna.page, 'Så föll prickarna');
    await see(wall, 'Mat på nära håll');
  });

  test('[EV1] an offer is made, and its contact shows nowhere', async () => {
    for (const title of [
      'Paus',
      'Fråga 2: Framtiden',
      'Gruppera',
      'Prickar, runda 2',
      'Fråga 3: Vad vi kan bidra med',
    ])
      await nextStep(title);
    await anna.page.getByLabel('Beskriv erbjudandet').fill('Jag kan köra varor på torsdagar');
    await anna.page.getByText('Hur mycket, och hur vi når dig').click();
    await anna.page.getByLabel('Namn och telefon eller e-post').fill('Kontakt-Kanarie 070');
    await press(anna.page, 'Skicka erbjudandet');
    await see(anna.page, /Dina erbjudanden \(1\)/);
    await see(lead, 'Jag kan köra varor på torsdagar');
    for (const page of [lead, wall, bo.page]) expect(await page.content()).not.toContain('Kanarie');
  });

  test('[EV1] the meeting is closed, its themes become plan inputs and are handed over', async () => {
    await nextStep('Skörd');
    await nextStep('Så går vi vidare');
    await press(lead, /Avsluta mötet/);
    await lead.getByRole('dialog').getByRole('button', { name: 'Avsluta mötet' }).click();
    await lead.waitForURL('**/outcome/**');
    await see(lead, 'Mat på nära håll');
    await see(anna.page, 'Tack för att du var med!');
    await see(anna.page, 'Affären stängde, nu är det långt');
    await lead.goto(`/outcome/${meetingId}/inputs`);
    await lead
      .getByRole('link', { name: /Skapa underlag/ })
      .or(lead.getByRole('button', { name: /Skapa underlag/ }))
      .first()
      .click();
    await lead.locator('button.primary').filter({ hasText: /Spara/ }).first().click();
    await lead
      .getByText(/^Lämna 1 underlag/)
      .first()
      .click();
    await press(lead, /Ja, lämna 1 underlag/);
    await eventually(
      async () =>
        (await service.app.store.read.select().from(tables.planInputs)).some((i) => i.status === 'submitted'),
      'the plan input was handed over',
    );
  });

  test('[EV1] a politician opens the municipality and reads the words behind a figure', async () => {
    const desk = await device(browser, service, { size: 'laptop' });
    strangers.push(desk.strangers);
    await signIn(desk.page, 'politiker@example.org');
    await desk.page.goto('/municipality/0482');
    await see(desk.page, 'Lövbruket');
    const figure = desk.page.locator('a[href*="/need/"]').first();
    await figure.click();
    await desk.page.waitForURL('**/need/**');
    await see(desk.page, /Bussen går inte på helgen|Affären stängde/);
  });

  test('[EV1] every note is there exactly once, and dots never passed the budget', async () => {
    const notes = await service.app.store.read.select().from(tables.notes);
    const texts = notes.map((note) => note.text);
    expect(texts.length).toBe(new Set(texts).size);
    expect(texts.sort()).toEqual([
      'Affären stängde, nu är det långt',
      'Bussen går inte på helgen',
      'Fem gånger genom tre dörrar',
      'Skrivet med nät',
      'Skrivet utan nät',
    ]);
    const ballots = await service.app.store.read.select().from(tables.ballots);
    const perGiver = new Map<string, number>();
    for (const b of ballots)
      perGiver.set(`${b.stepId} ${b.giver}`, (perGiver.get(`${b.stepId} ${b.giver}`) ?? 0) + b.dots);
    expect([...perGiver.values()]).toEqual([3, 3]);
  });

  test('[WT2] no device asked anybody but us', () => {
    expect(strangers.flat()).toEqual([]);
  });
});
