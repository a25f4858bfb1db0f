import { redirect } from '@sveltejs/kit';
import { setCookie } from '$lib/server/cookies.ts';
import { viewOrError } from '$lib/server/run-form.ts';
import type { PageServerLoad } from './$types';

/** Makes this browser the wall of the hall. There is no page to see unless it is refused. */
export const load: PageServerLoad = async (event) => {
  const result = await event.locals.services.door.screen(event.params.token);
  const { meetingId, cookie } = viewOrError(event, result);
  setCookie(event, cookie);
  redirect(303, `/screen/${meetingId}`);
};
