import type { Problem } from '../../shared/domain/problem.ts';

/** What the disk says, in our words: the phone must know whether to keep trying. */
export const problemOf = (failure: unknown): Problem => {
  const code = (failure as { code?: unknown } | null)?.code;
  if (typeof code !== 'string') return { code: 'internal' };
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED'))
    return { code: 'busy', retryAfter: 500 };
  if (/^(SQLITE_(FULL|READONLY|IOERR|CANTOPEN|CORRUPT|NOTADB)|ENOSPC|EDQUOT|EIO|EROFS)/.test(code))
    return { code: 'storage_full', retryAfter: 5000 };
  return { code: 'internal' };
};
