import type { IncomingMessage, RequestListener, Server } from 'node:http';
import { refuseRequest } from '../http-refusal.ts';

const reading: readonly (string | undefined)[] = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Answers every request, after one look: what could change something is refused when another's page sends it, whatever
 * the address, the method and the kind of content, so that no route has to think of it. Long polling is refused
 * reading too; it is socket.io's own, and a second answer to the same request would end the process.
 */
export const answerOwn = (
  http: Server,
  isOwn: (request: IncomingMessage) => boolean,
  pages: RequestListener,
): void => {
  const polling = http.listeners('request') as RequestListener[];
  http.removeAllListeners('request');
  http.on('request', (request, response) => {
    const isPolling = request.url?.startsWith('/socket.io/') ?? false;
    const onlyReads = reading.includes(request.method) && !isPolling;
    if (!onlyReads && !isOwn(request)) refuseRequest(request, response, { code: 'not_allowed' });
    else if (!isPolling) pages(request, response);
    else for (const answer of polling) answer(request, response);
  });
};
