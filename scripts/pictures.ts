import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { story } from '../db/seed/story.ts';
import { toldMeetingId } from '../server/story/ids.ts';
import { launchBrowser } from '../test/support/browser.ts';
import { buildIfNeeded, root } from './demo/build.ts';
import { startServer } from './demo/server.ts';
import { accounts, liveLinks, liveMeetingId, password, setTheStage } from './demo/stage.ts';
import { frames, makeCamera, type Camera, type Frame } from './pictures/camera.ts';
import { openPicturedHall } from './pictures/hall.ts';

interface Studio {
  url: string;
  camera: Camera;
  links: Awaited<ReturnType<typeof liveLinks>>;
}

/** Opens an address in a window of its own, signed in when an account is named. */
const open = async (
  { url, camera }: Studio,
  to: { frame: Frame; path: string; as?: string },
): Promise<Page> => {
  const context = await camera.window(to.frame);
  if (to.as)
    await context.request.post(`${url}/api/v1/sign-in`, {
      headers: { origin: url },
      data: { email: to.as, password },
    });
  const page = await context.newPage();
  await page.goto(new URL(to.path, url).href, { waitUntil: 'networkidle' });
  return page;
};

/** What happens in the hall, in the order it happens. */
const takeHall = async (studio: Studio): Promise<void> => {
  const { camera, links, url } = studio;
  await camera.take(await open(studio, { frame: frames.phone, path: '/' }), 'door');
  const hall = await openPicturedHall(url, links.joinCode ?? '');
  await hall.collect();
  const phone = await open(studio, { frame: frames.phone, path: links.joinLink });
  await phone.locator('textarea').first().fill('Bussen från skolan borde vänta in tåget.');
  await phone.getByRole('button', { name: 'Skicka lappen' }).click();
  await phone.waitForTimeout(500);
  await phone.locator('textarea').first().fill('Bygdegården är vårt vardagsrum');
  await camera.take(phone, 'resident-question');
  await camera.take(await open(studio, { frame: frames.wall, path: links.screenLink }), 'hall-screen');
  await hall.group();
  const lead = { frame: frames.desktop, path: `/lead/${liveMeetingId}`, as: accounts.facilitator.email };
  await camera.take(await open(studio, lead), 'lead-grouping');
  await hall.dots();
  await phone.reload({ waitUntil: 'networkidle' });
  await phone.getByRole('button', { name: 'Lägg en prick' }).nth(0).click();
  await phone.getByRole('button', { name: 'Lägg en prick' }).nth(1).click();
  await camera.take(phone, 'resident-dots');
  hall.close();
};

/** What comes of it afterwards. */
const takeAfter = async (studio: Studio): Promise<void> => {
  const { code } = story.municipality;
  const lovbruket = toldMeetingId('lovbruket');
  const wanted = [
    { name: 'outcome', path: `/outcome/${lovbruket}`, as: accounts.facilitator.email },
    { name: 'plan-inputs', path: `/outcome/${lovbruket}/inputs`, as: accounts.facilitator.email },
    { name: 'politician', path: `/municipality/${code}`, as: accounts.politician.email },
    { name: 'need', path: `/municipality/${code}/need/mob.transit`, as: accounts.politician.email },
  ];
  for (const { name, ...to } of wanted)
    await studio.camera.take(await open(studio, { frame: frames.desktop, ...to }), name);
};

const main = async (): Promise<void> => {
  buildIfNeeded();
  const dataDir = mkdtempSync(join(tmpdir(), 'bystamma-pictures-'));
  await setTheStage(dataDir, { keep: true });
  const server = await startServer({
    dataDir,
    port: Number(process.env.PORT ?? 3000),
    demoNotice: undefined,
  });
  const browser = await launchBrowser();
  try {
    const camera = makeCamera(browser, join(root, 'docs/pictures'));
    const studio = { url: server.url, camera, links: await liveLinks(dataDir, server.url) };
    await takeHall(studio);
    await takeAfter(studio);
  } finally {
    await browser.close();
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
};

main().catch((failure: unknown) => {
  console.error(failure instanceof Error ? failure.message : failure);
  process.exitCode = 1;
});
