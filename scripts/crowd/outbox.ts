import { remedyOf } from '../../shared/domain/problem.ts';
import type { Answer } from '../../shared/wire/down.ts';
import type { Body, Verb } from '../../shared/wire/up.ts';
import { protocolVersion } from '../../shared/wire/version.ts';
import type { Line } from './browser.ts';
import { rest } from './chance.ts';

/** What became of something said: on disk, refused for good, or never answered. */
export type Fate = 'acknowledged' | 'refused' | 'unanswered';

const answerWithin = 8000;
const between = 500;
const mostTries = 40;

/**
 * Says one thing until an answer comes, under the same id however often, as a phone does. A phone would try for
 * days; this one gives up after some minutes, and what it then lost is counted.
 */
export const sayUntilAnswered = async <V extends Verb>(
  line: Line,
  { verb, meetingId, body }: { verb: V; meetingId: string; body: Body<V> },
): Promise<{ fate: Fate; code?: string; tries: number }> => {
  const envelope = { v: protocolVersion, id: crypto.randomUUID(), verb, meetingId, body };
  for (let tries = 1; tries <= mostTries; tries += 1) {
    const answer = await once(line, envelope);
    if (answer?.ok) return { fate: 'acknowledged', tries };
    if (answer && remedyOf(answer.problem.code) !== 'retry')
      return { fate: 'refused', code: answer.problem.code, tries };
    await rest(answer?.ok === false ? (answer.problem.retryAfter ?? between) : between, never);
  }
  return { fate: 'unanswered', tries: mostTries };
};

const never = new AbortController().signal;

const once = async (line: Line, envelope: unknown): Promise<Answer | undefined> => {
  try {
    return (await line.timeout(answerWithin).emitWithAck('command', envelope)) as Answer;
  } catch {
    return undefined;
  }
};
