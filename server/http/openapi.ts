import { problemCodes } from '../../shared/domain/problem.ts';
import { commandAccess } from '../../shared/wire/access.ts';
import { verbs } from '../../shared/wire/up.ts';
import { protocolVersion } from '../../shared/wire/version.ts';
import { routes, type RouteKey } from './routes.ts';

const summaries: Record<RouteKey, string> = {
  'GET /healthz': 'Whether the service can read and write its database.',
  'GET /api/v1/openapi.json': 'This description.',
  'GET /api/v1/clock': 'The server clock, milliseconds since 1970.',
  'GET /api/v1/schemas/meeting.json': 'JSON Schema of a meeting export.',
  'GET /api/v1/schemas/plan-inputs.json': 'JSON Schema of a plan input export.',
  'POST /api/v1/commands': 'Carries out one command in its envelope; safe to repeat with the same id.',
  'POST /api/v1/join': 'Comes into a meeting with a code or the token of a link; sets the meeting cookie.',
  'POST /api/v1/sign-in': 'Signs a member of staff in; sets the sign-in cookie.',
  'GET /api/v1/meetings/:meeting': 'The meeting as the asker may see it.',
  'GET /api/v1/meetings/:meeting/mine': 'What the asking participant has said so far.',
  'GET /api/v1/meetings/:meeting/versions': 'Earlier states of the grouping, for its facilitators.',
  'GET /api/v1/meetings/:meeting/export.json': 'The outcome of a closed meeting.',
  'GET /api/v1/meetings/:meeting/export/:file': 'One table of the outcome as CSV.',
  'GET /api/v1/municipalities/:code/inputs.json': 'Plan inputs handed over to a municipality.',
  'GET /api/v1/municipalities/:code/inputs.csv': 'The same as CSV.',
  'GET /api/v1/municipalities/:code/overview': 'What the villages of a municipality said, side by side.',
  'GET /api/v1/offers/:offer/contact': 'Opens the contact of one offer; the reading is written down.',
};

const problemSchema = {
  type: 'object',
  required: ['code'],
  properties: {
    code: { enum: problemCodes },
    field: { type: 'string' },
    retryAfter: { type: 'integer', description: 'milliseconds' },
  },
};

const envelopeSchema = {
  type: 'object',
  required: ['v', 'id', 'verb', 'body'],
  additionalProperties: false,
  properties: {
    v: { const: protocolVersion },
    id: { type: 'string', format: 'uuid', description: 'Made by the sender, kept through every retry.' },
    verb: { enum: verbs },
    meetingId: { type: 'string', format: 'uuid' },
    municipalityCode: { type: 'string', pattern: '^\\d{4}$' },
    body: { type: 'object', description: 'Depends on the verb; see docs/wire.md.' },
  },
};

const answerSchema = {
  type: 'object',
  required: ['ok', 'id'],
  properties: {
    ok: { type: 'boolean' },
    id: { type: 'string' },
    result: { type: 'object' },
    problem: { $ref: '#/components/schemas/Problem' },
    sentence: { type: 'string' },
    remedy: { enum: ['retry', 'rejoin', 'give_up'] },
  },
};

/** The OpenAPI 3.1 description, made from the same tables that mount the routes. */
export const openApi = () => ({
  openapi: '3.1.0',
  info: {
    title: 'Bystämma',
    version: `v${protocolVersion}`,
    license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
  },
  paths: paths(),
  components: {
    schemas: { Problem: problemSchema, Envelope: envelopeSchema, Answer: answerSchema },
    securitySchemes: {
      participant: { type: 'apiKey', in: 'cookie', name: 'bm-p-<meeting>' },
      staff: { type: 'apiKey', in: 'cookie', name: 'bystamma.session_token' },
    },
  },
  'x-command-access': commandAccess,
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

const operation = (key: RouteKey, path: string) => ({
  summary: summaries[key],
  'x-guarded-by': routes[key],
  parameters: [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  })),
  ...(key === 'POST /api/v1/commands' ? { requestBody: jsonBody('Envelope') } : {}),
  responses: {
    200: { description: 'Done', ...(key === 'POST /api/v1/commands' ? jsonContent('Answer') : {}) },
    '4XX': { description: 'Refused, with a problem and a sentence', ...jsonContent('Problem') },
  },
});

const jsonContent = (name: string) => ({
  content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } },
});
const jsonBody = (name: string) => ({ required: true, ...jsonContent(name) });
