import type { RequestHandler } from 'express';
import helmet from 'helmet';

/**
 * Headers against framing, sniffing and leaking addresses; the pages' own policy for scripts comes from SvelteKit.
 * Files that never change carry only what protects a file: thirty of them stand between a phone and its first note.
 */
export const secureHeaders = ({ https }: { https: boolean }): RequestHandler => {
  const full = helmet({
    contentSecurityPolicy: false,
    // With no referrer at all browsers send `Origin: null` with plain forms, and we could not tell them from a stranger's.
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: https,
    // No page of ours frames another.
    xFrameOptions: { action: 'deny' },
    // For browsers and plug-ins that have been gone for years; a phone would pay for them at every page.
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
    xDnsPrefetchControl: false,
  });
  return (request, response, next) => {
    if (!request.path.startsWith('/_app/immutable/')) return full(request, response, next);
    response.set('x-content-type-options', 'nosniff');
    // The line is kept open without these words, and thirty files would say them thirty times.
    response.removeHeader('connection');
    next();
  };
};
