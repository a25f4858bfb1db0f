import * as v from 'valibot';
import type { Db } from '../../db/connect.ts';
import { nothingGrouped, type Arrangement } from '../../shared/documents/themes.ts';
import { isOver } from '../../shared/domain/meeting.ts';
import { refuse, remedyOf, type Problem, type Result } from '../../shared/domain/problem.ts';
import { everywhere } from '../../shared/domain/role.ts';
import { commandAccess, mayUse } from '../../shared/wire/access.ts';
import type { Answer } from '../../shared/wire/down.ts';
import {
  commandBodies,
  envelope,
  isVerb,
  type Body,
  type Envelope,
  type Verb,
} from '../../shared/wire/up.ts';
import { isServed } from '../../shared/wire/version.ts';
import type { Language } from '../../shared/words/language.ts';
import { sentenceFor } from '../../shared/words/problems.ts';
import { participantIn, rolesFor, type Actor } from '../actor.ts';
import { hashOf, type Chance } from '../chance.ts';
import type { Door } from '../services.ts';
import { meetingById, municipalityByCode, type MeetingRow } from '../store/meetings.ts';
import { problemOf } from '../store/failure.ts';
import { earlierAnswer, rememberAnswer } from '../store/upkeep.ts';
import type { Carried, Change, Context, Done } from './context.ts';
import { heldNow } from './held.ts';
import { insideMeetings, isOutside, outsideMeetings } from './table.ts';
import { restoreAgain } from './themes.ts';

export interface CommandDeps {
  write<T>(work: (tx: Db) => Promise<T>, committed?: (value: T) => void): Promise<T>;
  now(): Date;
  chance: Chance;
  /** How the notes of a meeting lie grouped just now. Loaded before the transaction: it may touch the disk. */
  arrangement(meetingId: string): Promise<Arrangement>;
  /**
   * Called after commit, never before. It may put things on their way to the screens, but they must not be seen before
   * they are on disk themselves, which is after the command. What it waits for is on disk too before the answer.
   */
  publish(changes: readonly Change[]): Promise<void>;
  report(failure: unknown): void;
}
export interface From {
  actor: Actor;
  door: Door;
  language: Language;
}

/** Problems thrown on purpose to roll a transaction back. */
class Refused extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.code);
    this.problem = problem;
  }
}

/** Parses, checks who may, carries out in one transaction, answers, and only then tells the screens. */
export const makeRun =
  (deps: CommandDeps) =>
  async (input: unknown, from: From): Promise<Answer> => {
    const id = idOf(input);
    const parsed = parse(input);
    if (!parsed.ok) return answerNo(id, parsed.problem, from.language);
    try {
      const done = await carryOut(deps, parsed.value, from);
      return { ok: true, id, result: { ...done.result, ...done.once } };
    } catch (failure) {
      const problem = failure instanceof Refused ? failure.problem : problemOf(failure);
      if (!(failure instanceof Refused)) deps.report(failure);
      return answerNo(id, problem, from.language);
    }
  };

const answerNo = (id: string, problem: Problem, language: Language): Answer => ({
  ok: false,
  id,
  problem,
  sentence: sentenceFor(problem, language),
  remedy: remedyOf(problem.code),
});

const idOf = (input: unknown): string => {
  const id = (input as { id?: unknown } | null)?.id;
  return typeof id === 'string' ? id.slice(0, 64) : '';
};

type Parsed = Envelope & { verb: Verb; body: unknown };

const parse = (input: unknown): Result<Parsed> => {
  const outer = v.safeParse(envelope, input);
  if (!outer.success) return refuse('malformed');
  if (!isServed(outer.output.v)) return refuse('old_version');
  const { verb } = outer.output;
  if (!isVerb(verb)) return refuse('malformed', 'verb');
  const body = v.safeParse(commandBodies[verb], outer.output.body);
  if (!body.success) return refuse('malformed', fieldOf(body.issues));
  return { ok: true, value: { ...outer.output, verb, body: body.output } };
};

const fieldOf = (issues: readonly v.BaseIssue<unknown>[]): string | undefined =>
  issues[0]?.path?.map((item) => String(item.key)).join('.');

const carryOut = async (deps: CommandDeps, command: Parsed, from: From): Promise<Done> => {
  const arrangement =
    command.meetingId === undefined || isOutside(command.verb)
      ? nothingGrouped
      : await deps.arrangement(command.meetingId);
  // The screens are prepared while the disk is still at work; they see nothing before it has finished.
  const told: Promise<void>[] = [];
  const ended = await deps.write(
    async (tx) => once(deps, await contextOf(deps, tx, { command, from, arrangement }), command),
    (end) => {
      if (end.ok) told.push(deps.publish(end.value.changes ?? []));
    },
  );
  if (!ended.ok) throw new Refused(ended.problem);
  await Promise.all(told);
  return ended.value;
};

/** Carries a command out, or gives the answer it got before. */
const once = async (deps: CommandDeps, ctx: WithMeeting, command: Parsed): Promise<Result<Done>> => {
  const actor = actorKey(ctx, command.verb);
  const key = keyOf(command);
  const bodyHash = hashOf(JSON.stringify(wordsOf(command)));
  const before = await earlierAnswer(ctx.tx, actor, command.id);
  const same = before?.bodyHash === bodyHash && before.meetingId === key.meetingId;
  if (before && same) return answeredBefore(command, before.answer as Record<string, unknown>);
  // A page that came back from the browser's memory may carry an old id with new words: never swallow them.
  if (before && !refusalIn(before.answer)) return refuse('already_taken', 'id');
  const done = await dispatch(ctx, command);
  if (!done.ok && !isFinal(done.problem, ctx)) throw new Refused(done.problem);
  if (!wouldTie(ctx, command.verb))
    await rememberAnswer(ctx.tx, { ...key, actor, bodyHash, answer: answerIn(done), at: ctx.now });
  return done;
};

const answerIn = (done: Result<Done>): Record<string, unknown> =>
  done.ok ? (done.value.result ?? {}) : { refused: done.problem };

/** The same words said of another municipality are other words; which meeting they are about is kept beside them. */
const wordsOf = ({ verb, body, municipalityCode }: Parsed): unknown[] =>
  isOutside(verb) ? [verb, body, municipalityCode] : [verb, body];

const keyOf = ({ id, verb, meetingId }: Parsed) => ({
  commandId: id,
  verb,
  meetingId: isOutside(verb) ? null : (meetingId ?? null),
});

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

const refusalIn = (answer: unknown): Problem | undefined =>
  (answer as { refused?: Problem } | null)?.refused ?? undefined;

const answeredBefore = (command: Parsed, answer: Record<string, unknown>): Result<Done> => {
  const problem = refusalIn(answer);
  return problem ? { ok: false, problem } : { ok: true, value: doneBefore(command, answer) };
};

const doneBefore = ({ verb, meetingId = '', body }: Parsed, result: Record<string, unknown>): Done =>
  verb === 'themes.restore'
    ? { result, changes: restoreAgain(meetingId, body as Body<'themes.restore'>, result) }
    : { result };

type WithMeeting = Context & { meeting: MeetingRow | undefined };

/** Finds the meeting or municipality, and with it the roles; refuses what the access table does not name. */
const contextOf = async (
  deps: CommandDeps,
  tx: Db,
  { command, from, arrangement }: { command: Parsed; from: From; arrangement: Arrangement },
): Promise<WithMeeting> => {
  const meeting = await meetingOf(tx, command);
  const municipalityCode = meeting?.municipalityCode ?? scopeOf(command);
  const { door } = from;
  const actor = await heldNow(tx, from, meeting?.id);
  const roles = rolesFor(actor, { meetingId: meeting?.id, municipalityCode });
  if (!mayUse(commandAccess[command.verb], roles))
    throw new Refused({ code: roles.length > 1 || actor.user ? 'not_allowed' : 'not_signed_in' });
  if (!meeting) await mustExist(tx, municipalityCode, command.verb);
  const participantId = participantIn(actor, meeting?.id);
  const outer = { now: deps.now(), chance: deps.chance, actor, door };
  return { tx, ...outer, roles, participantId, municipalityCode, arrangement, meeting };
};

/** The meeting a command happens in; none for those about a municipality. */
const meetingOf = async (tx: Db, command: Parsed): Promise<MeetingRow | undefined> => {
  if (isOutside(command.verb)) return undefined;
  const meeting = command.meetingId === undefined ? undefined : await meetingById(tx, command.meetingId);
  if (!meeting) throw new Refused({ code: 'not_found', field: 'meetingId' });
  return meeting;
};

/** What can be given or said for every municipality at once; a place lies in one. */
const everywhereToo: readonly Verb[] = [
  'municipality.add',
  'person.invite',
  'invitation.withdraw',
  'role.give',
  'role.take',
];

const mustExist = async (tx: Db, municipalityCode: string | undefined, verb: Verb): Promise<void> => {
  if (municipalityCode === everywhere && everywhereToo.includes(verb)) return;
  if (!(await municipalityByCode(tx, municipalityCode ?? '')))
    throw new Refused({ code: 'not_found', field: 'municipalityCode' });
};

/** Adding a municipality concerns the whole installation. */
const scopeOf = (command: Parsed): string | undefined =>
  command.verb === 'municipality.add' ? everywhere : command.municipalityCode;

const actorKey = (ctx: Context, verb: Verb): string =>
  isAsParticipant(ctx, verb) ? `p:${ctx.participantId}` : `u:${ctx.actor.user?.id ?? ''}`;

const isAsParticipant = ({ participantId }: Pick<Context, 'participantId'>, verb: Verb): boolean =>
  participantId !== undefined && commandAccess[verb].includes('participant');

const dispatch = (ctx: WithMeeting, { verb, body }: Parsed): Carried => {
  // The body was parsed by the schema of its own verb; TypeScript cannot follow that through a table.
  if (isOutside(verb)) return (outsideMeetings[verb] as (ctx: Context, body: unknown) => Carried)(ctx, body);
  return (insideMeetings[verb] as (ctx: unknown, body: unknown) => Carried)(ctx, body);
};
