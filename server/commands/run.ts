import type { Db } from '../../db/connect.ts';
import { nothingGrouped, type Arrangement } from '../../shared/documents/themes.ts';
import type { Answer } from '../../shared/wire/down.ts';
import type { Chance } from '../chance.ts';
import { problemOf } from '../store/failure.ts';
import { admit, type From, type WithMeeting } from './admit.ts';
import type { Carried, Change, Context, Done } from './context.ts';
import { once } from './once.ts';
import { answerNo, idOf, readCommand, type Command } from './read-command.ts';
import { Refused } from './refused.ts';
import { insideMeetings, isOutside, outsideMeetings } from './table.ts';

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

/** Reads a command, sees who may, carries it out once, in one transaction, tells the screens, and answers. */
export const makeRun =
  (deps: CommandDeps) =>
  async (input: unknown, from: From): Promise<Answer> => {
    const id = idOf(input);
    const read = readCommand(input);
    if (!read.ok) return answerNo(id, read.problem, from.language);
    try {
      const done = await carryOut(deps, read.value, from);
      return { ok: true, id, result: { ...done.result, ...done.once } };
    } catch (failure) {
      const problem = failure instanceof Refused ? failure.problem : problemOf(failure);
      if (!(failure instanceof Refused)) deps.report(failure);
      return answerNo(id, problem, from.language);
    }
  };

const carryOut = async (deps: CommandDeps, command: Command, from: From): Promise<Done> => {
  const arrangement = await arrangementFor(deps, command);
  // The screens are prepared while the disk is still at work; they see nothing before it has finished.
  const told: Promise<void>[] = [];
  const ended = await deps.write(
    async (tx) => {
      const ctx = await admit(tx, command, { from, arrangement, now: deps.now(), chance: deps.chance });
      return once(ctx, command, () => dispatch(ctx, command));
    },
    (end) => {
      if (end.ok) told.push(deps.publish(end.value.changes ?? []));
    },
  );
  if (!ended.ok) throw new Refused(ended.problem);
  await Promise.all(told);
  return ended.value;
};

const arrangementFor = async (deps: CommandDeps, { meetingId, verb }: Command): Promise<Arrangement> =>
  meetingId === undefined || isOutside(verb) ? nothingGrouped : deps.arrangement(meetingId);

const dispatch = (ctx: WithMeeting, { verb, body }: Command): Carried => {
  // The body was parsed by the schema of its own verb; TypeScript cannot follow that through a table.
  if (isOutside(verb)) return (outsideMeetings[verb] as (ctx: Context, body: unknown) => Carried)(ctx, body);
  return (insideMeetings[verb] as (ctx: unknown, body: unknown) => Carried)(ctx, body);
};
