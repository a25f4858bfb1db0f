/**
 * Every way a wish can be turned down. A problem is a value, never an exception: the person behind it
 * gets a sentence in her own language (`shared/words/problems.ts`) and keeps what she wrote.
 */
export const problemCodes = [
  'malformed',
  'too_long',
  'too_large',
  'old_version',
  'not_signed_in',
  'not_allowed',
  'not_found',
  'wrong_meeting',
  'wrong_code',
  'doors_closed',
  'step_closed',
  'meeting_closed',
  'over_budget',
  'already_taken',
  'not_ready',
  'too_many',
  'expired',
  'busy',
  'storage_full',
  'internal',
] as const;
export type ProblemCode = (typeof problemCodes)[number];

/** What the sender should do: try the same thing again, come in anew, or show it to the person and stop. */
export type Remedy = 'retry' | 'rejoin' | 'give_up';

export interface Problem {
  code: ProblemCode;
  /** Which field of the input it is about, when it is about one. */
  field?: string;
  /** Milliseconds to wait before a retry, when that is known. */
  retryAfter?: number;
}

const table: Record<ProblemCode, { status: number; remedy: Remedy }> = {
  malformed: { status: 400, remedy: 'give_up' },
  too_long: { status: 422, remedy: 'give_up' },
  too_large: { status: 413, remedy: 'give_up' },
  old_version: { status: 426, remedy: 'rejoin' },
  not_signed_in: { status: 401, remedy: 'rejoin' },
  not_allowed: { status: 403, remedy: 'give_up' },
  not_found: { status: 404, remedy: 'give_up' },
  wrong_meeting: { status: 409, remedy: 'give_up' },
  wrong_code: { status: 404, remedy: 'give_up' },
  doors_closed: { status: 409, remedy: 'give_up' },
  step_closed: { status: 409, remedy: 'give_up' },
  meeting_closed: { status: 409, remedy: 'give_up' },
  over_budget: { status: 409, remedy: 'give_up' },
  already_taken: { status: 409, remedy: 'give_up' },
  not_ready: { status: 409, remedy: 'give_up' },
  too_many: { status: 429, remedy: 'retry' },
  expired: { status: 410, remedy: 'give_up' },
  busy: { status: 503, remedy: 'retry' },
  storage_full: { status: 507, remedy: 'retry' },
  internal: { status: 500, remedy: 'retry' },
};

/** HTTP status of a problem, for the API and the forms. */
export const statusOf = (code: ProblemCode): number => table[code].status;

/** What the sender of the refused command should do. */
export const remedyOf = (code: ProblemCode): Remedy => table[code].remedy;

export type Result<T> = { ok: true; value: T } | { ok: false; problem: Problem };

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });
export const refuse = (code: ProblemCode, field?: string): { ok: false; problem: Problem } => ({
  ok: false,
  problem: field === undefined ? { code } : { code, field },
});
