import type { Problem, ProblemCode } from '../../shared/domain/problem.ts';

/** What the database says, in our words: the phone must know whether to keep trying. */
export const problemOf = (failure: unknown): Problem => {
  const code = (failure as { code?: unknown } | null)?.code;
  if (typeof code !== 'string') return { code: 'internal' };
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED'))
    return { code: 'busy', retryAfter: 500 };
  if (/^(SQLITE_(FULL|READONLY|IOERR|CANTOPEN|CORRUPT|NOTADB)|ENOSPC|EDQUOT|EIO|EROFS)/.test(code))
    return { code: 'storage_full', retryAfter: 5000 };
  if (/^SQLITE_CONSTRAINT_(CHECK|TRIGGER)$/.test(code)) return overLimit((failure as Error).message);
  return { code: 'internal' };
};

/** How the name of a limit ends says what kind it is; before that stand its table and its column. */
const kinds: Record<string, ProblemCode> = {
  length: 'too_long',
  range: 'malformed',
  budget: 'over_budget',
  number: 'over_budget',
};

/** A limit that the database holds (`db/tables`): the sentence is the one the command would have given. */
const overLimit = (message: string): Problem => {
  const [, field = '', kind = ''] = /([a-zA-Z]+)_([a-z]+)$/.exec(message) ?? [];
  const code = kinds[kind] ?? 'internal';
  return code === 'too_long' || code === 'malformed' ? { code, field } : { code };
};
