import type { View } from '../../shared/wire/access.ts';

/**
 * Every HTTP route that is not a page, with the view or table that guards it. `command`: the access table of
 * commands decides; `door`: open to anybody. Nothing is mounted that is not here.
 */
export const routes = {
  'GET /healthz': 'door',
  'GET /api/v1/openapi.json': 'door',
  'GET /api/v1/clock': 'door',
  'GET /api/v1/schemas/meeting.json': 'door',
  'GET /api/v1/schemas/plan-inputs.json': 'door',
  'POST /api/v1/commands': 'command',
  'POST /api/v1/join': 'door',
  'POST /api/v1/sign-in': 'door',
  'GET /api/v1/meetings/:meeting': 'room',
  'GET /api/v1/meetings/:meeting/mine': 'mine',
  'GET /api/v1/meetings/:meeting/versions': 'versions',
  'GET /api/v1/meetings/:meeting/export.json': 'meetingExport',
  'GET /api/v1/meetings/:meeting/export/:file': 'meetingExport',
  'GET /api/v1/municipalities/:code/inputs.json': 'planInputs',
  'GET /api/v1/municipalities/:code/inputs.csv': 'planInputs',
  'GET /api/v1/municipalities/:code/overview': 'municipality',
  'GET /api/v1/offers/:offer/contact': 'contact',
} as const satisfies Record<string, View | 'command'>;
export type RouteKey = keyof typeof routes;
