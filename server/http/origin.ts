import type { IncomingMessage } from 'node:http';

/**
 * Whether a request comes from our own pages. Browsers send Origin with every WebSocket and every form post, so
 * its absence together with a cookie is a program that says nothing about itself: refused.
 */
export const isOwnOrigin = (request: IncomingMessage, origin: string | undefined): boolean => {
  const claimed = request.headers.origin;
  if (claimed === undefined) return isSameSite(request) || request.headers.cookie === undefined;
  return claimed === (origin ?? originAskedFor(request));
};

/** Long polling sends GET requests without Origin; the browser then says `same-origin` itself. */
const isSameSite = (request: IncomingMessage): boolean => request.headers['sec-fetch-site'] === 'same-origin';

/**
 * Letter by letter what a browser calls the page it asks for. Another's page can set neither header, so a proxy's word
 * for https needs no proof here.
 */
const originAskedFor = ({ headers }: IncomingMessage): string | undefined => {
  const [protocol] = String(headers['x-forwarded-proto'] ?? '').split(',');
  return headers.host && `${protocol === 'https' ? 'https' : 'http'}://${headers.host.toLowerCase()}`;
};
