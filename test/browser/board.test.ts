import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readThemes } from '../../shared/documents/themes.ts';
import { launchBrowser } from '../support/browser.ts';
import { openThemes } from '../support/documents.ts';
import { account, device, signIn } from '../support/evening.ts';
import { openHall, phone, startService, type Hall, type Service } from '../support/service.ts';

let service: Service;
let browser: Browser;
let hall: Hall;
let one: Page;
const about = () => ({ meetingId: hall.meetingId });
const texts = ['Bussen går sällan', 'Tåget stannar inte', 'Affären är stängd', 'Paketen hamnar fel'];
const noteIds = texts.map(() => crypto.randomUUID());

beforeAll(async () => {
  service = await startService({ pages: true });
  browser = await launchBrowser();
  hall = await openHall(service);
  const stepId = hall.step('collect');
  await hall.facilitator.must('step.open', { stepId }, about());
  const anna = await phone(service, hall);
  for (const [at, text] of texts.entries())
    await anna.must('note.write', { noteId: noteIds[at] ?? '', stepId, text }, about());
  await hall.facilitator.must('step.open', { stepId: hall.step('group') }, about());
  await account(service, 'ett@example.org', ['facilitator']);
  one = (await device(browser, service, { size: 'laptop' })).page;
  await signIn(one, 'ett@example.org');
  await one.goto(`/lead/${hall.meetingId}`);
  await one.getByRole('checkbox', { name: /Bussen/ }).waitFor();
});
afterAll(async () => {
  await browser.close();
  expect(service.failures).toEqual([]);
  await service.stop();
});

const group = async (notes: RegExp[], title: string) => {
  for (const name of notes) await one.getByRole('checkbox', { name }).check();
  await one.getByLabel('Temats namn').first().fill(title);
  await one.getByRole('button', { name: 'Gruppera', exact: true }).click();
};
const titles = async () => {
  const themes = await openThemes(hall.facilitator, hall.meetingId);
  const found = readThemes(themes.doc).themes.map((theme) => theme.title);
  themes.close();
  return found.sort().join();
};
/** The server's own board holds themes with these names, in the order of letters. */
const stored = async (names: string) => {
  const end = Date.now() + 20_000;
  while ((await titles()) !== names) {
    if (Date.now() > end) throw new Error(`the themes are ${await titles()}, not ${names}`);
    await one.waitForTimeout(150);
  }
};
const themeOf = (title: string) =>
  one.locator('.themes > li').filter({ has: one.getByRole('heading', { name: title }) });
/** What has the focus, by its name, or by its element where it has none. */
const focused = () =>
  one.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.tagName);

describe('the board of one who groups', () => {
  test('[VE5] going back is said, and is what the next undo takes back', async () => {
    await group([/Bussen/, /Tåget/], 'Resor');
    await group([/Affären/], 'Handel');
    await stored('Handel,Resor');
    await hall.facilitator.must('step.open', { stepId: hall.step('collect') }, about());
    await hall.facilitator.must('step.open', { stepId: hall.step('group') }, about());
    await group([/Paketen/], 'Paket');
    await stored('Handel,Paket,Resor');
    await one.getByRole('button', { name: 'Tidigare ordning' }).click();
    await one
      .getByRole('button', { name: /Gå tillbaka till klockan/ })
      .first()
      .click();
    await one.getByRole('heading', { name: /Teman \(2\)/ }).waitFor();
    const boardUndo = one.locator('.board').getByRole('button', { name: 'Ångra', exact: true });
    expect(await boardUndo.isDisabled()).toBe(true);
    const said = one.locator('.notice').filter({ hasText: 'Lapparna ligger som klockan' });
    await said.getByRole('button', { name: 'Ångra' }).click();
    await stored('Handel,Paket,Resor');
    await one.getByRole('heading', { name: /Teman \(3\)/ }).waitFor();
  });

  test('[VE5] the undo of an older act is gone once the board has been changed', async () => {
    await one.getByRole('button', { name: 'Tidigare ordning' }).click();
    await one
      .getByRole('button', { name: /Gå tillbaka till klockan/ })
      .first()
      .click();
    const said = one.locator('.notice').filter({ hasText: 'Lapparna ligger som klockan' });
    await said.waitFor();
    await one.getByRole('checkbox', { name: /Bussen/ }).check();
    await one.getByRole('button', { name: 'Gruppera', exact: true }).click();
    await said.waitFor({ state: 'detached' });
    const boardUndo = one.locator('.board').getByRole('button', { name: 'Ångra', exact: true });
    await boardUndo.click();
  });

  test('[AX3] who moves notes by keyboard goes on where she was, also after a merge and a theme taken apart', async () => {
    await group([/Paketen/], 'Paket');
    await stored('Handel,Paket,Resor');
    const moves = themeOf('Resor').getByRole('button', { name: /^Flytta till/ });
    await moves.first().focus();
    await one.keyboard.press('Enter');
    await one
      .locator('dialog[open]')
      .getByRole('button', { name: /Handel/ })
      .press('Enter');
    await expect.poll(() => moves.count()).toBe(1);
    await expect.poll(focused).toMatch(/^Flytta till/);
    await themeOf('Resor').locator('summary').filter({ hasText: 'Mer' }).press('Enter');
    await themeOf('Resor')
      .getByRole('button', { name: /Slå ihop/ })
      .press('Enter');
    await one
      .locator('dialog[open]')
      .getByRole('button', { name: /Handel/ })
      .press('Enter');
    await stored('Handel,Paket');
    await expect.poll(focused).toBe('Temats namn');
    await themeOf('Paket').locator('summary').filter({ hasText: 'Mer' }).press('Enter');
    await themeOf('Paket').getByRole('button', { name: 'Lös upp' }).press('Enter');
    await one.locator('dialog[open]').getByRole('button', { name: 'Lös upp' }).press('Enter');
    await stored('Handel');
    await expect.poll(focused).not.toBe('BODY');
  });
});

describe('the board on a phone', () => {
  /** What has the focus, and lies in part or whole under the bar of ticked notes. */
  const covered = (page: Page) =>
    page.evaluate(() => {
      const [bar, at] = [document.querySelector('[data-chosen]'), document.activeElement];
      if (!bar || !at || at === document.body || bar.contains(at)) return '';
      return at.getBoundingClientRect().bottom > bar.getBoundingClientRect().top
        ? at.outerHTML.slice(0, 200)
        : '';
    });

  test('[TH7] ticked notes stay in reach at the bottom, and what has the focus is not under them', async () => {
    const { page, context } = await device(browser, service, { size: 'small' });
    await signIn(page, 'ett@example.org');
    await page.goto(`/lead/${hall.meetingId}?work=group`);
    const boxes = page.locator('.board').getByRole('checkbox', { name: /Bussen|Tåget|Affären|Paketen/ });
    await boxes.last().check();
    await boxes.first().check();
    const bar = page.locator('[data-chosen]').filter({ hasText: '2 lappar valda' });
    for (const far of [0, 1e6]) {
      await page.evaluate((y) => scrollTo(0, y), far);
      expect((await bar.boundingBox())?.y).toBeGreaterThan(500);
    }
    await boxes.first().focus();
    for (let nth = 0; nth < 40; nth += 1) {
      expect(await covered(page)).toBe('');
      await page.keyboard.press('Tab');
    }
    await bar.getByRole('button', { name: 'Flytta till …' }).click();
    await page.getByRole('heading', { name: 'Flytta 2 lappar till' }).waitFor();
    await page.keyboard.press('Escape');
    await bar.getByRole('button', { name: 'Avmarkera' }).click();
    await bar.waitFor({ state: 'detached' });
    await context.close();
  });
});

test('[TH9] what is said of how to group names the button that is there, on a wide screen and on a phone', async () => {
  const own = await openHall(service);
  const stepId = own.step('collect');
  const { meetingId } = own;
  await own.facilitator.must('step.open', { stepId }, { meetingId });
  const anna = await phone(service, own);
  await anna.must('note.write', { noteId: crypto.randomUUID(), stepId, text: 'Bussen' }, { meetingId });
  for (const [size, button] of [
    ['laptop', 'Gruppera'],
    ['small', 'Flytta till …'],
  ] as const) {
    const { page, context } = await device(browser, service, { size });
    await signIn(page, 'ett@example.org');
    await page.goto(`/lead/${meetingId}?work=group`);
    await page.locator('.board').getByText('Inga teman än.', { exact: true }).waitFor();
    const said = await page.locator('.board .hint:visible').filter({ hasText: 'Kryssa' }).allInnerTexts();
    expect(said.join()).toContain(`välj ${button}`);
    await page.getByRole('checkbox', { name: 'Bussen' }).check();
    await page.locator('[data-chosen]').getByRole('button', { name: button, exact: true }).waitFor();
    await context.close();
  }
});

describe('the wall beside the board', () => {
  let wall: Page;
  /** What the wall says of notes outside every theme; nothing when it says nothing. */
  const loose = async () => (await wall.getByText(/i något tema än/).allInnerTexts()).join();

  test('[HS1] it says how many of the notes it may show lie in no theme, and nothing when none do', async () => {
    await hall.facilitator.must('notes.reveal', { stepId: hall.step('collect'), revealed: true }, about());
    wall = await one.context().newPage();
    await wall.goto(`/screen/${hall.meetingId}`);
    await wall.getByRole('heading', { name: 'Handel' }).waitFor();
    await expect.poll(loose).toBe('1 lapp ligger inte i något tema än');
    await themeOf('Handel').getByRole('checkbox', { name: /Tåget/ }).check();
    await one.getByLabel('Flytta till').first().selectOption('out');
    await one.getByRole('button', { name: 'Flytta', exact: true }).click();
    await expect.poll(loose).toBe('2 lappar ligger inte i något tema än');
    await hall.facilitator.must('note.hide', { noteId: noteIds[3] ?? '' }, about());
    await expect.poll(loose).toBe('1 lapp ligger inte i något tema än');
    await group([/Tåget/], 'Tåg');
    await expect.poll(loose).toBe('');
  });

  test('[HS2] it says nothing of phones when the meeting is closed', async () => {
    const phones = wall.getByText(/telefon(er)? med/);
    await phones.waitFor();
    await hall.facilitator.must('meeting.close', {}, about());
    await wall.getByRole('heading', { name: 'Tack!' }).waitFor();
    expect(await phones.count()).toBe(0);
  });
});
