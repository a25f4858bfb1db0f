import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { device, joinByCode } from '../support/evening.ts';
import { storedIn } from '../support/hall-phone.ts';
import { openHall, startService, type Hall, type Service } from '../support/service.ts';

let service: Service;
let browser: Browser;
let hall: Hall;

beforeAll(async () => {
  service = await startService({ pages: true });
  browser = await launchBrowser();
  hall = await openHall(service);
  await hall.facilitator.must('step.open', { stepId: hall.step('collect') }, { meetingId: hall.meetingId });
});
afterAll(async () => {
  await browser.close();
  expect(service.failures).toEqual([]);
  await service.stop();
});

const newPhone = async (prepare: () => void = () => undefined) => {
  const phone = await device(browser, service);
  await phone.context.addInitScript(prepare);
  await joinByCode(phone.page, hall.joinCode);
  await phone.page.getByText('uppkopplad').waitFor();
  return phone;
};
const anotherTab = async (context: BrowserContext): Promise<Page> => {
  const tab = await context.newPage();
  await tab.goto(`/m/${hall.meetingId}`);
  await tab.getByText('uppkopplad').waitFor();
  return tab;
};
const box = (page: Page) => page.getByLabel('Skriv en lapp');
const press = (page: Page) => page.getByRole('button', { name: 'Skicka lappen' });
const write = async (page: Page, text: string) => {
  await box(page).fill(text);
  await press(page).click();
};
const paper = (page: Page, text: string) => page.locator('li.note-paper').filter({ hasText: text });
const saysSaved = async (page: Page, text: string) => {
  await paper(page, text).locator('.tag.saved').waitFor();
  expect(storedIn(service.dataDir, text)).toBe(1);
};
/** This tab alone loses its network, as one does that the phone has put to sleep. */
const loseNetwork = async (page: Page) => {
  const line = await page.context().newCDPSession(page);
  await line.send('Network.enable');
  const none = { latency: 0, downloadThroughput: 0, uploadThroughput: 0 };
  await line.send('Network.emulateNetworkConditions', { offline: true, ...none });
};

/** The tab says something, and is put to sleep by the phone before the answer. */
const fallAsleepSending = async (page: Page, text: string) => {
  await page.route('**/api/v1/commands', () => undefined);
  await page.evaluate(() => {
    const plain = WebSocket.prototype.send;
    WebSocket.prototype.send = function (said) {
      if (typeof said !== 'string' || !said.includes('note.write')) plain.call(this, said);
    };
  });
  await write(page, text);
  await page.waitForTimeout(500);
  const line = await page.context().newCDPSession(page);
  await line.send('Emulation.setVirtualTimePolicy', { policy: 'pause' });
};

describe('a phone and what it keeps', () => {
  test('[PH14] a double click is one note', async () => {
    const { page } = await newPhone();
    for (const text of ['Dubbelklick', 'Dubbelklick igen']) {
      await box(page).fill(text);
      await press(page).dblclick();
      await saysSaved(page, text);
    }
    await page.getByRole('heading', { name: 'Dina lappar (2)' }).waitFor();
  });

  test('[PH15] the browser takes the page’s store away while it is open: what is written is said to be unsaved, then saved', async () => {
    const { page, context } = await newPhone();
    const line = await context.newCDPSession(page);
    await line.send('Storage.clearDataForOrigin', { origin: service.url, storageTypes: 'indexeddb' });
    await context.setOffline(true);
    await write(page, 'Lagret togs bort');
    await paper(page, 'Lagret togs bort').getByText('Inte sparad än').waitFor({ timeout: 5000 });
    await context.setOffline(false);
    await saysSaved(page, 'Lagret togs bort');
  });

  test('[PH15] a store that never opens: the note is on the page within a moment, and is saved', async () => {
    const { page } = await newPhone(() => {
      IDBFactory.prototype.open = () => new EventTarget() as IDBOpenDBRequest;
    });
    await write(page, 'Lagret öppnas aldrig');
    await paper(page, 'Lagret öppnas aldrig').waitFor({ timeout: 500 });
    await saysSaved(page, 'Lagret öppnas aldrig');
    expect(await box(page).inputValue()).toBe('');
  });

  test('[OB7] what was written in one tab and left by another stands as saved in both, and its box is empty', async () => {
    const { page, context } = await newPhone();
    const other = await anotherTab(context);
    await loseNetwork(page);
    await write(page, 'Lämnade med den andra fliken');
    for (const tab of [other, page]) await saysSaved(tab, 'Lämnade med den andra fliken');
    expect(await box(page).inputValue()).toBe('');
    expect(await paper(page, 'Lämnade med').count()).toBe(1);
  });

  test('[PH4] a tab that is put to sleep while it sends holds the other up for a quarter of a minute at most', async () => {
    const { page, context } = await newPhone();
    const other = await anotherTab(context);
    await fallAsleepSending(page, 'Somnade mitt i');
    await write(other, 'Väntar på sin tur');
    for (const text of ['Somnade mitt i', 'Väntar på sin tur'])
      await paper(other, text).locator('.tag.saved').waitFor({ timeout: 20_000 });
    expect(storedIn(service.dataDir, 'Somnade mitt i')).toBe(1);
    await context.close();
  });
});
