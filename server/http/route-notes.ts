import type { RouteKey } from './routes.ts';

/** What is to be said of a route beside its row: in a sentence, what it is sent and what it answers with. */
export interface RouteNote {
  summary: string;
  /** Name of the schema of the body that is sent. */
  takes?: string;
  /** Name of the schema of the answer, or the content type of a file. */
  gives: string;
}

export const routeNotes: Record<RouteKey, RouteNote> = {
  'GET /healthz': { summary: 'Whether the service can read and write its database.', gives: 'Health' },
  'GET /api/v1/openapi.json': { summary: 'This description.', gives: 'Anything' },
  'GET /api/v1/clock': { summary: 'The server clock, milliseconds since 1970.', gives: 'Clock' },
  'GET /api/v1/schemas/meeting.json': { summary: 'JSON Schema of a meeting export.', gives: 'Anything' },
  'GET /api/v1/schemas/plan-inputs.json': {
    summary: 'JSON Schema of a plan input export.',
    gives: 'Anything',
  },
  'POST /api/v1/commands': {
    summary: 'Carries out one command in its envelope; safe to repeat with the same id.',
    takes: 'Command',
    gives: 'Answer',
  },
  'POST /api/v1/join': {
    summary: 'Comes into a meeting with a code or the token of a link; sets the meeting cookie.',
    takes: 'Join',
    gives: 'Joined',
  },
  'POST /api/v1/sign-in': {
    summary: 'Signs a member of staff in; sets the sign-in cookie.',
    takes: 'SignIn',
    gives: 'Health',
  },
  'GET /api/v1/meetings/:meeting': {
    summary: 'The meeting: RoomView for who has its cookie, else LeadView for its facilitators.',
    gives: 'MeetingView',
  },
  'GET /api/v1/meetings/:meeting/mine': {
    summary: 'What the asking participant has said so far.',
    gives: 'Mine',
  },
  'GET /api/v1/meetings/:meeting/versions': {
    summary: 'Earlier states of the grouping, the oldest first.',
    gives: 'Versions',
  },
  'GET /api/v1/meetings/:meeting/export.json': {
    summary: 'The outcome of a closed meeting.',
    gives: 'MeetingExport',
  },
  'GET /api/v1/meetings/:meeting/export/:file': {
    summary: 'One table of the outcome: lappar, teman, prickar, erbjudanden or planunderlag.',
    gives: 'text/csv',
  },
  'GET /api/v1/municipalities/:code/inputs.json': {
    summary: 'Plan inputs handed over to a municipality, never drafts.',
    gives: 'PlanInputsExport',
  },
  'GET /api/v1/municipalities/:code/inputs.csv': { summary: 'The same as CSV.', gives: 'text/csv' },
  'GET /api/v1/municipalities/:code/overview': {
    summary: 'What the villages of a municipality said, side by side.',
    gives: 'MunicipalityView',
  },
  'GET /api/v1/offers/:offer/contact': {
    summary: 'Opens the contact of one offer; the reading is written down.',
    gives: 'Contact',
  },
};
