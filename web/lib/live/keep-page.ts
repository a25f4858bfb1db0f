/**
 * Lets the service worker keep this page, so that a reload without network still shows it, with everything that
 * waits to be sent. Called by the resident's page only: no other page is ever kept.
 */
export const keepPage = (): void => {
  if (!('serviceWorker' in navigator)) return;
  void navigator.serviceWorker.ready.then((registration) => {
    // What is fetched late (fonts, the live libraries) comes along too.
    setTimeout(
      () => registration.active?.postMessage({ page: location.pathname, files: filesOfPage() }),
      3000,
    );
  });
};

const filesOfPage = (): string[] => {
  const loaded = performance.getEntriesByType('resource').map((entry) => new URL(entry.name));
  const ours = loaded.filter((url) => url.origin === location.origin && isFile(url.pathname));
  return [...new Set(ours.map((url) => url.pathname + url.search))];
};

const isFile = (path: string): boolean => !/^\/(api|yjs|socket\.io)\b|__data\.json$/.test(path);
