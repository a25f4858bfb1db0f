import Database from 'better-sqlite3';
import type { Page } from 'playwright-core';
import { databaseIn } from '../../db/folder.ts';

/** How many notes with these words the server's file holds, whoever sees them. */
export const storedIn = (dataDir: string, text: string): number => {
  const raw = new Database(databaseIn(dataDir), { readonly: true });
  const found = raw.prepare('SELECT count(*) AS n FROM notes WHERE text = ?').get(text) as { n: number };
  raw.close();
  return found.n;
};

/** The words beside which this page says "Sparad" just now; none while it is being loaded. */
const toldSaved = (page: Page): Promise<string[]> =>
  page
    .locator('li.note-paper')
    .evaluateAll((papers) =>
      papers
        .filter((paper) => paper.querySelector('.tag.saved'))
        .map((paper) => paper.querySelector('.text')?.textContent ?? ''),
    )
    .catch(() => []);

/** Looks four times a second whether a page says "Sparad" of something the server's file does not hold. */
export const watchWords = (dataDir: string, pages: () => Page[]) => {
  const lies = new Set<string>();
  const told = new Set<string>();
  let looks = 0;
  const look = async (page: Page): Promise<void> => {
    // The page first: what comes on disk in between cannot hide a lie.
    const now = await toldSaved(page);
    if (now.length > 0) looks += 1;
    for (const text of now) told.add(text);
    for (const text of now) if (storedIn(dataDir, text) === 0) lies.add(text);
  };
  const timer = setInterval(() => void Promise.all(pages().map(look)), 250);
  return { lies, told, looks: () => looks, stop: () => clearInterval(timer) };
};

/** Runs in the page: it speaks the version before the first as long as its tab is told to. */
export const speakOldVersion = (): void => {
  const isOld = () => sessionStorage.getItem('old') !== null;
  const older = (said: unknown) =>
    typeof said === 'string' && isOld() ? said.replace('"v":1', '"v":0') : said;
  const Plain = WebSocket;
  window.WebSocket = class extends Plain {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(isOld() ? String(address).replace(/([?&])v=1\b/, '$1v=0') : address, protocols);
    }
    override send(said: Parameters<WebSocket['send']>[0]): void {
      super.send(older(said) as string);
    }
  };
  const plainFetch = fetch;
  window.fetch = (to, options) =>
    plainFetch(to, options?.body ? { ...options, body: older(options.body) as BodyInit } : options);
};

/** Runs in the page: its time of day can be set wrong with `setClock(ms)`, as people and networks do. */
export const wrongClock = (): void => {
  const Right = Date;
  let shift = 0;
  const now = () => Right.now() + shift;
  window.Date = new Proxy(Right, {
    construct: (_target, given: [] | [number]) =>
      given.length === 0 ? new Right(now()) : new Right(...given),
    get: (target, name): unknown => (name === 'now' ? now : Reflect.get(target, name)),
  });
  Object.assign(window, { setClock: (ms: number) => (shift = ms) });
};
