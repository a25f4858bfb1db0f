import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { account, device, joinByCode, signIn } from '../support/evening.ts';
import { openHall, startService, type Hall, type Service } from '../support/service.ts';

let service: Service;
let browser: Browser;
let hall: Hall;
let lead: Page;
let author: Page;
const typed = 'Bagare Bengtsson kör hem varor';

beforeAll(async () => {
  service = await startService({ pages: true });
  browser = await launchBrowser();
  hall = await openHall(service);
  const stepId = hall.step('collect');
  const about = { meetingId: hall.meetingId };
  await hall.facilitator.must('step.open', { stepId }, about);
  await hall.facilitator.must('notes.reveal', { stepId, revealed: true }, about);
  author = (await device(browser, service)).page;
  await joinByCode(author, hall.joinCode);
  await author.getByText('uppkopplad').waitFor();
  await author.getByLabel('Skriv en lapp').fill(typed);
  await author.getByRole('button', { name: 'Skicka lappen' }).click();
  await ownNote().getByText('Sparad').waitFor();
  await account(service, 'ett@example.org', ['facilitator']);
  lead = (await device(browser, service, { size: 'laptop' })).page;
  await signIn(lead, 'ett@example.org');
  await lead.goto(`/lead/${hall.meetingId}`);
  await onDesk(typed).waitFor();
});
afterAll(async () => {
  await browser.close();
  expect(service.failures).toEqual([]);
  await service.stop();
});

const ownNote = () => author.locator('li.note-paper').first();
const onDesk = (words: string) => lead.locator('li.note-paper p', { hasText: words }).first();
const more = () => lead.locator('li.note-paper summary');
const choose = async (name: string) => {
  if (!(await lead.locator('li.note-paper details[open]').count())) await more().click();
  await lead.locator('li.note-paper').getByRole('button', { name, exact: true }).click();
};
const mask = async (words: string[]) => {
  await choose('Maskera ord');
  for (const word of words) await lead.locator('dialog').getByRole('button', { name: word }).click();
  await lead.getByRole('button', { name: 'Spara maskeringen' }).click();
};

test('[NT8] masking is undone where it is told; of two, the latter only', async () => {
  await mask(['Bengtsson']);
  await onDesk('Bagare […] kör').waitFor();
  const undo = lead
    .locator('.notice', { hasText: 'Lapp 1 är maskerad' })
    .getByRole('button', { name: 'Ångra' });
  await undo.click();
  await onDesk(typed).waitFor();
  await mask(['Bengtsson']);
  await onDesk('Bagare […] kör').waitFor();
  await mask(['Bagare']);
  await onDesk('[…] kör').and(lead.locator(':not(:text("Bagare"))')).waitFor();
  await undo.click();
  await onDesk('Bagare […] kör').waitFor();
});

test('[NT8] the words come back after a question, on the author’s phone at once, where she can change them', async () => {
  await author.reload();
  await ownNote().getByText('Bagare […] kör').waitFor();
  await author.getByText('uppkopplad').waitFor();
  await choose('Visa de ursprungliga orden');
  await lead.getByText('De maskerade orden syns igen för alla').waitFor();
  await lead.getByRole('button', { name: 'Avbryt' }).click();
  await onDesk('Bagare […] kör').waitFor();
  await choose('Visa de ursprungliga orden');
  await lead.getByRole('button', { name: 'Visa orden igen' }).click();
  await onDesk(typed).waitFor();
  await expect.poll(() => lead.evaluate(() => document.activeElement?.tagName)).toBe('SUMMARY');
  await ownNote().getByText(typed).first().waitFor();
  await ownNote().locator('summary').click();
  expect(await author.getByLabel('Ändra texten').inputValue()).toBe(typed);
});
