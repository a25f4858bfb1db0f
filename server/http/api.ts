import express, { type Express, type Request, type Response } from 'express';
import { refuse, statusOf, type ProblemCode, type Result } from '../../shared/domain/problem.ts';
import { askedLanguage } from '../asked-language.ts';
import { textOf } from '../../shared/wire/text.ts';
import { sentenceFor } from '../../shared/words/problems.ts';
import { participantIn, type Actor } from '../actor.ts';
import type { Exports } from '../exports/beside.ts';
import { schemas } from '../exports/schemas.ts';
import { isCsvFile } from '../exports/wanted.ts';
import type { Cookie, Services } from '../services.ts';
import { problemOf } from '../store/failure.ts';
import { makeHandOut, type Parcel } from './hand-out.ts';
import { openApi } from './openapi.ts';
import { routes, type RouteKey } from './routes.ts';

export interface ApiDeps {
  services: Services;
  exports: Exports;
  whoIs(headers: Headers): Promise<Actor>;
  isHealthy(): Promise<boolean>;
  report(failure: unknown): void;
}

interface Asked {
  request: Request;
  response: Response;
  actor: Actor;
  language: 'sv' | 'en';
}
type Handler = (asked: Asked) => Promise<void>;

const bodyLimit = '64kb';

/** Mounts every route of the table in routes.ts; a row without a handler does not compile. */
export const mountApi = (app: Express, deps: ApiDeps): void => {
  app.use(
    '/api',
    express.json({ limit: bodyLimit, type: 'application/json' }),
    (_request, response, next) => {
      response.set('content-security-policy', "default-src 'none'").set('cache-control', 'private, no-store');
      next();
    },
  );
  const handlers = handlersFor(deps);
  for (const key of Object.keys(routes) as RouteKey[]) {
    const [method, path] = key.split(' ') as ['GET' | 'POST', string];
    const handle = wrap(deps, handlers[key]);
    if (method === 'GET') app.get(path, handle);
    else app.post(path, handle);
  }
  app.use('/api', (request, response) => turnDown(request, response, 'not_found'));
  app.use(brokenBody);
};

const wrap = (deps: ApiDeps, handle: Handler) => (request: Request, response: Response) => {
  const language = askedLanguage(request.headers);
  deps
    .whoIs(headersOf(request))
    .then((actor) => handle({ request, response, actor, language }))
    .catch((failure: unknown) => {
      deps.report(failure);
      if (!response.headersSent) turnDown(request, response, problemOf(failure).code);
    });
};

const headersOf = (request: Request): Headers =>
  new Headers({
    cookie: request.headers.cookie ?? '',
    host: request.headers.host ?? '',
    'x-forwarded-proto': request.protocol,
  });

/** Four parameters are how Express knows an error handler. */
const brokenBody = (
  failure: { status?: number },
  request: Request,
  response: Response,
  _next: () => void,
): void => turnDown(request, response, failure.status === 413 ? 'too_large' : 'malformed');

/** Refuses before any view or command was asked, with a sentence all the same. */
const turnDown = (request: Request, response: Response, code: ProblemCode): void => {
  const language = askedLanguage(request.headers);
  response.status(statusOf(code)).json({ problem: { code }, sentence: sentenceFor({ code }, language) });
};

const send = <T>({ response, language }: Asked, result: Result<T>, show: (value: T) => void): void => {
  if (result.ok) return show(result.value);
  const { problem } = result;
  response.status(statusOf(problem.code)).json({ problem, sentence: sentenceFor(problem, language) });
};

const param = (request: Request, name: string): string => String(request.params[name] ?? '');

const json = 'application/json; charset=utf-8';
const csv = 'text/csv; charset=utf-8';

/** Sends a file to whom it is allowed, or says why not. */
const fileSender = (deps: ApiDeps) => {
  const handOut = makeHandOut(deps.exports);
  return async (asked: Asked, allowed: Result<true>, parcel: Omit<Parcel, 'person'>): Promise<void> => {
    const person = asked.actor.user?.id ?? '';
    const handed = allowed.ok ? await handOut(asked.response, { ...parcel, person }) : allowed;
    send(asked, handed, () => undefined);
  };
};

const handlersFor = (deps: ApiDeps): Record<RouteKey, Handler> => {
  const { services } = deps;
  const { views } = services;
  const file = fileSender(deps);
  return {
    'GET /healthz': async ({ response }) => {
      const healthy = await deps.isHealthy();
      response.status(healthy ? 200 : 503).json({ ok: healthy });
    },
    'GET /api/v1/openapi.json': async ({ response }) => void response.json(openApi()),
    'GET /api/v1/clock': async ({ response }) => void response.json({ now: services.now() }),
    'GET /api/v1/schemas/meeting.json': async ({ response }) => void response.json(schemas.meeting),
    'GET /api/v1/schemas/plan-inputs.json': async ({ response }) => void response.json(schemas.planInputs),
    'POST /api/v1/commands': async ({ request, response, actor, language }) => {
      const answer = await services.run(request.body, { actor, door: 'api', language });
      response.status(answer.ok ? 200 : statusOf(answer.problem.code)).json(answer);
    },
    'POST /api/v1/join': async (asked) => {
      const { code, token } = (asked.request.body ?? {}) as Record<string, unknown>;
      const by = typeof token === 'string' ? { token } : { code: textOf(code) };
      const joined = await services.door.join(by, { actor: asked.actor, address: asked.request.ip ?? '' });
      send(asked, joined, ({ meetingId, cookie }) => {
        if (cookie) asked.response.cookie(cookie.name, cookie.value, cookieOptions(asked.request, cookie));
        asked.response.json({ meetingId });
      });
    },
    'POST /api/v1/sign-in': async (asked) => {
      const { email, password } = (asked.request.body ?? {}) as Record<string, unknown>;
      const input = {
        email: textOf(email),
        password: textOf(password),
        address: asked.request.ip ?? '',
      };
      send(asked, await services.signIn.withPassword(input), ({ cookies }) => {
        asked.response.set('set-cookie', cookies).json({ ok: true });
      });
    },
    'GET /api/v1/meetings/:meeting': async (asked) => {
      const meetingId = param(asked.request, 'meeting');
      const inRoom = participantIn(asked.actor, meetingId) !== undefined;
      const view = inRoom
        ? await views.room(asked.actor, meetingId)
        : await views.lead(asked.actor, meetingId);
      send(asked, view as Result<unknown>, (value) => void asked.response.json(value));
    },
    'GET /api/v1/meetings/:meeting/mine': async (asked) => {
      const mine = await views.mine(asked.actor, param(asked.request, 'meeting'));
      send(asked, mine, (value) => void asked.response.json(value));
    },
    'GET /api/v1/meetings/:meeting/versions': async (asked) => {
      const versions = await views.versions(asked.actor, param(asked.request, 'meeting'));
      send(asked, versions, (value) => void asked.response.json(value));
    },
    'GET /api/v1/meetings/:meeting/export.json': async (asked) => {
      const meetingId = param(asked.request, 'meeting');
      const wanted = { of: 'meeting', meetingId, file: 'json' } as const;
      const allowed = await views.meetingExport(asked.actor, meetingId);
      await file(asked, allowed, { wanted, name: `mote-${meetingId}.json`, type: json });
    },
    'GET /api/v1/meetings/:meeting/export/:file': async (asked) => {
      const name = param(asked.request, 'file').replace(/\.csv$/, '');
      if (!isCsvFile(name)) return send(asked, refuse('not_found', 'file'), () => undefined);
      const meetingId = param(asked.request, 'meeting');
      const wanted = { of: 'meeting', meetingId, file: name } as const;
      const allowed = await views.meetingExport(asked.actor, meetingId);
      await file(asked, allowed, { wanted, name: `${name}.csv`, type: csv });
    },
    'GET /api/v1/municipalities/:code/inputs.json': async (asked) => {
      const municipalityCode = param(asked.request, 'code');
      const wanted = { of: 'inputs', municipalityCode, file: 'json' } as const;
      const allowed = await views.inputsExport(asked.actor, municipalityCode);
      await file(asked, allowed, { wanted, name: `planunderlag-${municipalityCode}.json`, type: json });
    },
    'GET /api/v1/municipalities/:code/inputs.csv': async (asked) => {
      const municipalityCode = param(asked.request, 'code');
      const wanted = { of: 'inputs', municipalityCode, file: 'csv' } as const;
      const allowed = await views.inputsExport(asked.actor, municipalityCode);
      await file(asked, allowed, { wanted, name: `planunderlag-${municipalityCode}.csv`, type: csv });
    },
    'GET /api/v1/municipalities/:code/overview': async (asked) => {
      const view = await views.municipality(asked.actor, param(asked.request, 'code'));
      send(asked, view, (value) => void asked.response.json(value));
    },
    'GET /api/v1/offers/:offer/contact': async (asked) => {
      const contact = await views.contact(asked.actor, param(asked.request, 'offer'));
      send(asked, contact, (value) => void asked.response.json(value));
    },
  };
};

const cookieOptions = (request: Request, cookie: Cookie) => ({
  httpOnly: true,
  sameSite: 'lax' as const,
  secure: request.protocol === 'https',
  maxAge: cookie.maxAge * 1000,
  path: '/',
});
