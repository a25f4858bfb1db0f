import AxeBuilder from '@axe-core/playwright';
import Database from 'better-sqlite3';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databaseIn } from '../../db/folder.ts';
import { Browser as CrowdBrowser } from '../../scripts/crowd/browser.ts';
import { dissolveTheme, groupNotes, readThemes } from '../../shared/documents/themes.ts';
import { launchBrowser } from '../support/browser.ts';
import { openThemes } from '../support/documents.ts';
import { account, device, password, signIn } from '../support/evening.ts';
import { openHall, phone, startService, type Hall, type Service } from '../support/service.ts';

let service: Service;
let browser: Browser;
let hall: Hall;
const leads: Awaited<ReturnType<typeof device>>[] = [];
const about = () => ({ meetingId: hall.meetingId });
const texts = ['Bussen går sällan', 'Tåget stannar inte', 'Affären är stängd', 'Paketen hamnar fel'];

beforeAll(async () => {
  service = await startService({ pages: true });
  browser = await launchBrowser();
  hall = await openHall(service);
  await hall.facilitator.must('step.open', { stepId: hall.step('collect') }, about());
  const anna = await phone(service, hall);
  for (const text of texts)
    await anna.must(
      'note.write',
      { noteId: crypto.randomUUID(), stepId: hall.step('collect'), text },
      about(),
    );
  await hall.facilitator.must('step.open', { stepId: hall.step('group') }, about());
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
  const end = Date.now() + 20_000;
  while (!(await what())) {
    if (Date.now() > end) throw new Error(`it did not happen: ${why}`);
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
};
/** What axe says of one part of a page. */
const faultsIn = async (page: Page, part: string): Promise<string[]> => {
  const { violations } = await new AxeBuilder({ page })
    .include(part)
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return violations.map(({ id }) => id);
};
/** The facilitator's own documents are of another edition from now on, as after a backup was put back. */
const raiseEpochs = (dataDir: string): void => {
  const raw = new Database(databaseIn(dataDir));
  raw.exec('UPDATE documents SET epoch = epoch + 1, client_id = client_id + 1');
  raw.close();
};

describe('coming back and going back', () => {
  test('[AW1] what one facilitator holds is marked on the other’s board', async () => {
    const [one, two] = [leads[0]!.page, leads[1]!.page];
    await one.getByRole('checkbox', { name: /Paketen/ }).check();
    const mark = two.locator('li.note-paper').filter({ hasText: 'Paketen' }).locator('.held');
    await mark.waitFor();
    expect(await mark.innerText()).toBe('ett håller i lappen');
    await one.getByRole('checkbox', { name: /Paketen/ }).uncheck();
    await mark.waitFor({ state: 'detached' });
  });

  test('[EV9] a facilitator without a screen groups beside one who has the page open under the same name', async () => {
    const crowd = new CrowdBrowser(service.url);
    await crowd.ask('/api/v1/sign-in', { email: 'ett@example.org', password });
    const themes = await crowd.document('themes', hall.meetingId);
    const id = groupNotes(themes.doc, {}, { id: crypto.randomUUID(), title: 'Folkmassans', noteIds: [] });
    await themes.stored();
    await leads[0]!.page.getByRole('heading', { name: /Teman \(1\)/ }).waitFor();
    dissolveTheme(themes.doc, {}, id);
    await themes.stored();
    themes.close();
  });

  test('[VE2] an earlier order can be gone back to by keyboard, and axe has nothing to say', async () => {
    const [one, two] = [leads[0]!.page, leads[1]!.page];
    await group(one, [/Bussen/, /Tåget/], 'Resor');
    await eventually(async () => (await titles()).includes('Resor'), 'stored');
    await hall.facilitator.must('step.open', { stepId: hall.step('collect') }, about());
    await hall.facilitator.must('step.open', { stepId: hall.step('group') }, about());
    const themes = await openThemes(hall.facilitator, hall.meetingId);
    await themes.until((doc) => readThemes(doc).themes.length === 1);
    const [theme] = readThemes(themes.doc).themes;
    themes.doc.getMap('order').delete(theme?.id ?? '');
    await themes.stored();
    themes.close();
    await one.getByRole('heading', { name: /Teman \(0\)/ }).waitFor();
    const button = one.getByRole('button', { name: 'Tidigare ordning' });
    await button.focus();
    await one.keyboard.press('Enter');
    await one.getByText('när ett steg öppnades eller stängdes').first().waitFor();
    expect(await faultsIn(one, 'dialog[open]')).toEqual([]);
    const back = one.getByRole('button', { name: /Gå tillbaka till klockan/ }).first();
    expect((await back.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    await back.focus();
    await one.keyboard.press('Enter');
    for (const page of [one, two]) await page.getByRole('heading', { name: /Teman \(1\)/ }).waitFor();
    await eventually(async () => (await titles()).join() === 'Resor', 'back');
  });

  test('[RC1] [AX1] another edition of the document: nothing merged in silence, what was not stored is done again', async () => {
    const [one, two] = [leads[0]!.page, leads[1]!.page];
    await leads[1]!.context.setOffline(true);
    await group(two, [/Affären/, /Paketen/], 'Gjort utan nät');
    await one.getByRole('heading', { name: /Teman \(1\)/ }).waitFor();
    const { dataDir } = service;
    const port = Number(new URL(service.url).port);
    await service.app.stop();
    raiseEpochs(dataDir);
    service = await startService({ pages: true, dataDir, port });
    await leads[1]!.context.setOffline(false);
    await two.getByText(/Servern har fått tillbaka en äldre kopia/).waitFor({ timeout: 30_000 });
    const both = async () => (await titles()).join() === 'Gjort utan nät,Resor';
    await eventually(both, 'done again');
    for (const page of [one, two]) await page.getByRole('heading', { name: /Teman \(2\)/ }).waitFor();
    expect(await faultsIn(two, '.notice[role=status]')).toEqual([]);
    await two.getByText('Visa ordningen').click();
    expect(await faultsIn(two, '.notice[role=status]')).toEqual([]);
    expect(await two.locator('pre').innerText()).toContain('Gjort utan nät');
    expect(await two.locator('pre').innerText()).toContain('Bussen går sällan');
    await group(one, [/Bussen/], 'Efteråt');
    await two.getByRole('heading', { name: /Teman \(3\)/ }).waitFor();
  });

  test('[RC2] [AX1] a refused writer begins anew, loses nothing, and is told', async () => {
    const { page } = leads[1]!;
    let spoil = false;
    // A line that turns one update into noise: the server refuses it, as it would a forged one.
    await page.routeWebSocket(/\/yjs\/themes\//, (line) => {
      const server = line.connectToServer();
      line.onMessage((message) => {
        const isUpdate = typeof message !== 'string' && message[0] === 0 && message[1] === 2;
        server.send(spoil && isUpdate ? Buffer.from([0, 2, 3, 9, 9, 9]) : message);
        if (isUpdate) spoil = false;
      });
    });
    await page.reload();
    await page.getByRole('heading', { name: /Teman \(3\)/ }).waitFor();
    await page.locator('.tag.saved', { hasText: 'Sparat på servern' }).waitFor();
    spoil = true;
    await page.locator('li.note-paper').filter({ hasText: 'Affären' }).getByRole('checkbox').check();
    await page.getByLabel('Temats namn').first().fill('Ur bruset');
    await page.getByRole('button', { name: 'Gruppera', exact: true }).click();
    await page.getByText(/det du gjorde är gjort igen/).waitFor();
    expect(await faultsIn(page, '.notice[role=status]')).toEqual([]);
    await eventually(async () => (await titles()).includes('Ur bruset'), 'done again');
    for (const lead of leads) await lead.page.getByRole('heading', { name: /Teman \(4\)/ }).waitFor();
    await page.locator('.tag.saved', { hasText: 'Sparat på servern' }).waitFor();
  });
});
