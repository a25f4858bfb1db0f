import type { IncomingMessage, ServerResponse } from 'node:http';
import { statusOf, type Problem } from '../shared/domain/problem.ts';
import { sentenceFor } from '../shared/words/problems.ts';
import { askedLanguage } from './asked-language.ts';

/** Turns a request down before any route has seen it, in the words and with the headers of every other refusal. */
export const refuseRequest = (request: IncomingMessage, response: ServerResponse, problem: Problem): void => {
  const { code, retryAfter } = problem;
  if (retryAfter !== undefined) response.setHeader('retry-after', Math.ceil(retryAfter / 1000));
  response
    .writeHead(statusOf(code), {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'private, no-store',
      'content-security-policy': "default-src 'none'",
      'x-content-type-options': 'nosniff',
    })
    .end(JSON.stringify({ problem, sentence: sentenceFor(problem, askedLanguage(request.headers)) }));
};
