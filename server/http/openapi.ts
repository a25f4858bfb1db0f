import { problemCodes } from '../../shared/domain/problem.ts';
import { commandAccess, documentAccess, viewAccess } from '../../shared/wire/access.ts';
import { protocolVersion } from '../../shared/wire/version.ts';
import { oneOf, record, text, uuid, yesNo, type Schema } from '../exports/schema-parts.ts';
import { schemas } from '../exports/schemas.ts';
import { bodySchemas } from './body-schemas.ts';
import { routeNotes, type RouteNote } from './route-notes.ts';
import { routes, type RouteKey } from './routes.ts';
import { viewSchemas } from './view-schemas.ts';

const problem: Schema = {
  ...record({ code: oneOf(problemCodes), field: text, retryAfter: { type: 'number' } }, [
    'field',
    'retryAfter',
  ]),
  description: 'field: what of the input it is about. retryAfter: milliseconds.',
};

const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
const command = (verb: string, body: Schema): Schema =>
  record(
    {
      v: { const: protocolVersion },
      id: { ...uuid, description: 'Made by the sender, kept through every retry.' },
      verb: { const: verb },
      meetingId: uuid,
      municipalityCode: { type: 'string', pattern: '^(\\d{4}|\\*)$' },
      body,
    },
    ['meetingId', 'municipalityCode'],
  );

const remedy = oneOf(['retry', 'rejoin', 'give_up']);
const refused = { id: text, ok: { const: false }, problem: ref('Problem'), sentence: text, remedy };

const schemasByName = (): Record<string, Schema> => ({
  Anything: { type: 'object' },
  Health: record({ ok: yesNo }),
  Clock: record({ now: { type: 'integer' } }),
  Join: { oneOf: [record({ code: text }), record({ token: text })] },
  Joined: record({ meetingId: uuid }),
  SignIn: record({ email: text, password: text }),
  Problem: problem,
  Refusal: record({ problem: ref('Problem'), sentence: text }),
  Command: { oneOf: Object.entries(bodySchemas()).map(([verb, body]) => command(verb, body)) },
  Answer: { oneOf: [record({ ok: { const: true }, id: text, result: ref('Anything') }), record(refused)] },
  MeetingView: { oneOf: [ref('RoomView'), ref('LeadView')] },
  ...viewSchemas,
  MeetingExport: schemas.meeting,
  PlanInputsExport: schemas.planInputs,
});

/** The OpenAPI 3.1 description, made from the same tables that mount the routes and read the commands. */
export const openApi = () => ({
  openapi: '3.1.0',
  info: {
    title: 'Bystämma',
    version: `v${protocolVersion}`,
    description: 'Live lines (socket.io, y-websocket) are described in docs/wire.md of the source.',
    license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
  },
  servers: [{ url: '/' }],
  paths: paths(),
  components: {
    schemas: schemasByName(),
    securitySchemes: {
      participant: { type: 'apiKey', in: 'cookie', name: 'bm-p-{meeting}' },
      staff: { type: 'apiKey', in: 'cookie', name: 'bystamma.session_token' },
    },
  },
  'x-command-access': commandAccess,
  'x-document-access': documentAccess,
});

const paths = () => {
  const out: Record<string, Record<string, unknown>> = {};
  for (const key of Object.keys(routes) as RouteKey[]) {
    const [method = '', path = ''] = key.split(' ');
    const name = path.replace(/:(\w+)/g, '{$1}');
    out[name] = { ...out[name], [method.toLowerCase()]: operation(key, path) };
  }
  return out;
};

const operation = (key: RouteKey, path: string) => {
  const { summary, takes, gives } = routeNotes[key];
  return {
    operationId: key.replace(/\W+/g, '_').toLowerCase(),
    summary,
    ...guarded(key),
    parameters: [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
      ...{ name, in: 'path', required: true, schema: text },
    })),
    ...(takes === undefined ? {} : { requestBody: { required: true, ...json(ref(takes)) } }),
    responses: responses(gives),
  };
};

/** Whose cookie opens it, and which roles that cookie has to stand for. */
const guarded = (key: RouteKey) => {
  const guard = routes[key];
  if (guard === 'door') return { security: [] };
  if (guard === 'command') return { security: [{}, { participant: [] }, { staff: [] }] };
  const row: readonly string[] = viewAccess[guard];
  const kinds = new Set(row.map((role) => (role === 'participant' ? 'participant' : 'staff')));
  return { security: [...kinds].map((kind) => ({ [kind]: [] })), 'x-roles': row };
};

const responses = (gives: RouteNote['gives']) => {
  const wrong = gives === 'Answer' ? { anyOf: [ref('Answer'), ref('Refusal')] } : ref('Refusal');
  const broken = gives === 'Health' ? { anyOf: [ref('Health'), ref('Refusal')] } : wrong;
  return {
    200: {
      description: 'Done',
      ...(gives.includes('/') ? { content: { [gives]: { schema: text } } } : json(ref(gives))),
    },
    '4XX': { description: 'Refused, with a problem and a sentence', ...json(wrong) },
    '5XX': { description: 'Not just now, or our mistake: try again', ...json(broken) },
  };
};

const json = (schema: Schema) => ({ content: { 'application/json': { schema } } });
