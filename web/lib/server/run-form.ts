import { error, fail, type ActionFailure, type RequestEvent } from '@sveltejs/kit';
import { statusOf, type Problem, type Result } from '$shared/domain/problem.ts';
import { sentenceFor } from '$shared/words/problems.ts';
import { protocolVersion } from '$shared/wire/version.ts';
import { textOf } from '$shared/wire/text.ts';
import type { Body, Verb } from '$shared/wire/up.ts';

export interface FormProblem {
  problem: Problem;
  sentence: string;
  /** What was typed, so that the form comes back with it: a refusal loses nothing. */
  values: Record<string, string>;
}

type Scope = { meetingId?: string; municipalityCode?: string };

/**
 * Runs one command for a plain HTML form. The form carries `commandId` in a hidden field, made when the page
 * was rendered, so that a second press of the button, or a reload, is the same command.
 */
export const runForm = async <V extends Verb>(
  event: RequestEvent,
  form: FormData,
  command: { verb: V; body: Body<V> } & Scope,
): Promise<{ result: Record<string, unknown> } | ActionFailure<FormProblem>> => {
  const { verb, body, ...scope } = command;
  const id = textOf(form.get('commandId')) || crypto.randomUUID();
  const answer = await event.locals.services.run(
    { v: protocolVersion, id, verb, ...scope, body },
    { actor: event.locals.who, door: 'form', language: event.locals.language },
  );
  if (answer.ok) return { result: answer.result };
  return fail(statusOf(answer.problem.code), {
    problem: answer.problem,
    sentence: answer.sentence,
    values: valuesOf(form),
  });
};

/** For forms that are not commands (sign in, join): the problem with its sentence and what was typed. */
export const refuseForm = (
  event: RequestEvent,
  problem: Problem,
  form: FormData,
): ActionFailure<FormProblem> =>
  fail(statusOf(problem.code), {
    problem,
    sentence: sentenceFor(problem, event.locals.language),
    values: valuesOf(form),
  });

/** The value of a view, or the error page with a sentence the reader understands. */
export const viewOrError = <T>(event: { locals: App.Locals }, result: Result<T>): T => {
  if (result.ok) return result.value;
  error(statusOf(result.problem.code), {
    message: sentenceFor(result.problem, event.locals.language),
    code: result.problem.code,
  });
};

/** Text fields as typed; passwords never travel back, and no field of ours has a name the framework cannot send. */
const valuesOf = (form: FormData): Record<string, string> =>
  Object.fromEntries(
    [...form].filter(
      (pair): pair is [string, string] =>
        typeof pair[1] === 'string' && !pair[0].includes('assword') && pair[0] !== '__proto__',
    ),
  );
