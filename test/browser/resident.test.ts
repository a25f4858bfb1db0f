import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { device, joinByCode } from '../support/evening.ts';
import { openHall, phone, startService, type Hall, type Service } from '../support/service.ts';

let service: Service;
let browser: Browser;
let hall: Hall;
const about = () => ({ meetingId: hall.meetingId });
const lead = (kind: string) => hall.facilitator.must('step.open', { stepId: hall.step(kind) }, about());

beforeAll(async () => {
  service = await startService({ pages: true });
  browser = await launchBrowser();
  hall = await openHall(service);
  await lead('collect');
  const anna = await phone(service, hall);
  const note = { noteId: crypto.randomUUID(), stepId: hall.step('collect'), text: 'Bussen går sällan' };
  await anna.must('note.write', note, about());
  await hall.facilitator.must('notes.reveal', { stepId: note.stepId, revealed: true }, about());
});
afterAll(async () => {
  await browser.close();
  expect(service.failures).toEqual([]);
  await service.stop();
});

const resident = async (): Promise<Page> => {
  const { page } = await device(browser, service, { size: 'laptop' });
  await joinByCode(page, hall.joinCode);
  await page.getByText('uppkopplad').waitFor();
  return page;
};
/** Puts the focus on one control and presses Enter; the rest of the way the page keeps it. */
const enterOn = async (page: Page, role: 'button' | 'textbox', name: RegExp | string): Promise<void> => {
  await page.getByRole(role, { name }).first().focus();
  await page.keyboard.press('Enter');
};
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => document.activeElement?.tagName.toLowerCase() ?? '');

describe('the resident’s page', () => {
  test('[AX3] a note, dots and an offer by keyboard, and the focus is never lost', async () => {
    const page = await resident();
    await page.getByLabel('Skriv en lapp').focus();
    await page.keyboard.type('Affären är stängd');
    await enterOn(page, 'button', 'Skicka lappen');
    await page.locator('.note-paper', { hasText: 'Affären' }).getByText('Sparad').waitFor();
    expect(await focused(page)).toBe('button');
    await page.locator('summary', { hasText: 'Ändra' }).focus();
    await page.keyboard.press('Enter');
    await page.getByLabel('Ändra texten').fill('Affären är borta');
    await enterOn(page, 'button', 'Spara ändringen');
    await page.locator('.note-paper p', { hasText: 'Affären är borta' }).waitFor();
    expect(await focused(page)).toBe('summary');
    await page.keyboard.press('Enter');
    await enterOn(page, 'button', 'Ta tillbaka lappen');
    await page.getByText('Du har inte skrivit någon lapp än').waitFor();
    expect(await focused(page)).toBe('h2');

    await lead('dots');
    await page.getByRole('button', { name: 'Lägg en prick på Bussen går sällan' }).focus();
    for (const left of [2, 1, 0]) {
      await page.keyboard.press('Enter');
      await page.getByText(`${left} av 3 prickar kvar`).waitFor();
      await page.locator('.budget .waiting').waitFor({ state: 'detached' });
    }
    await page.keyboard.press('Enter');
    expect(await focused(page)).toBe('button');
    await page.keyboard.press('Shift+Tab');
    for (const left of [1, 2, 3]) {
      await page.keyboard.press('Enter');
      await page.getByText(`${left} av 3 prickar kvar`).waitFor();
      await page.locator('.budget .waiting').waitFor({ state: 'detached' });
    }
    expect(await focused(page)).toBe('button');

    await lead('offers');
    await page.getByLabel('Beskriv erbjudandet').fill('Två timmar i månaden');
    await enterOn(page, 'button', 'Skicka erbjudandet');
    await page.getByText('Dina erbjudanden (1)').waitFor();
    expect(await focused(page)).toBe('button');
  });

  test('[PH12] an older answer about one’s own notes does not take away what was saved since', async () => {
    await lead('collect');
    const { page, context } = await device(browser, service, { size: 'laptop' });
    await joinByCode(page, hall.joinCode);
    await page.getByText('uppkopplad').waitFor();
    let [fetched, letGo] = [0, (): void => undefined];
    const released = new Promise<void>((resolve) => (letGo = resolve));
    await context.route('**/mine', async (route) => {
      const response = await route.fetch();
      fetched += 1;
      await released;
      await route.fulfill({ response });
    });
    await context.setOffline(true);
    await page.getByText('ingen kontakt just nu').waitFor();
    await context.setOffline(false);
    await expect.poll(() => fetched).toBeGreaterThan(0);
    await page.getByLabel('Skriv en lapp').fill('Sparad medan svaret dröjde');
    await enterOn(page, 'button', 'Skicka lappen');
    const note = page.locator('.note-paper', { hasText: 'Sparad medan' });
    await note.getByText('Sparad', { exact: true }).waitFor();
    const answered = page.waitForResponse('**/mine');
    letGo();
    await answered;
    await page.waitForTimeout(300);
    expect(await note.getByText('Sparad', { exact: true }).count()).toBe(1);
  });

  test('[TH6] only where themes are being made is it said that they will come', async () => {
    const page = await resident();
    await lead('group');
    await page.getByText('Inga teman än').waitFor();
    await lead('harvest');
    await page.getByRole('heading', { name: 'Skörd' }).waitFor();
    expect(await page.getByText('Inga teman än').count()).toBe(0);
  });

  test('[PH11] let out while writing: told aloud, and the words are in the box again inside', async () => {
    await lead('collect');
    const page = await resident();
    await page.getByLabel('Skriv en lapp').fill('Halvskriven lapp');
    const { joinCode } = await hall.facilitator.must('door.clear', {}, about());
    hall.joinCode = String(joinCode);
    await page.getByRole('alert').getByText('Du behöver komma in i mötet igen').waitFor();
    expect(await page.getByText('Du är med').count()).toBe(0);
    await page.getByRole('link', { name: 'Kom in igen' }).click();
    await joinByCode(page, hall.joinCode);
    await page.getByText('uppkopplad').waitFor();
    expect(await page.getByLabel('Skriv en lapp').inputValue()).toBe('Halvskriven lapp');
  });

  test('[PH11] let out while away: what waited is delivered once by the tab she came in with, and the old tab follows again', async () => {
    await lead('collect');
    const page = await resident();
    const context = page.context();
    await context.setOffline(true);
    await page.getByLabel('Skriv en lapp').fill('Skriven utan nät');
    await enterOn(page, 'button', 'Skicka lappen');
    await page.getByText('Inte sparad än').first().waitFor();
    const { joinCode } = await hall.facilitator.must('door.clear', {}, about());
    hall.joinCode = String(joinCode);
    await context.setOffline(false);
    await page.getByRole('alert').getByText('Du behöver komma in i mötet igen').waitFor();
    const tab = await context.newPage();
    await joinByCode(tab, hall.joinCode);
    for (const one of [tab, page]) {
      const own = one.locator('section').filter({ has: one.locator('#own') });
      const note = own.locator('.note-paper', { hasText: 'Skriven utan nät' });
      await note.getByText('Sparad', { exact: true }).waitFor({ timeout: 40_000 });
      expect(await note.count()).toBe(1);
      await one.getByText('uppkopplad').waitFor({ timeout: 40_000 });
    }
    // A line that was turned away is tried again within fifteen seconds.
    await page.getByRole('alert').waitFor({ state: 'detached', timeout: 40_000 });
    const { room } = await hall.facilitator.json<{ room: { notes: { t: string }[] } }>(
      `/api/v1/meetings/${hall.meetingId}`,
    );
    expect(room.notes.filter(({ t }) => t === 'Skriven utan nät')).toHaveLength(1);
    await lead('group');
    // It never moves from under somebody's hands: a tab that is looked at may say it instead of going there.
    await page
      .getByText(/Nästa steg är öppet|Inga teman än/)
      .first()
      .waitFor();
    await lead('collect');
    await tab.close();
  });

  test('[PH11] a page that is let out tries one line at a time, however often it is looked at again', async () => {
    const page = await resident();
    const { joinCode } = await hall.facilitator.must('door.clear', {}, about());
    hall.joinCode = String(joinCode);
    await page.getByRole('alert').getByText('Du behöver komma in i mötet igen').waitFor();
    for (let times = 0; times < 6; times += 1) {
      await page.evaluate(() => dispatchEvent(new Event('online')));
      await page.waitForTimeout(300);
    }
    let tries = 0;
    page.on('websocket', (line) => (tries += line.url().includes('/socket.io/') ? 1 : 0));
    // A try each five to fifteen seconds; six chains of them would be six tries or more.
    await page.waitForTimeout(15_500);
    expect(tries).toBeGreaterThan(0);
    expect(tries).toBeLessThan(4);
  });

  test('[PH10] the view of a later step that could not be fetched is there when the step is, without anybody doing anything', async () => {
    await lead('collect');
    // On her first visit nothing else has kept the scripts for her.
    const context = await browser.newContext({
      baseURL: service.url,
      locale: 'sv-SE',
      serviceWorkers: 'block',
    });
    context.setDefaultTimeout(15_000);
    const page = await context.newPage();
    let lost = 0;
    // Only that one, and only once: the network was gone for a moment.
    await page.route('**/_app/immutable/**/*.js', (route) => {
      const script = readFileSync(`build/web/client${new URL(route.request().url()).pathname}`, 'utf8');
      const isThemes = script.includes('.themes.lead');
      return isThemes && (lost += 1) === 1 ? route.abort() : route.continue();
    });
    await joinByCode(page, hall.joinCode);
    await page.getByText('uppkopplad').waitFor();
    await page.waitForFunction(() => performance.now() > 2000);
    expect(lost).toBe(1);
    await lead('group');
    await page.getByText('Inga teman än').waitFor();
    await lead('collect');
    await context.close();
  });

  test('[PH7] what was being written when the meeting was closed is on the page, also after a reload', async () => {
    const page = await resident();
    await page.getByLabel('Skriv en lapp').fill('Skickad i tid');
    await enterOn(page, 'button', 'Skicka lappen');
    await page.locator('.note-paper', { hasText: 'Skickad i tid' }).getByText('Sparad').waitFor();
    await page.getByLabel('Skriv en lapp').fill('Hann inte skickas');
    await hall.facilitator.must('meeting.close', {}, about());
    await page.getByRole('heading', { name: 'Tack för att du var med!' }).waitFor();
    const drafts = page.locator('.draft');
    await drafts.getByText('Hann inte skickas').waitFor();
    // Not that the step is closed just now: it never opens again.
    await drafts.getByText('Mötet är avslutat.').waitFor();
    await page.reload();
    await drafts.getByText('Hann inte skickas').waitFor();
    expect(await drafts.count()).toBe(1);
  });

  test('[DR4] the link of a meeting that is over, and one that is not valid, each say what to do', async () => {
    const { page } = await device(browser, service, { size: 'small' });
    await page.goto('/j/finns-inte');
    await page.getByText('Skriv koden som står på väggen i stället').waitFor();
    const { joinPath } = await closedMeeting();
    await page.goto(joinPath);
    expect(await page.locator('main p').first().innerText()).toBe('Mötet är avslutat.');
    expect(await page.getByRole('link', { name: 'Försök igen' }).count()).toBe(0);
  });
});

const closedMeeting = async (): Promise<{ joinPath: string }> => {
  const other = await openHall(service);
  await other.facilitator.must('meeting.close', {}, { meetingId: other.meetingId });
  return { joinPath: `/j/${other.joinToken}` };
};
