import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemChance } from '../../server/chance.ts';
import { tellStory } from '../../server/story/tell.ts';
import { tables } from '../../db/connect.ts';
import { launchBrowser } from '../support/browser.ts';
import { account, device, joinByCode, signIn, sizes } from '../support/evening.ts';
import { Client, password0, startService, type Service } from '../support/service.ts';

let service: Service;
let browser: Browser;
let meetings: Record<string, string | undefined> = {};
let live = '';
let code = '';
let screenPath = '';
let lead: Client;
let stepIds: { id: string; kind: string; title: string }[] = [];

beforeAll(async () => {
  service = await startService({ pages: true });
  browser = await launchBrowser();
  const told = await tellStory({ store: service.app.store, chance: systemChance, now: new Date() });
  if (!told.ok) throw new Error(told.problem.code);
  meetings = told.value.meetings;
  const rows = await service.app.store.read.select().from(tables.meetings);
  const running = rows.find((m) => m.state === 'running');
  live = running?.id ?? '';
  code = running?.joinCode ?? '';
  screenPath = `/hall/${running?.screenToken}`;
  await account(service, 'alla@example.org', ['facilitator', 'officer', 'politician', 'administrator']);
  lead = await new Client(service.url).signIn('alla@example.org', password0);
  stepIds = (await lead.json<{ room: { steps: typeof stepIds } }>(`/api/v1/meetings/${live}`)).room.steps;
});
afterAll(async () => {
  await browser.close();
  expect(service.failures).toEqual([]);
  await service.stop();
});

/** What axe says with the WCAG 2.2 AA tags, in one line a finding. */
const findings = async (page: Page): Promise<string[]> => {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return violations.map(
    (v) =>
      `${v.id}: ${v.nodes
        .map((n) => n.target.join(' '))
        .slice(0, 3)
        .join(' | ')}`,
  );
};
const sideways = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
/** Controls smaller than 44 px that a thumb is meant to hit; links inside sentences are text. */
const tooSmall = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('button, select, textarea, input:not([type=hidden]), summary, a.button')]
      .filter((el) => (el as HTMLElement).checkVisibility())
      .filter((el) => {
        const label = el.closest('label');
        const box = (
          el.matches('[type=checkbox],[type=radio]') && label ? label : el
        ).getBoundingClientRect();
        return box.height < 43.5 || box.width < 43.5;
      })
      .map((el) => `${el.tagName} ${el.textContent?.trim().slice(0, 30)}`),
  );

const look = async (page: Page, path: string, name = path): Promise<void> => {
  for (const size of ['small', 'laptop'] as const) {
    await page.setViewportSize(sizes[size]);
    if (path) await page.goto(path);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await page.waitForTimeout(150);
    expect([name, size, await findings(page)]).toEqual([name, size, []]);
    if (size === 'small') expect([name, 'sideways', await sideways(page)]).toEqual([name, 'sideways', 0]);
    if (size === 'small') expect([name, 'too small', await tooSmall(page)]).toEqual([name, 'too small', []]);
  }
};

describe('every view', () => {
  test('[AX1] [AX2] doors and papers: nothing for axe at 320 and 1280, nothing too small, nothing sideways', async () => {
    const { page } = await device(browser, service, { size: 'small' });
    for (const path of [
      '/',
      '/sign-in',
      '/help',
      '/accessibility',
      '/privacy',
      '/setup/finns-inte',
      '/invitation/finns-inte',
      '/j/finns-inte',
      '/finns-inte',
    ])
      await look(page, path);
  });

  test('[EV7] help begins with the hall, in her language', async () => {
    const { page } = await device(browser, service, { size: 'small' });
    await page.goto('/help');
    const [first, second] = await page.getByRole('heading', { level: 2 }).allInnerTexts();
    expect([first, second]).toEqual(['Du som är med på ett möte', 'Innehåll']);
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'You who take part in a meeting' }).waitFor();
    await look(page, '');
  });

  test('[AX1] [AX2] pages of staff', async () => {
    const { page } = await device(browser, service, { size: 'small' });
    await signIn(page, 'alla@example.org');
    const lovbruket = meetings.lovbruket ?? '';
    const paths = [
      '/staff',
      '/staff/0482',
      '/staff/0482/people',
      '/staff/0482/new',
      `/staff/meeting/${live}`,
      `/lead/${live}`,
      `/outcome/${lovbruket}`,
      `/outcome/${lovbruket}/inputs`,
      '/municipality/0482',
      '/municipality/0482/inputs',
      '/municipality/0482/need/com.grocery',
    ];
    await page.goto('/municipality/0482');
    await page.getByText('Samma sak som tabell, med personer').click();
    expect(await sideways(page)).toBe(0);
    const place = (await service.app.store.read.select().from(tables.places))[0]?.id ?? '';
    for (const path of [...paths, `/municipality/0482/place/${place}`]) await look(page, path);
  });

  test('[WT1] the resident’s first page weighs at most 60 kB until its scripts are awake', async () => {
    const weigh = async (kind: string) => {
      await lead.must(
        'step.open',
        { stepId: stepIds.find((s) => s.kind === kind)?.id ?? '' },
        { meetingId: live },
      );
      return firstPage();
    };
    const collect = await weigh('collect');
    expect(collect.files).toBeGreaterThan(5);
    expect(collect.contents + collect.headers).toBeLessThanOrEqual(60_000);
    for (const kind of new Set(stepIds.map((step) => step.kind)))
      expect((await weigh(kind)).contents).toBeLessThanOrEqual(60_000);
  });

  /** A word that is wider than a small phone, in a note that everybody sees. */
  const sayLongWord = async (): Promise<void> => {
    const stepId = stepIds.find((step) => step.kind === 'collect')?.id ?? '';
    await lead.must('step.open', { stepId }, { meetingId: live });
    const somebody = new Client(service.url);
    await somebody.join({ code });
    const text = 'Kollektivtrafikförsörjningsplaneringsprocessansvarig';
    await somebody.must(
      'note.write',
      { noteId: crypto.randomUUID(), stepId, text: `${text} saknas` },
      { meetingId: live },
    );
    await lead.must('notes.reveal', { stepId, revealed: true }, { meetingId: live });
  };

  test('[AX1] [AX2] [EV8] the lead page in each of its rooms, and the phone and the wall in each step', async () => {
    await sayLongWord();
    const phone = await device(browser, service, { size: 'small' });
    await joinByCode(phone.page, code);
    const wall = await device(browser, service, { size: 'laptop' });
    await wall.page.goto(screenPath);
    const desk = await device(browser, service, { size: 'laptop' });
    await signIn(desk.page, 'alla@example.org');
    await desk.page.goto(`/lead/${live}`);
    for (const step of stepIds) {
      await lead.must('step.open', { stepId: step.id }, { meetingId: live });
      await phone.page.getByText('Du är med').first().waitFor();
      await phone.page.waitForTimeout(400);
      for (const [name, page] of [
        ['phone', phone.page],
        ['wall', wall.page],
        ['lead', desk.page],
      ] as const)
        await look(page, '', `${name} in ${step.kind} ${step.title}`);
      if (step.kind !== 'dots') continue;
      await lead.must('dots.reveal', { stepId: step.id, revealed: true }, { meetingId: live });
      await phone.page.getByRole('heading', { name: 'Så föll prickarna' }).waitFor();
      await look(phone.page, '', `phone after ${step.title}`);
      await look(desk.page, '', `lead after ${step.title}`);
    }
  });

  /** What a new phone has fetched when the page says that a note can be written and kept: compressed bytes. */
  const firstPage = async (): Promise<{ files: number; contents: number; headers: number }> => {
    const { page, context } = await device(browser, service);
    const heads = new Map<string, Promise<number>>();
    page.on('requestfinished', (request) =>
      heads.set(
        request.url(),
        request.sizes().then((sizes) => sizes.responseHeadersSize),
      ),
    );
    const headers = { origin: service.url };
    expect((await context.request.post('/api/v1/join', { data: { code }, headers })).ok()).toBe(true);
    await page.goto(`/m/${live}`, { waitUntil: 'networkidle' });
    const parts = await untilUsable(page);
    const sum = (numbers: number[]) => numbers.reduce((all, one) => all + one, 0);
    const weight = {
      files: parts.length,
      contents: sum(parts.map((part) => part.bytes)),
      headers: sum(await Promise.all(parts.map(async (part) => (await heads.get(part.name)) ?? 0))),
    };
    await context.close();
    console.log(`first page: ${weight.files} files, ${weight.contents} + ${weight.headers} bytes`);
    return weight;
  };

  const untilUsable = (page: Page): Promise<{ name: string; bytes: number }[]> =>
    page.evaluate(() => {
      const usable = performance.getEntriesByName('usable')[0]?.startTime ?? 0;
      const loaded = [
        ...performance.getEntriesByType('navigation'),
        ...performance.getEntriesByType('resource'),
      ] as PerformanceResourceTiming[];
      return loaded
        .filter((r) => r.entryType === 'navigation' || r.responseEnd <= usable)
        .map((r) => ({ name: r.name, bytes: r.encodedBodySize }));
    });
});
