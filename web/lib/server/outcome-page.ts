import { error } from '@sveltejs/kit';
import { statusOf } from '$shared/domain/problem.ts';
import { outcomeWords } from '$shared/words/outcome.ts';
import type { Outcome } from '$shared/wire/views.ts';
import { viewOrError } from './run-form.ts';

/**
 * The outcome of a meeting, or an error page that says what is missing: until the meeting is closed there is none,
 * and to try again is no help. Who leads the meeting is shown the way to where it is closed.
 */
export const outcomeOrError = async (event: { locals: App.Locals }, meetingId: string): Promise<Outcome> => {
  const { services, who, language } = event.locals;
  const result = await services.views.outcome(who, meetingId);
  if (result.ok || result.problem.code !== 'not_ready') return viewOrError(event, result);
  const { notClosed, toLead } = outcomeWords[language].page;
  const mayLead = (await services.views.prepare(who, meetingId)).ok;
  error(statusOf('not_ready'), {
    message: notClosed,
    code: 'not_ready',
    ...(mayLead ? { way: { href: `/lead/${meetingId}`, label: toLead } } : {}),
  });
};
