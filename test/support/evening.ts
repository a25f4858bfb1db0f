import type { Browser, BrowserContext, Page } from 'playwright-core';
import { grantAll, makeAccount } from '../../server/sign-in.ts';
import type { StaffRole } from '../../shared/domain/role.ts';
import type { Service } from './service.ts';

export const password = 'ett långt lösenord';

/** An account with roles in Flen, to sign in with on a page. */
export const account = async (
  service: Service,
  email: string,
  roles: StaffRole[],
  code = '0482',
): Promise<void> => {
  const userId = await makeAccount(service.app.auth, { name: email.split('@')[0] ?? '', email, password });
  await grantAll({ store: service.app.store, now: () => new Date() }, userId, code, roles);
};

export const sizes = {
  phone: { width: 390, height: 780 },
  small: { width: 320, height: 640 },
  laptop: { width: 1280, height: 860 },
  wall: { width: 1920, height: 1080 },
} as const;

/** A browser of its own with Swedish settings; every request it makes is remembered by origin. */
export const device = async (
  browser: Browser,
  service: Pick<Service, 'url'>,
  options: { size?: keyof typeof sizes; javaScriptEnabled?: boolean } = {},
): Promise<{ context: BrowserContext; page: Page; strangers: string[] }> => {
  const { size = 'phone', javaScriptEnabled = true } = options;
  const context = await browser.newContext({
    baseURL: service.url,
    viewport: sizes[size],
    locale: 'sv-SE',
    javaScriptEnabled,
    hasTouch: size === 'phone' || size === 'small',
  });
  context.setDefaultTimeout(15_000);
  const strangers: string[] = [];
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol !== 'data:' && url.host !== new URL(service.url).host) strangers.push(request.url());
  });
  const page = await context.newPage();
  return { context, page, strangers };
};

export const signIn = async (page: Page, email: string): Promise<void> => {
  await page.goto('/sign-in');
  await page.getByLabel('E-post').first().fill(email);
  await page.getByLabel('Lösenord').fill(password);
  await page
    .getByRole('button', { name: /Logga in/ })
    .first()
    .click();
  await page.waitForURL('**/staff');
};

/** Types the code on the first page, as somebody does who reads it off the wall. */
export const joinByCode = async (page: Page, code: string): Promise<void> => {
  await page.goto('/');
  await page.getByRole('textbox').first().fill(code.toLowerCase());
  await page.getByRole('button', { name: 'Gå in' }).click();
  await page.waitForURL('**/m/**');
};
