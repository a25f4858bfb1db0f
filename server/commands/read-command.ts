import * as v from 'valibot';
import { refuse, remedyOf, type Problem, type Result } from '../../shared/domain/problem.ts';
import type { Answer } from '../../shared/wire/down.ts';
import { commandBodies, envelope, isVerb, type Envelope, type Verb } from '../../shared/wire/up.ts';
import { isServed } from '../../shared/wire/version.ts';
import type { Language } from '../../shared/words/language.ts';
import { sentenceFor } from '../../shared/words/problems.ts';

/** An envelope whose body has been parsed by the schema of its own verb. */
export type Command = Envelope & { verb: Verb; body: unknown };

/** Reads what came in by any door. Refuses what no schema admits, naming the field. */
export const readCommand = (input: unknown): Result<Command> => {
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

/** The id to answer under, also when nothing else of what came in could be read. */
export const idOf = (input: unknown): string => {
  const id = (input as { id?: unknown } | null)?.id;
  return typeof id === 'string' ? id.slice(0, 64) : '';
};

/** "No", with a sentence in the reader's language and what to do about it. */
export const answerNo = (id: string, problem: Problem, language: Language): Answer => ({
  ok: false,
  id,
  problem,
  sentence: sentenceFor(problem, language),
  remedy: remedyOf(problem.code),
});
