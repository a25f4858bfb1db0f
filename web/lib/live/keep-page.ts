/**
 * Lets the service worker keep this page, so that a reload without network still shows it, with everything that
 * waits to be sent. Called by the resident's page only: no other page is ever kept.
 */
export const keepPage = (): void => {
  if (!('serviceWorker' in navigator)) return;
  void navigator.serviceWorker.ready.then((registration) => {
    const keep = () => {
      const answer = new MessageChannel();
      answer.port1.onmessage = () => performance.mark('kept');
      registration.active?.postMessage({ page: location.pathname, files: filesOfPage() }, [answer.port2]);
    };
    // Soon, because halls lose their network early; and once more for what is fetched late (fonts, libraries).
    for (const ms of [500, 4000]) setTimeout(keep, ms);
  });
};

const filesOfPage = (): string[] => {
  const loaded = performance.getEntriesByType('resource').map((entry) => new URL(entry.name));
  const ours = loaded.filter((url) => url.origin === location.origin && isFile(url.pathname));
  return [...new Set(ours.map((url) => url.pathname + url.search))];
};

const isFile = (path: string): boolean => !/^\/(api|yjs|socket\.io)\b|__data\.json$/.test(path);
