import { createServer, type Server } from 'node:http';
import { rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readDesk } from '../../shared/documents/desk.ts';
import { readRoom } from '../../shared/documents/room.ts';
import { at, became, wait } from '../support/arena.ts';
import { check, type Facts, type Operation, type Screen } from '../support/checker.ts';
import { launchBrowser } from '../support/browser.ts';
import { compileShim, faultEnv, setMood } from '../support/disk-faults.ts';
import { openDocument } from '../support/documents.ts';
import { device, joinByCode } from '../support/evening.ts';
import { factsNow, participantsIn } from '../support/facts.ts';
import { startProxy, type FaultProxy } from '../support/fault-proxy.ts';
import { speakOldVersion, storedIn, watchWords, wrongClock } from '../support/hall-phone.ts';
import { spawnServer, type ServerProcess } from '../support/process.ts';
import { startFirstFails } from '../support/first-fails.ts';
import { seeded } from '../support/seeded.ts';
import { newFolder, openHall, secret0, startService, type Hall } from '../support/service.ts';

const dataDir = newFolder();
const diskFolder = newFolder();
const mood = join(diskFolder, 'mood');
const asked: string[] = [];
let browser: Browser;
let hall: Hall;
let server: ServerProcess;
let proxy: FaultProxy;
let portal: Server;
let shim: string;
let anna: Awaited<ReturnType<typeof device>>;
let watch: ReturnType<typeof watchWords>;

const start = async () => {
  server = await spawnServer(dataDir, {
    BYSTAMMA_SECRET: secret0,
    ...faultEnv(shim, { dir: dataDir, control: mood }),
  });
  proxy.target = Number(new URL(server.url).port);
};
const newPhone = async (prepare?: () => void) => {
  const phone = await device(browser, { url: `http://127.0.0.1:${proxy.port}` });
  if (prepare) await phone.context.addInitScript(prepare);
  await joinByCode(phone.page, hall.joinCode);
  await isReady(phone.page);
  return phone;
};
/** Connected, and kept by the phone so that it can be opened without network. */
const isReady = async (page: Page) => {
  await page.getByText('uppkopplad').waitFor();
  await page.waitForFunction(() => performance.getEntriesByName('kept').length > 1);
};
/** A hall's network that wants a login first, or a proxy whose server is gone: it answers everything itself. */
let portalSays = 200;
const openPortal = async () => {
  portal = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response
      .writeHead(portalSays, { 'content-type': 'text/html' })
      .end('<h1>Logga in på bygdegårdens nät</h1>');
  });
  await new Promise<void>((done) => portal.listen(0, '127.0.0.1', done));
};
/** From now on every phone's network leads there; nothing that was open stays open. */
const leadTo = (port: number) => {
  proxy.target = port;
  proxy.cut(1, 'reset');
};

beforeAll(async () => {
  shim = await compileShim();
  const service = await startService({ dataDir });
  hall = await openHall(service);
  await hall.facilitator.must('step.open', { stepId: hall.step('collect') }, { meetingId: hall.meetingId });
  await service.app.stop();
  proxy = await startProxy(seeded(1));
  setMood(mood, 'none');
  await Promise.all([start(), openPortal()]);
  browser = await launchBrowser();
  watch = watchWords(dataDir, () => browser.contexts().flatMap((context) => context.pages()));
  anna = await newPhone();
});
beforeEach(() => isReady(anna.page));
afterAll(async () => {
  watch.stop();
  await browser.close();
  await server.kill('SIGKILL');
  portal.close();
  await proxy.stop();
  for (const folder of [dataDir, diskFolder]) rmSync(folder, { recursive: true, force: true });
});

/** Everything that was written, by whom; what became of it is the checker's to judge. */
const said: { text: string; cookies: Map<string, string> }[] = [];
const write = async (page: Page, text: string) => {
  await says(page, text);
  await page.getByLabel('Skriv en lapp').fill(text);
  await page.getByRole('button', { name: 'Skicka lappen' }).click();
};
const says = async (page: Page, text: string) => {
  const cookies = await page.context().cookies();
  said.push({ text, cookies: new Map(cookies.map(({ name, value }) => [name, value])) });
};
/** All of it as the checker wants it. A page does not show a note's id, so it is the id of the first with these words. */
const historyOf = async (facts: Facts): Promise<Operation[]> => {
  const who = await participantsIn(dataDir, hall.meetingId, said);
  return said.map(({ text }, nth) => {
    const noteId = facts.notes.find((note) => note.text === text)?.id ?? text;
    const toldSaved = watch.told.has(text);
    return {
      ...{ id: text, verb: 'note.write', who: who[nth] ?? 'nobody', toldSaved },
      body: { noteId, stepId: hall.step('collect'), text },
      end: toldSaved ? 'ok' : 'unknown',
    };
  });
};
/** What the facilitator sees at the end, when everything has been shown. */
const lastScreen = async (): Promise<Screen> => {
  const client = at(hall.facilitator, server.url);
  const { meetingId } = hall;
  await client.must('notes.reveal', { stepId: hall.step('collect'), revealed: true }, { meetingId });
  const room = await openDocument(client, 'room', meetingId);
  const desk = await openDocument(client, 'desk', meetingId);
  await room.until((doc) => readRoom(doc).notes.length > 0);
  for (const document of [room, desk]) document.close();
  return { name: 'the facilitator', room: readRoom(room.doc), desk: readDesk(desk.doc) };
};
const paper = (page: Page, text: string) => page.locator('li.note-paper').filter({ hasText: text });
const saysSaved = (page: Page, text: string) => paper(page, text).locator('.tag.saved').waitFor();
/** Within five seconds of now the page says that this is not saved. */
const saysNotSaved = (page: Page, text: string) =>
  paper(page, text)
    .locator('.tag', { hasText: /^Inte sparad/ })
    .waitFor({ timeout: 5000 });
const stored = (text: string) => storedIn(dataDir, text);
const arrives = async (text: string, ms = 15_000) => {
  expect(await became(() => stored(text) === 1, ms), `${text}: on disk`).toBe(true);
};
const lead = (stepId: string) =>
  at(hall.facilitator, server.url).must('step.open', { stepId }, { meetingId: hall.meetingId });
const reopened = async (text: string) => {
  const page = await anna.context.newPage();
  await page.goto(`/m/${hall.meetingId}`);
  await page.waitForFunction(
    (words) => document.querySelector('textarea')?.value === words || document.body.innerText.includes(words),
    text,
  );
  anna.page = page;
  return page;
};

describe('a phone in a bad hall', () => {
  test('[PH1] without network: "inte sparad" within five seconds, once on disk when it is back', async () => {
    await anna.context.setOffline(true);
    await write(anna.page, 'Utan nät');
    await saysNotSaved(anna.page, 'Utan nät');
    expect(stored('Utan nät')).toBe(0);
    await anna.context.setOffline(false);
    await arrives('Utan nät');
    await saysSaved(anna.page, 'Utan nät');
  });

  test('[PH1] a server that stands still, and one that is killed and started again', async () => {
    void server.kill('SIGSTOP');
    await write(anna.page, 'Servern står still');
    await saysNotSaved(anna.page, 'Servern står still');
    void server.kill('SIGCONT');
    await arrives('Servern står still');
    await saysSaved(anna.page, 'Servern står still');
    await server.kill('SIGKILL');
    await write(anna.page, 'Servern är borta');
    await saysNotSaved(anna.page, 'Servern är borta');
    await start();
    await arrives('Servern är borta', 20_000);
    await saysSaved(anna.page, 'Servern är borta');
  });

  test('[PH2] a half-open line: the same command goes another way, and the line is opened anew', async () => {
    proxy.halfOpen(1);
    await write(anna.page, 'Halvöppen lina');
    // Kept-alive HTTP lines are half-open too, so the first post may have to give up before the next gets through.
    await Promise.all([saysNotSaved(anna.page, 'Halvöppen lina'), arrives('Halvöppen lina', 15_000)]);
    await saysSaved(anna.page, 'Halvöppen lina');
    await anna.page.getByText('uppkopplad').waitFor();
    expect(stored('Halvöppen lina')).toBe(1);
    proxy.heal();
  });

  test('[PH3] a network that answers with its own login page saves nothing and takes no page away', async () => {
    const server = proxy.target;
    leadTo((portal.address() as AddressInfo).port);
    await write(anna.page, 'Bakom inloggningen');
    await saysNotSaved(anna.page, 'Bakom inloggningen');
    expect(await became(() => asked.includes('POST /api/v1/commands'), 10_000)).toBe(true);
    for (let times = 0; times < 3; times += 1) {
      await anna.page.reload();
      await saysNotSaved(anna.page, 'Bakom inloggningen');
    }
    expect(asked).toContain(`GET /m/${hall.meetingId}`);
    leadTo(server);
    await arrives('Bakom inloggningen', 30_000);
    await saysSaved(anna.page, 'Bakom inloggningen');
    await anna.page.reload();
    await saysSaved(anna.page, 'Bakom inloggningen');
  });

  test('[PH16] a proxy that says "bad gateway" while the server is started anew takes no page away', async () => {
    const server = proxy.target;
    portalSays = 502;
    leadTo((portal.address() as AddressInfo).port);
    await write(anna.page, 'Bakom en trasig mellanhand');
    await saysNotSaved(anna.page, 'Bakom en trasig mellanhand');
    await anna.page.reload();
    await saysNotSaved(anna.page, 'Bakom en trasig mellanhand');
    leadTo(server);
    portalSays = 200;
    await arrives('Bakom en trasig mellanhand', 30_000);
    await saysSaved(anna.page, 'Bakom en trasig mellanhand');
  });

  test('[PH4] two tabs of one phone: what was said in either is there once', async () => {
    const other = await anna.context.newPage();
    await other.goto(`/m/${hall.meetingId}`);
    await other.getByText('uppkopplad').waitFor();
    await Promise.all([write(anna.page, 'I ena fliken'), write(other, 'I andra fliken')]);
    await Promise.all([anna.page.reload({ waitUntil: 'commit' }), wait(100).then(() => other.close())]);
    await arrives('I ena fliken');
    await arrives('I andra fliken');
    for (const text of ['I ena fliken', 'I andra fliken']) await saysSaved(anna.page, text);
  });

  test('[PH4] two tabs that both hold something unsent: neither draft is written over', async () => {
    const { page } = anna;
    const other = await anna.context.newPage();
    await other.goto(`/m/${hall.meetingId}`);
    await isReady(other);
    await page.getByLabel('Skriv en lapp').fill('Utkast i ena fliken');
    await other.getByLabel('Skriv en lapp').fill('Utkast i andra fliken');
    await Promise.all([page.reload(), other.close()]);
    const found: string[] = [];
    for (const nth of ['första', 'andra']) {
      await isReady(page);
      await page.waitForFunction(() => document.querySelector('textarea')?.value !== '');
      found.push(await page.getByLabel('Skriv en lapp').inputValue());
      await says(page, found.at(-1) ?? nth);
      await page.getByRole('button', { name: 'Skicka lappen' }).click();
      await arrives(found.at(-1) ?? nth);
      await page.reload();
    }
    expect(found.sort()).toEqual(['Utkast i andra fliken', 'Utkast i ena fliken']);
  });

  test('[PH5] a page that dies right after: what was sent is there, what was typed is a draft', async () => {
    await write(anna.page, 'Skickad just innan');
    await wait(100);
    const dying = anna.page;
    const line = await anna.context.newCDPSession(dying);
    void line.send('Page.crash').catch(() => undefined);
    await wait(500);
    await dying.close();
    let page = await reopened('Skickad just innan');
    await arrives('Skickad just innan');
    await saysSaved(page, 'Skickad just innan');
    await page.getByLabel('Skriv en lapp').fill('Bara påbörjad');
    await wait(100);
    await page.close();
    page = await reopened('Bara påbörjad');
    expect(await page.getByLabel('Skriv en lapp').inputValue()).toBe('Bara påbörjad');
    expect(stored('Bara påbörjad')).toBe(0);
    await page.getByLabel('Skriv en lapp').fill('');
  });

  test('[PH6] a server whose disk is full: the page says so, and it is saved when there is room', async () => {
    setMood(mood, 'enospc');
    await write(anna.page, 'Disken är full');
    await saysNotSaved(anna.page, 'Disken är full');
    await wait(2000);
    expect(stored('Disken är full')).toBe(0);
    setMood(mood, 'none');
    await arrives('Disken är full', 20_000);
    await saysSaved(anna.page, 'Disken är full');
  });

  test('[PH7] a step that closed meanwhile: refused with a reason and what to do, kept through a reload', async () => {
    const { page, context } = anna;
    await context.setOffline(true);
    await write(page, 'För sent ute');
    await saysNotSaved(page, 'För sent ute');
    await lead(hall.step('collect', 1));
    await context.setOffline(false);
    const draft = page.locator('.draft').filter({ hasText: 'För sent ute' });
    await draft.getByText('Steget är stängt').waitFor();
    await page.reload();
    await draft.getByText('Öppnas steget igen kan du skicka den.').waitFor();
    await draft.getByRole('button', { name: 'Kopiera texten' }).waitFor();
    expect(await draft.getByRole('button', { name: 'Skicka igen' }).count()).toBe(0);
    await page.getByRole('heading', { name: 'Dina lappar (0)' }).waitFor();
    expect(await page.getByText('Du har inte skrivit någon lapp än').count()).toBe(0);
    expect(stored('För sent ute')).toBe(0);
    await lead(hall.step('collect'));
    await draft.getByText('Steget är öppet igen').waitFor();
    expect(await draft.getByText('Steget är stängt').count()).toBe(0);
    await draft.getByRole('button', { name: 'Skicka igen' }).click();
    await arrives('För sent ute');
    await draft.waitFor({ state: 'detached' });
  });

  test('[PH7] what was written and not sent when its step closed is found after a reload', async () => {
    const { page } = anna;
    await page.getByLabel('Skriv en lapp').fill('Hann aldrig skickas');
    await lead(hall.step('collect', 1));
    await page.getByText('Nästa steg är öppet').waitFor();
    expect(await page.getByLabel('Skriv en lapp').inputValue()).toBe('Hann aldrig skickas');
    await page.reload();
    const draft = page.locator('.draft').filter({ hasText: 'Hann aldrig skickas' });
    await draft.getByText('Steget är stängt').waitFor();
    await draft.getByRole('button', { name: 'Kopiera texten' }).waitFor();
    await draft.getByRole('button', { name: 'Ta bort' }).click();
    await draft.waitFor({ state: 'detached' });
    await lead(hall.step('collect'));
  });

  test('[PH8] a page of an old build: a bar asks for a reload, nothing is reloaded or lost by itself', async () => {
    const { page } = await newPhone(speakOldVersion);
    await page.evaluate(() => sessionStorage.setItem('old', 'yes'));
    await page.reload();
    const bar = page.getByRole('link', { name: 'Ladda om sidan' });
    await bar.waitFor();
    await page.evaluate(() => Object.assign(window, { same: true }));
    await write(page, 'Från en gammal sida');
    await saysNotSaved(page, 'Från en gammal sida');
    await wait(3000);
    expect(await page.evaluate(() => 'same' in window)).toBe(true);
    expect(stored('Från en gammal sida')).toBe(0);
    await page.evaluate(() => sessionStorage.removeItem('old'));
    await bar.click();
    await arrives('Från en gammal sida');
    await saysSaved(page, 'Från en gammal sida');
    expect(await bar.count()).toBe(0);
  });

  test.for([
    ['två dygn fram', 2 * 24 * 3600_000],
    ['en timme bak', -3600_000],
  ] as const)('[PH9] a phone whose clock jumps %s sends all the same', async ([name, jump]) => {
    const { page } = await newPhone(wrongClock);
    const server = proxy.target;
    leadTo(1);
    await write(page, `Klockan går ${name}`);
    await saysNotSaved(page, `Klockan går ${name}`);
    await page.evaluate(`setClock(${jump})`);
    await wait(1000);
    leadTo(server);
    await arrives(`Klockan går ${name}`);
    await saysSaved(page, `Klockan går ${name}`);
  });

  test('[PH10] everything fails once, with 500: within thirty seconds all is connected and what was said is saved', async () => {
    const { context } = await newPhone();
    // The same person on a phone that keeps nothing yet.
    const { context: fresh, page } = await device(browser, { url: `http://127.0.0.1:${proxy.port}` });
    await fresh.addCookies(await context.cookies());
    const flaky = await startFirstFails(() => Number(new URL(server.url).port));
    const direct = proxy.target;
    leadTo(flaky.port);
    await page.goto(`/m/${hall.meetingId}`);
    await write(page, 'Allt gick fel en gång');
    await arrives('Allt gick fel en gång', 30_000);
    await saysSaved(page, 'Allt gick fel en gång');
    await page.getByText('uppkopplad').waitFor({ timeout: 30_000 });
    const room = `upgrade /yjs/room/${hall.meetingId}`;
    expect(await became(() => flaky.passed.includes(room), 30_000), 'follows the room').toBe(true);
    expect(flaky.failed).toEqual(expect.arrayContaining([room, 'upgrade /socket.io/']));
    expect(flaky.failed.filter((what) => what.endsWith('.js')).length).toBeGreaterThan(1);
    leadTo(direct);
    flaky.stop();
    await Promise.all([context.close(), fresh.close()]);
  });

  test('[PH1] [FT1] all the while no page said "Sparad" of what was not on disk, and the checker finds nothing', async () => {
    expect(watch.looks()).toBeGreaterThan(100);
    expect([...watch.lies]).toEqual([]);
    const screen = await lastScreen();
    const facts = await factsNow(dataDir, hall.meetingId);
    const history = await historyOf(facts);
    expect(history.length).toBeGreaterThan(15);
    expect(history.filter(({ end }) => end === 'ok').length).toBeGreaterThan(history.length - 3);
    expect(check({ history, facts, screens: [screen] })).toEqual([]);
  });
});
