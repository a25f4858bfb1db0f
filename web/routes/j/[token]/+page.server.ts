import { redirect } from '@sveltejs/kit';
import { setCookie } from '$lib/server/cookies.ts';
import { viewOrError } from '$lib/server/run-form.ts';
import type { PageServerLoad } from './$types';

/** The link behind the QR code: in through the door at once. There is no page to see unless it is refused. */
export const load: PageServerLoad = async (event) => {
  const { who: actor, address, services } = event.locals;
  const result = await services.door.join({ token: event.params.token }, { actor, address });
  const { meetingId, cookie } = viewOrError(event, result);
  if (cookie) setCookie(event, cookie);
  redirect(303, `/m/${meetingId}`);
};
