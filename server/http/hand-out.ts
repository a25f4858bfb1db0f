import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ok, type Result } from '../../shared/domain/problem.ts';
import type { Exports } from '../exports/beside.ts';
import type { Wanted } from '../exports/wanted.ts';
import { makeFairTurns } from './fair-turns.ts';

/** Bounds of the files that are handed out. */
export const handOutLimits = {
  /** Most bytes of a file that are compressed and sent in one step. */
  pieceBytes: 64 * 1024,
  /** Whole files in memory, of all and of one person; how many one person may wait for besides. */
  atOnce: 4,
  perPerson: 2,
  waiting: 20,
  /** Who has not taken a file by then is let go, and somebody else gets the place (ms). */
  within: 5 * 60_000,
  /** When to ask again, for who has asked for too many (ms). */
  retryAfter: 2000,
} as const;

/** A file for one person, and what to call it. */
export interface Parcel {
  person: string;
  wanted: Wanted;
  name: string;
  type: string;
}

const done: Result<true> = ok(true);
const tooMany: Result<true> = {
  ok: false,
  problem: { code: 'too_many', retryAfter: handOutLimits.retryAfter },
};

/** The file in pieces that are no copies of it. */
export function* piecesOf(bytes: Uint8Array<ArrayBuffer>): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += handOutLimits.pieceBytes)
    yield Buffer.from(bytes.buffer, at, Math.min(handOutLimits.pieceBytes, bytes.length - at));
}

/**
 * Has a file made and sends it as fast as it is read. Resolves with a refusal when nothing was sent, and throws when the file
 * could not be made; what breaks off later ends the line, so that no part of a file is taken for the whole.
 */
export const makeHandOut = (
  { make }: Pick<Exports, 'make'>,
  { within = handOutLimits.within }: { within?: number } = {},
) => {
  const turn = makeFairTurns(handOutLimits);
  return async (response: ServerResponse, { person, wanted, name, type }: Parcel): Promise<Result<true>> => {
    const release = await turn(person);
    if (!release) return tooMany;
    try {
      // She may have gone while she waited.
      const file = response.destroyed ? undefined : await make(wanted);
      if (!file?.ok) return file ?? done;
      response.setHeader('content-type', type);
      response.setHeader('content-disposition', `attachment; filename="${name}"`);
      const signal = AbortSignal.timeout(within);
      await pipeline(Readable.from(piecesOf(file.value)), response, { signal }).catch(unlessGone);
      return done;
    } finally {
      release();
    }
  };
};

/** Somebody who hangs up, or does not read, is no mistake of ours; anything else is. */
const unlessGone = (failure: Error & { code?: string }): void => {
  if (!gone.includes(failure.code ?? '')) throw failure;
};
const gone = ['ABORT_ERR', 'ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET', 'EPIPE'];
