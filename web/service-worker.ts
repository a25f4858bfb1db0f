/// <reference lib="webworker" />
import { version } from '$service-worker';

const worker = globalThis as unknown as ServiceWorkerGlobalScope;

/** Residents' pages only. Staff pages, exports and the API are never kept on a device. */
const isResidentPage = (path: string): boolean => /^\/m\/[^/]+$/.test(path);

/** Files change with the version; a page must open even after an update that the phone has not seen. */
const filesCache = `files-${version}`;
const pagesCache = 'pages';

/** A hall's network may take the call and never answer (ms). */
const patience = 4000;

worker.addEventListener('install', () => void worker.skipWaiting());

worker.addEventListener('activate', (event) => {
  event.waitUntil(worker.clients.claim());
});

worker.addEventListener('message', (event) => {
  const { page, files } = event.data as { page?: unknown; files?: unknown };
  if (typeof page !== 'string' || !isResidentPage(page)) return;
  // The page hears when it is safe to reload without network.
  event.waitUntil(keep(page, strings(files)).then(() => event.ports[0]?.postMessage('kept')));
});

worker.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== worker.location.origin) return;
  if (event.request.mode === 'navigate' && isResidentPage(url.pathname))
    event.respondWith(pageFirstFresh(event.request));
  else if (!/^\/(api|yjs|socket\.io)\b|__data\.json$/.test(url.pathname) && event.request.mode !== 'navigate')
    event.respondWith(keptOr(event.request));
});

const strings = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];

/** Keeps the page as it is now and its files; a file that cannot be fetched does not stop the rest. */
const keep = async (page: string, files: readonly string[]): Promise<void> => {
  const [pages, kept] = await Promise.all([caches.open(pagesCache), caches.open(filesCache)]);
  const missing = await Promise.all(files.map(async (file) => ((await kept.match(file)) ? [] : [file])));
  const added = missing.flat().map((file) => fetch(file).then((response) => keepIn(kept, file, response)));
  await Promise.allSettled([...added, fetchPage(pages, page)]);
  // Not before: until now the page that is kept still needed the files of the version before.
  await removeOldFiles();
};

const fetchPage = async (pages: Cache, page: string): Promise<void> => {
  const response = await fetch(page, { credentials: 'same-origin' });
  if (isOurPage(response)) await pages.put(page, response);
};

/** The network if it answers in time, else the page as it was last seen. */
const pageFirstFresh = async (request: Request): Promise<Response> => {
  const pages = await caches.open(pagesCache);
  const path = new URL(request.url).pathname;
  const fresh = fetch(request).then(async (response) => {
    if (isOurPage(response)) await pages.put(path, response.clone());
    return response;
  });
  const kept = await pages.match(path);
  if (!kept) return fresh;
  const honest = fresh.then((response) => (isOurAnswer(response) ? response : kept));
  return Promise.race([honest, wait(patience).then(() => kept)]).catch(() => kept);
};

/** A kept file is used as it is in production, where its name changes with its content. */
const keptOr = async (request: Request): Promise<Response> => {
  const unchanging = new URL(request.url).pathname.includes('/immutable/');
  const kept = await caches.match(request);
  if (kept && unchanging) return kept;
  return fetch(request).then(unchanging ? keepFile(request) : same, (failure: unknown) => {
    if (kept) return kept;
    throw failure;
  });
};

/** A hall's network that wants a login first answers everything with its own page: that is never kept for ours. */
const isOurPage = (response: Response): boolean =>
  response.ok && !response.redirected && response.headers.has('x-sveltekit-page');

/**
 * A proxy whose server is being started anew says "bad gateway", a network that wants a login says anything: neither
 * may stand where her words are. Our own pages have their mark also when they refuse; being sent elsewhere is passed on.
 */
const isOurAnswer = (response: Response): boolean =>
  response.type === 'opaqueredirect' || (response.status < 500 && response.headers.has('x-sveltekit-page'));

/** No file of ours is a page, so a page in a file's place is somebody else's. */
const keepIn = async (cache: Cache, file: RequestInfo, response: Response): Promise<void> => {
  const isPage = response.headers.get('content-type')?.includes('html');
  if (response.ok && !isPage) await cache.put(file, response);
};

const same = (response: Response): Response => response;

/** What is fetched after the page is kept as it comes, so that no moment without network finds a piece missing. */
const keepFile =
  (request: Request) =>
  async (response: Response): Promise<Response> => {
    await keepIn(await caches.open(filesCache), request, response.clone());
    return response;
  };

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const removeOldFiles = async (): Promise<void> => {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith('files-') && name !== filesCache);
  await Promise.all(old.map((name) => caches.delete(name)));
};
