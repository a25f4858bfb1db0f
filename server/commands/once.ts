import { isOver } from '../../shared/domain/meeting.ts';
import { refuse, remedyOf, type Problem, type Result } from '../../shared/domain/problem.ts';
import { commandAccess } from '../../shared/wire/access.ts';
import type { Body, Verb } from '../../shared/wire/up.ts';
import { hashOf } from '../chance.ts';
import { earlierAnswer, rememberAnswer } from '../store/upkeep.ts';
import type { WithMeeting } from './admit.ts';
import type { Carried, Context, Done } from './context.ts';
import type { Command } from './read-command.ts';
import { Refused } from './refused.ts';
import { isOutside } from './table.ts';
import { restoreAgain } from './themes.ts';

type Answered = Record<string, unknown>;

/** Carries a command out, or gives the answer it got before: however often it comes, it takes effect once. */
export const once = async (ctx: WithMeeting, command: Command, carryOut: () => Carried): Carried => {
  const actor = actorKey(ctx, command.verb);
  const key = keyOf(command);
  const bodyHash = hashOf(JSON.stringify(wordsOf(command)));
  const before = await earlierAnswer(ctx.tx, actor, command.id);
  const same = before?.bodyHash === bodyHash && before.meetingId === key.meetingId;
  if (before && same) return answeredBefore(command, before.answer as Answered);
  // A page that came back from the browser's memory may carry an old id with new words: never swallow them.
  if (before && !refusalIn(before.answer)) return refuse('already_taken', 'id');
  const done = await carryOut();
  if (!done.ok && !isFinal(done.problem, ctx)) throw new Refused(done.problem);
  if (!wouldTie(ctx, command.verb))
    await rememberAnswer(ctx.tx, { ...key, actor, bodyHash, answer: answerIn(done), at: ctx.now });
  return done;
};

const actorKey = (ctx: Context, verb: Verb): string =>
  isAsParticipant(ctx, verb) ? `p:${ctx.participantId}` : `u:${ctx.actor.user?.id ?? ''}`;

const isAsParticipant = ({ participantId }: Pick<Context, 'participantId'>, verb: Verb): boolean =>
  participantId !== undefined && commandAccess[verb].includes('participant');

const keyOf = ({ id, verb, meetingId }: Command) => ({
  commandId: id,
  verb,
  meetingId: isOutside(verb) ? null : (meetingId ?? null),
});

/** The same words said of another municipality are other words; which meeting they are about is kept beside them. */
const wordsOf = ({ verb, body, municipalityCode }: Command): unknown[] =>
  isOutside(verb) ? [verb, body, municipalityCode] : [verb, body];

const answerIn = (done: Result<Done>): Answered =>
  done.ok ? (done.value.result ?? {}) : { refused: done.problem };

const refusalIn = (answer: unknown): Problem | undefined =>
  (answer as { refused?: Problem } | null)?.refused ?? undefined;

const answeredBefore = (command: Command, answer: Answered): Result<Done> => {
  const problem = refusalIn(answer);
  return problem ? { ok: false, problem } : { ok: true, value: doneBefore(command, answer) };
};

const doneBefore = ({ verb, meetingId = '', body }: Command, result: Answered): Done =>
  verb === 'themes.restore'
    ? { result, changes: restoreAgain(meetingId, body as Body<'themes.restore'>, result) }
    : { result };

/**
 * What a phone was told is refused stays refused: a copy of it may still be under way somewhere, and must not take
 * effect when the step is opened again. On a form the same person presses the same button anew, so that is let be.
 */
const isFinal = ({ code }: Problem, ctx: Context): boolean =>
  remedyOf(code) === 'give_up' && ctx.door !== 'form' && ctx.participantId !== undefined;

/**
 * Closing has cut who wrote what. A phone that repeats itself afterwards must not tie the two together again; nor need
 * we remember: nothing it says can take effect any more.
 */
const wouldTie = ({ meeting, ...ctx }: WithMeeting, verb: Verb): boolean =>
  meeting !== undefined && isOver(meeting.state) && isAsParticipant(ctx, verb);
