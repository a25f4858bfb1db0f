import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eq } from 'drizzle-orm';
import { tables } from '../../db/connect.ts';
import { groupNotes } from '../../shared/documents/themes.ts';
import { launchBrowser } from '../support/browser.ts';
import { openThemes } from '../support/documents.ts';
import { account, device, signIn } from '../support/evening.ts';
import { openHall, phone, startService, type Hall, type Service } from '../support/service.ts';

let service: Service;
let browser: Browser;
let hall: Hall;
let page: Page;
const about = () => ({ meetingId: hall.meetingId });
const [bus, shop] = [crypto.randomUUID(), crypto.randomUUID()];

beforeAll(async () => {
  service = await startService({ pages: true });
  browser = await launchBrowser();
  hall = await openHall(service);
  await hall.facilitator.must('step.open', { stepId: hall.step('collect') }, about());
  const anna = await phone(service, hall);
  const say = (noteId: string, text: string) =>
    anna.must('note.write', { noteId, stepId: hall.step('collect'), text }, about());
  await say(bus, 'Bussen går sällan');
  await say(shop, 'Affären är stängd');
  const themes = await openThemes(hall.facilitator, hall.meetingId);
  groupNotes(themes.doc, {}, { id: crypto.randomUUID(), title: 'Resor', noteIds: [bus] });
  await themes.stored();
  themes.close();
  await account(service, 'ett@example.org', ['facilitator']);
  ({ page } = await device(browser, service, { size: 'small', javaScriptEnabled: false }));
  await signIn(page, 'ett@example.org');
});
afterAll(async () => {
  await browser.close();
  expect(service.failures).toEqual([]);
  await service.stop();
});

const press = (name: RegExp) => page.getByRole('button', { name }).click();
const statusOf = async (id: string) => {
  const [note] = await service.app.store.read.select().from(tables.notes).where(eq(tables.notes.id, id));
  return note?.status;
};

describe('the lead page without scripts', () => {
  test('[EV6] notes are there by themselves, and are hidden and shown by plain forms', async () => {
    await page.goto(`/lead/${hall.meetingId}`);
    await page.getByText('Affären är stängd').waitFor();
    await press(/Dölj: Lapp 2/);
    await page.getByRole('button', { name: /Visa igen: Lapp 2/ }).waitFor();
    expect([await statusOf(shop), await statusOf(bus)]).toEqual(['hidden', 'visible']);
    await press(/Visa igen: Lapp 2/);
    await page.getByRole('button', { name: /Dölj: Lapp 2/ }).waitFor();
    expect(await statusOf(shop)).toBe('visible');
  });

  test('[EV6] the themes can be read, and an act leaves her in the part she is in', async () => {
    await page.getByRole('link', { name: 'Skörd' }).click();
    await page.getByRole('heading', { name: 'Resor' }).waitFor();
    await press(/\+1 minut/);
    await page.getByRole('heading', { name: 'Resor' }).waitFor();
    await page.getByRole('link', { name: 'Hämta läget' }).click();
    await page.getByRole('heading', { name: 'Resor' }).waitFor();
  });
});
