import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { statusOf } from '../../shared/domain/problem.ts';
import { askedLanguage } from '../asked-language.ts';
import { sentenceFor } from '../../shared/words/problems.ts';

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
    if (!onlyReads && !isOwn(request)) refuse(request, response);
    else if (!isPolling) pages(request, response);
    else for (const answer of polling) answer(request, response);
  });
};

const refuse = (request: IncomingMessage, response: ServerResponse): void => {
  const problem = { code: 'not_allowed' } as const;
  const language = askedLanguage(request.headers);
  response
    .writeHead(statusOf(problem.code), {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'private, no-store',
      'content-security-policy': "default-src 'none'",
      'x-content-type-options': 'nosniff',
    })
    .end(JSON.stringify({ problem, sentence: sentenceFor(problem, language) }));
};
