import { error, redirect } from '@sveltejs/kit';
import { setCookie } from '$lib/server/cookies.ts';
import { viewOrError } from '$lib/server/run-form.ts';
import { statusOf, type ProblemCode } from '$shared/domain/problem.ts';
import { doorWords } from '$shared/words/door.ts';
import type { PageServerLoad } from './$types';

/** The link behind the QR code: in through the door at once. There is no page to see unless it is refused. */
export const load: PageServerLoad = async (event) => {
  const { who: actor, address, services, language } = event.locals;
  const result = await services.door.join({ token: event.params.token }, { actor, address });
  const { linkOver, linkOld } = doorWords[language].join;
  const own: Partial<Record<ProblemCode, string>> = { meeting_closed: linkOver, wrong_code: linkOld };
  // Who comes with a link has typed no signs to look over, and has no text that could be kept.
  const message = result.ok ? undefined : own[result.problem.code];
  if (!result.ok && message) error(statusOf(result.problem.code), { message, code: result.problem.code });
  const { meetingId, cookie } = viewOrError(event, result);
  if (cookie) setCookie(event, cookie);
  redirect(303, `/m/${meetingId}`);
};
