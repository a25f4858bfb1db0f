import { redirect } from '@sveltejs/kit';
import { passOn } from '$lib/server/cookies.ts';
import { refuseForm } from '$lib/server/run-form.ts';
import type { Actions } from './$types';

export const csr = false;

/** Programs that look through mail open every link. Only a pressed button uses this one up. */
export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    const { token } = event.params;
    const result = await event.locals.services.signIn.withLink(token, event.request.headers);
    if (!result.ok) return refuseForm(event, result.problem, form);
    passOn(event.cookies, result.value.cookies);
    redirect(303, '/staff');
  },
};
