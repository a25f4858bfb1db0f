import type { IncomingMessage } from 'node:http';

/**
 * Whether a request comes from our own pages. Browsers send Origin with every WebSocket and every form post, so
 * its absence together with a cookie is a program that says nothing about itself: refused.
 */
export const isOwnOrigin = (request: IncomingMessage, origin: string | undefined): boolean => {
  const claimed = request.headers.origin;
  if (claimed === undefined) return isSameSite(request) || request.headers.cookie === undefined;
  if (origin !== undefined) return claimed === origin;
  return hostOf(claimed) === request.headers.host;
};

/** Long polling sends GET requests without Origin; the browser then says `same-origin` itself. */
const isSameSite = (request: IncomingMessage): boolean => request.headers['sec-fetch-site'] === 'same-origin';

const hostOf = (origin: string): string | undefined => {
  try {
    return new URL(origin).host;
  } catch {
    return undefined;
  }
};
