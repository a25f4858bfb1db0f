import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { lighter } from './png.ts';

/** A picture must not weigh more than this (bytes): they lie in the repository for ever. */
const heaviest = 120_000;

export interface Frame {
  width: number;
  height: number;
  /** Pixels in the picture for each of the page's own. */
  scale: number;
  /** Held in a hand: some controls are drawn for fingers. */
  hasTouch: boolean;
}
export const frames = {
  phone: { width: 390, height: 844, scale: 1, hasTouch: true },
  desktop: { width: 1280, height: 900, scale: 1, hasTouch: false },
  wall: { width: 1920, height: 1080, scale: 0.5, hasTouch: false },
} as const satisfies Record<string, Frame>;

export interface Camera {
  /** A browser window of its own, without cookies. */
  window(frame: Frame): Promise<BrowserContext>;
  take(page: Page, name: string): Promise<void>;
}

export const makeCamera = (browser: Browser, folder: string): Camera => ({
  window: ({ width, height, scale, hasTouch }) =>
    browser.newContext({
      viewport: { width, height },
      deviceScaleFactor: scale,
      hasTouch,
      locale: 'sv-SE',
      timezoneId: 'Europe/Stockholm',
      reducedMotion: 'reduce',
    }),
  take: async (page, name) => {
    mkdirSync(folder, { recursive: true });
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    await page.mouse.move(0, 0);
    await page.waitForTimeout(700);
    const picture = lighter(await page.screenshot());
    if (picture.length > heaviest) throw new Error(`${name} weighs ${picture.length} bytes.`);
    writeFileSync(join(folder, `${name}.png`), picture);
    console.log(`  ${name}.png ${Math.round(picture.length / 1000)} kB`);
  },
});
