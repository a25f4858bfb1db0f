import { viewOrError } from '$lib/server/run-form.ts';
import type { PageServerLoad } from './$types';

/** The wall of the hall. Which browser may show it is decided by its own cookie, set by the screen link. */
export const load: PageServerLoad = async (event) => ({
  view: viewOrError(event, await event.locals.services.views.screen(event.locals.who, event.params.meeting)),
});
