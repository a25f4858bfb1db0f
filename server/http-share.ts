import { RateLimiterMemory } from 'rate-limiter-flexible';
import { textOf } from '../shared/wire/text.ts';
import { remedyOf } from '../shared/domain/problem.ts';
import { sentenceFor } from '../shared/words/problems.ts';
import { participantIn } from './actor.ts';
import type { Services } from './services.ts';

/** Commands of one participant over HTTP, and in how many seconds: as many a second as on a live line. */
export const httpShare = { commands: 400, seconds: 20 } as const;

/**
 * A live line is bounded by itself, but over HTTP one phone can hold hundreds of connections and keep the disk from
 * everybody else. Staff are not counted: a script may lead an evening.
 */
export const withHttpShare = (run: Services['run']): Services['run'] => {
  const said = new RateLimiterMemory({ points: httpShare.commands, duration: httpShare.seconds });
  return async (envelope, from) => {
    const { id, meetingId } = (envelope ?? {}) as { id?: unknown; meetingId?: unknown };
    const person = participantIn(from.actor, textOf(meetingId));
    const counted = from.door !== 'socket' && from.door !== 'cli' && !from.actor.user;
    if (!counted || person === undefined || (await mayGoOn(said, person))) return run(envelope, from);
    const problem = { code: 'too_many', retryAfter: 1000 } as const;
    const sentence = sentenceFor(problem, from.language);
    return { ok: false, id: textOf(id).slice(0, 64), problem, sentence, remedy: remedyOf(problem.code) };
  };
};

const mayGoOn = (said: RateLimiterMemory, person: string): Promise<boolean> =>
  said.consume(person).then(
    () => true,
    () => false,
  );
