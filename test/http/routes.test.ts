import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { staffRoles, type Role } from '../../shared/domain/role.ts';
import { eventAccess, viewAccess } from '../../shared/wire/access.ts';
import { verbs } from '../../shared/wire/up.ts';
import { openApi } from '../../server/http/openapi.ts';
import { routes, type RouteKey } from '../../server/http/routes.ts';
import { openHall, phone, staff, startService, Client, type Hall, type Service } from '../support/service.ts';

let service: Service;
/** One meeting that goes on, and one that is over. */
let hall: Hall;
let over: Hall;
let offerId: string;
const clients: { who: string; held: Role[]; client: Client }[] = [];

beforeAll(async () => {
  service = await startService();
  [hall, over] = [await openHall(service), await openHall(service)];
  clients.push({ who: 'anonymous', held: [], client: new Client(service.url) });
  const anna = await phone(service, hall);
  await anna.join({ code: over.joinCode });
  clients.push({ who: 'participant', held: ['participant'], client: anna });
  clients.push({
    who: 'participant elsewhere',
    held: [],
    client: await phone(service, await openHall(service)),
  });
  clients.push({ who: 'screen', held: ['screen'], client: await screenOf(hall, over) });
  for (const role of staffRoles)
    clients.push({ who: role, held: [role], client: await staff(service, [role]) });
  clients.push({ who: 'staff elsewhere', held: [], client: await staff(service, [...staffRoles], '0481') });
  offerId = await anOffer(anna);
  await over.facilitator.must('meeting.close', {}, { meetingId: over.meetingId });
});
afterAll(async () => {
  expect(service.failures).toEqual([]);
  await service.stop();
});

const screenOf = async (...halls: Hall[]): Promise<Client> => {
  const client = new Client(service.url);
  for (const { screenPath } of halls) {
    const made = await service.app.services.door.screen(screenPath.replace('/hall/', ''));
    if (made.ok) client.cookies.set(made.value.cookie.name, made.value.cookie.value);
  }
  return client;
};

/** Something of everything in the meeting that will be over, so that no part of an answer goes unread. */
const anOffer = async (anna: Client): Promise<string> => {
  const about = { meetingId: over.meetingId };
  const [noteId, offer] = [crypto.randomUUID(), crypto.randomUUID()];
  await over.facilitator.must('step.open', { stepId: over.step('collect') }, about);
  await anna.must(
    'note.write',
    { noteId, stepId: over.step('collect'), text: 'Bussen går för sällan' },
    about,
  );
  await over.facilitator.must('notes.reveal', { stepId: over.step('collect'), revealed: true }, about);
  await over.facilitator.must('note.tag', { noteId, serviceCodes: ['mob.transit'] }, about);
  await over.facilitator.must('step.open', { stepId: over.step('dots') }, about);
  await anna.must('dot.place', { stepId: over.step('dots'), dot: 1, targetId: noteId }, about);
  await over.facilitator.must('dots.reveal', { stepId: over.step('dots'), revealed: true }, about);
  await over.facilitator.must('step.open', { stepId: over.step('offers') }, about);
  const said = { kind: 'time', text: 'Kan skjutsa', contact: 'Ring 070' } as const;
  await anna.must('offer.make', { offerId: offer, stepId: over.step('offers'), ...said }, about);
  return offer;
};

const pathOf = (key: RouteKey, meetingId = over.meetingId): string =>
  key
    .replace(/^\w+ /, '')
    .replace(':meeting', key.endsWith('/:meeting') || key.endsWith('/mine') ? hall.meetingId : meetingId)
    .replace(':code', '0482')
    .replace(':offer', offerId)
    .replace(':file', 'lappar');

describe('the routes', () => {
  test('[CM9] role by route: exactly what the access table says is let through', async () => {
    const wrong: string[] = [];
    for (const [key, guard] of Object.entries(routes) as [RouteKey, (typeof routes)[RouteKey]][]) {
      if (guard === 'command' || guard === 'door') continue;
      const row: readonly Role[] = viewAccess[guard];
      for (const { who, held, client } of clients) {
        const { status } = await client.fetch(pathOf(key));
        const may = held.some((role) => row.includes(role));
        if (may ? status !== 200 : status !== 401 && status !== 403) wrong.push(`${who} ${key} ${status}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test("[CM9] role by line: who has no seat in the meeting gets no line, and nobody hears another role's numbers", async () => {
    const about = { meetingId: hall.meetingId };
    for (const { who, held, client } of clients) {
      const socket = io(service.url, {
        ...{
          transports: ['websocket'],
          forceNew: true,
          reconnection: false,
          query: { meeting: hall.meetingId },
        },
        extraHeaders: { cookie: client.cookie, origin: service.url },
      });
      const heard = new Set<string>();
      socket.onAny((event: string) => heard.add(event));
      const seated = await new Promise<boolean>((resolve) => {
        socket.once('hello', () => resolve(true));
        socket.once('connect_error', () => resolve(false));
      });
      expect(seated, who).toBe(held.some((role) => eventAccess.down.hello.includes(role)));
      if (seated) {
        await hall.facilitator.must('step.open', { stepId: hall.step('dots') }, about);
        await new Promise((resolve) => setTimeout(resolve, 1300));
        await hall.facilitator.must('step.close', { stepId: hall.step('dots') }, about);
        expect(heard.has('progress'), who).toBe(held.includes('facilitator'));
      }
      socket.close();
    }
  });
});

describe('their description', () => {
  const ajv = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true });
  for (const format of ['uuid', 'date', 'email']) ajv.addFormat(format, true);
  for (const word of ['x-command-access', 'x-document-access']) ajv.addKeyword(word);
  const { components, paths } = openApi();
  const fits = (name: string): ValidateFunction =>
    ajv.compile({ components, $ref: `#/components/schemas/${name}` });
  ajv.addKeyword('components');

  test('[OA1] names every route once, with its parts, and every schema it points to is there', () => {
    const operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method, ...(operation as Operation) })),
    );
    const keys = operations.map(
      ({ method, path }) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`,
    );
    expect(keys.sort()).toEqual(Object.keys(routes).sort());
    expect(new Set(operations.map((o) => o.operationId)).size).toBe(operations.length);
    for (const { path, parameters, requestBody, method, responses } of operations) {
      expect(parameters.map(({ name }) => name)).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, n]) => n));
      expect(requestBody !== undefined).toBe(method === 'post');
      expect(Object.keys(responses)).toEqual(['200', '4XX', '5XX']);
    }
    const pointed = [...JSON.stringify({ paths, components }).matchAll(/"#\/components\/schemas\/(\w+)"/g)];
    for (const [, name = ''] of pointed) expect(components.schemas).toHaveProperty(name);
    for (const name of Object.keys(components.schemas)) expect(() => fits(name)).not.toThrow();
    const described = (components.schemas.Command as { oneOf: { properties: { verb: { const: string } } }[] })
      .oneOf;
    expect(described.map((c) => c.properties.verb.const).sort()).toEqual([...verbs].sort());
  });

  test.each(Object.keys(routes) as RouteKey[])(
    '[OA2] of %s is what it answers, with everything there, and what it refuses with',
    async (key) => {
      const [method = '', pattern = ''] = key.split(' ');
      const operation = paths[pattern.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()] as Operation;
      const sent = [{}, { email: 'x@example.org', password: 'x' }, { code: 'x' }];
      for (const { who, client } of clients)
        for (const body of method === 'POST' ? sent : [undefined]) {
          const response = await client.fetch(pathOf(key), { method, body });
          expect(await misfit(operation, response), `${who} ${response.status}`).toBe('');
        }
    },
  );

  /** Why an answer is not what the description says; empty when it is. */
  const misfit = async ({ responses }: Operation, response: Response): Promise<string> => {
    const described = responses[response.status === 200 ? '200' : '4XX']?.content ?? {};
    const type = response.headers.get('content-type')?.split(';')[0] ?? '';
    const schema = described[type]?.schema;
    if (schema === undefined) return `nothing is said of ${type}`;
    const fit = ajv.compile({ components, ...schema });
    return fit(type === 'text/csv' ? '' : await response.json()) ? '' : ajv.errorsText(fit.errors);
  };

  test('[OA2] holds for a meeting that is over, too', async () => {
    for (const { who, client } of clients) {
      const answer = await client.json<object>(`/api/v1/meetings/${over.meetingId}`);
      const fit = fits('problem' in answer ? 'Refusal' : 'links' in answer ? 'LeadView' : 'RoomView');
      expect(fit(answer), `${who} ${ajv.errorsText(fit.errors)}`).toBe(true);
    }
  });

  test('[OA3] takes the commands that the server takes', () => {
    const fit = fits('Command');
    const envelope = { v: 1, id: crypto.randomUUID(), meetingId: crypto.randomUUID() };
    const body = { noteId: crypto.randomUUID(), stepId: crypto.randomUUID(), text: 'Två dörrar' };
    expect(fit({ ...envelope, verb: 'note.write', body })).toBe(true);
    expect(fit({ ...envelope, verb: 'note.write', body: { ...body, admin: true } })).toBe(false);
    expect(fit({ ...envelope, verb: 'no.such', body })).toBe(false);
  });
});

interface Operation {
  operationId: string;
  parameters: { name: string }[];
  requestBody?: unknown;
  responses: Record<string, { content?: Record<string, { schema?: { $ref?: string; anyOf?: unknown } }> }>;
}
