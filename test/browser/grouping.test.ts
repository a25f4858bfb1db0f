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
const leads: Awaited<ReturnType<typeof device>>[] = [];
const texts = ['Bussen går sällan', 'Tåget stannar inte', 'Affären är stängd', 'Paketen hamnar fel'];

beforeAll(async () => {
  service = await startService({ pages: true });
  browser = await launchBrowser();
  hall = await openHall(service);
  const about = { meetingId: hall.meetingId };
  await hall.facilitator.must('step.open', { stepId: hall.step('collect') }, about);
  const anna = await phone(service, hall);
  for (const text of texts)
    await anna.must('note.write', { noteId: crypto.randomUUID(), stepId: hall.step('collect'), text }, about);
  await hall.facilitator.must('step.open', { stepId: hall.step('group') }, about);
  for (const name of ['ett', 'tva']) {
    await account(service, `${name}@example.org`, ['facilitator']);
    const lead = await device(browser, service, { size: 'laptop' });
    await signIn(lead.page, `${name}@example.org`);
    await lead.page.goto(`/lead/${hall.meetingId}`);
    await lead.page.getByRole('checkbox', { name: /Bussen/ }).waitFor();
    leads.push(lead);
  }
});
afterAll(async () => {
  await browser.close();
  expect(service.failures).toEqual([]);
  await service.stop();
});

const group = async (page: Page, notes: RegExp[], title: string) => {
  for (const name of notes) await page.getByRole('checkbox', { name }).check();
  await page.getByLabel('Temats namn').first().fill(title);
  await page.getByRole('button', { name: 'Gruppera', exact: true }).click();
};
const arrangement = async () => {
  const themes = await openThemes(hall.facilitator, hall.meetingId);
  const found = readThemes(themes.doc);
  themes.close();
  return found;
};
const titles = async () => (await arrangement()).themes.map((theme) => theme.title).sort();
const eventually = async (what: () => Promise<boolean>, why: string) => {
  const end = Date.now() + 15_000;
  while (!(await what())) {
    if (Date.now() > end) throw new Error(`it did not happen: ${why}`);
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
};

describe('two facilitators grouping at once', () => {
  test('[EV4] one of them away for a while: every note ends in one place, on both screens', async () => {
    const [one, two] = [leads[0]!, leads[1]!];
    await two.context.setOffline(true);
    await group(two.page, [/Tåget/, /Affären/], 'Gjort utan nät');
    await group(one.page, [/Bussen/, /Tåget/], 'Resor');
    await eventually(async () => (await titles()).includes('Resor'), 'the first theme is stored');
    expect(await titles()).toEqual(['Resor']);
    await two.context.setOffline(false);
    await eventually(async () => (await titles()).length === 2, 'both themes are stored');
    await one.page.getByRole('heading', { name: /Teman \(2\)/ }).waitFor();
    await two.page.getByRole('heading', { name: /Teman \(2\)/ }).waitFor();
    const { themes } = await arrangement();
    const places = themes.flatMap((theme) => theme.noteIds);
    expect(places).toHaveLength(new Set(places).size);
    expect(places).toHaveLength(3);
    const boards = await Promise.all([one, two].map(({ page }) => page.locator('ul.themes').innerText()));
    for (const text of texts.slice(0, 3))
      for (const board of boards) expect(board.split(text)).toHaveLength(2);
  });

  test('[TH3] undo on one screen takes back only what was done there', async () => {
    const [one, two] = [leads[0]!, leads[1]!];
    await two.page.getByRole('button', { name: 'Ångra' }).first().click();
    await eventually(async () => !(await titles()).includes('Gjort utan nät'), 'the second theme is gone');
    expect(await titles()).toEqual(['Resor']);
    await one.page.getByRole('heading', { name: /Teman \(1\)/ }).waitFor();
  });

  test('[EV5] a note is moved by dragging, and by keyboard alone', async () => {
    const { page } = leads[0]!;
    const note = page.locator('li.note-paper').filter({ hasText: 'Paketen' });
    const theme = page.locator('ul.themes > li').filter({ hasText: 'Resor' });
    await note.dragTo(theme);
    await eventually(async () => (await arrangement()).themes.some((t) => t.noteIds.length >= 2), 'dragged');
    const before = (await arrangement()).themes.find((t) => t.title === 'Resor')?.noteIds.length ?? 0;
    const moving = page.getByRole('checkbox', { name: /Affären/ });
    await moving.focus();
    await page.keyboard.press('Space');
    const where = page.getByRole('combobox', { name: 'Flytta till …', exact: true });
    await where.focus();
    await where.selectOption({ label: 'Resor' });
    await page.getByRole('button', { name: 'Flytta', exact: true }).focus();
    await page.keyboard.press('Enter');
    await eventually(
      async () =>
        (await arrangement()).themes.find((t) => t.title === 'Resor')?.noteIds.length === before + 1,
      'moved by keyboard',
    );
  });
});
