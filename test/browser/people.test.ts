import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eq } from 'drizzle-orm';
import { tables } from '../../db/connect.ts';
import { openInvitations } from '../../server/store/people.ts';
import { launchBrowser } from '../support/browser.ts';
import { account, device, signIn } from '../support/evening.ts';
import { openHall, staff, startService, type Service } from '../support/service.ts';

const municipalityCode = '0482';
let service: Service;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  service = await startService({ pages: true });
  browser = await launchBrowser();
  await openHall(service);
  const admin = await staff(service, ['administrator'], municipalityCode);
  for (const name of ['ada', 'bea', 'cia'])
    await admin.must(
      'person.invite',
      { email: `${name}@example.org`, roles: ['officer'] },
      { municipalityCode },
    );
  await account(service, 'bo@example.org', ['facilitator', 'officer', 'politician']);
  await account(service, 'chef@example.org', ['administrator']);
  page = (await device(browser, service, { size: 'laptop' })).page;
  // High enough for the whole page: what moves moves under the pointer.
  await page.setViewportSize({ width: 1280, height: 2400 });
  await signIn(page, 'chef@example.org');
  await page.goto(`/staff/${municipalityCode}/people`);
  await page.waitForLoadState('networkidle');
});
afterAll(async () => {
  await browser.close();
  expect(service.failures).toEqual([]);
  await service.stop();
});

/**
 * A double click whose second half comes when the first has been carried out and the rows have moved. Says what had the
 * focus in between, and whether the second half fell on a button.
 */
const clickTwice = async (button: Locator, moved: () => Promise<boolean>) => {
  const box = await button.boundingBox();
  if (!box) throw new Error('the button cannot be seen');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const press = async (clickCount: number): Promise<void> => {
    await page.mouse.down({ clickCount });
    await page.mouse.up({ clickCount });
  };
  await page.mouse.move(x, y);
  await press(1);
  await expect.poll(moved).toBe(true);
  await page.waitForLoadState('networkidle');
  const between = {
    focus: await focused(),
    onButton: await page.evaluate(
      ([x, y]) => Boolean(document.elementFromPoint(x ?? 0, y ?? 0)?.closest('button')),
      [x, y],
    ),
  };
  await press(2);
  await page.waitForTimeout(300);
  return between;
};
const bo = () => page.locator('main > ul > li').filter({ hasText: 'bo@example.org' });
const rolesOfBo = async () => {
  const rows = await service.app.store.read
    .select({ role: tables.grants.role })
    .from(tables.grants)
    .innerJoin(tables.users, eq(tables.users.id, tables.grants.userId))
    .where(eq(tables.users.email, 'bo@example.org'));
  return rows.map(({ role }) => role).sort();
};
const invited = async () =>
  (await openInvitations(service.app.store.read, municipalityCode, new Date())).map(({ email }) => email);
const focused = () => page.evaluate(() => document.activeElement?.id ?? '');

test('[SU6] a double click takes one role and gives one role, and the keyboard stays with the person', async () => {
  const take = bo().getByRole('button', { name: /Ta bort rollen/ });
  const card = await bo().getAttribute('id');
  const taken = await clickTwice(take.first(), async () => (await take.count()) === 2);
  expect(taken).toEqual({ focus: card, onButton: true });
  expect(await rolesOfBo()).toHaveLength(2);
  const give = bo().getByRole('button', { name: 'Ge rollen' });
  const given = await clickTwice(give, async () => (await take.count()) === 3);
  expect(given.focus).toBe(card);
  expect(await rolesOfBo()).toHaveLength(3);
  await take.first().press('Enter');
  await expect.poll(() => take.count()).toBe(2);
  await expect.poll(focused).toBe(card);
});

test('[SU6] a double click withdraws one invitation, and the keyboard stays with the list', async () => {
  const withdraw = page.getByRole('button', { name: /Dra tillbaka inbjudan/ });
  const withdrawn = await clickTwice(withdraw.first(), async () => (await withdraw.count()) === 2);
  expect(withdrawn).toEqual({ focus: 'waiting', onButton: true });
  expect(await invited()).toHaveLength(2);
  await withdraw.first().press('Enter');
  await expect.poll(() => withdraw.count()).toBe(1);
  await expect.poll(focused).toBe('waiting');
  await withdraw.press('Enter');
  await expect.poll(() => withdraw.count()).toBe(0);
  await expect.poll(focused).toBe('invite');
  expect(await invited()).toEqual([]);
});

test('[SU7] the link of an invitation stays on the page while other things are done there, until it is withdrawn', async () => {
  await page.getByLabel('E-post').fill('dag@example.org');
  await page.getByRole('button', { name: 'Skapa inbjudan' }).click();
  const link = page.getByLabel('Länk att skicka');
  await link.waitFor();
  // A new page was loaded, and its scripts must be awake: without them each form is a page of its own.
  await page.waitForLoadState('networkidle');
  const take = bo().getByRole('button', { name: /Ta bort rollen/ });
  await take.first().press('Enter');
  await expect.poll(() => take.count()).toBe(1);
  expect(await link.count()).toBe(1);
  await page.getByRole('button', { name: /Dra tillbaka inbjudan/ }).press('Enter');
  await link.waitFor({ state: 'detached' });
  expect(await invited()).toEqual([]);
});
