import { redirect } from '@sveltejs/kit';
import { passOn } from '$lib/server/cookies.ts';
import { textOf } from '$lib/server/form.ts';
import { refuseForm, viewOrError } from '$lib/server/run-form.ts';
import type { Actions, PageServerLoad } from './$types';

/** Forms and links only: without scripts nothing that is typed early can be lost. */
export const csr = false;

export const load: PageServerLoad = async (event) => {
  const result = await event.locals.services.signIn.invitation(event.params.token);
  return { invitation: viewOrError(event, result) };
};

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    const password = form.get('password');
    const result = await event.locals.services.signIn.acceptInvitation(event.params.token, {
      name: textOf(form, 'name'),
      password: typeof password === 'string' ? password : '',
    });
    if (!result.ok) return refuseForm(event, result.problem, form);
    passOn(event.cookies, result.value.cookies);
    redirect(303, '/staff');
  },
};
