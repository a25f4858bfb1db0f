import { error, type RequestEvent } from '@sveltejs/kit';
import { statusOf } from '$shared/domain/problem.ts';
import { sentenceFor } from '$shared/words/problems.ts';

/** What cannot be read as a form is the sender's mistake, not ours: one answer, whichever page it was sent to. */
export const answerForBrokenForms = ({ request, url, locals }: RequestEvent): void => {
  const malformed = (): never =>
    error(statusOf('malformed'), {
      message: sentenceFor({ code: 'malformed' }, locals.language),
      code: 'malformed',
    });
  // `?/constructor` is found in every object, so the framework would take it for an action of the page.
  if (
    request.method === 'POST' &&
    [...url.searchParams.keys()].some((key) => key.slice(1) in Object.prototype)
  )
    malformed();
  const read = request.formData.bind(request);
  request.formData = () =>
    read().catch((failure: unknown) => {
      if (isTooLarge(failure)) throw failure;
      return malformed();
    });
};

/** The framework's own refusal of a long body says so already. */
const isTooLarge = (failure: unknown): boolean => (failure as { status?: unknown } | null)?.status === 413;
