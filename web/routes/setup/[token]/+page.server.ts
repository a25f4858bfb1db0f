import { redirect } from '@sveltejs/kit';
import { passOn } from '$lib/server/cookies.ts';
import { textOf } from '$lib/server/form.ts';
import { refuseForm, viewOrError } from '$lib/server/run-form.ts';
import { ok, refuse } from '$shared/domain/problem.ts';
import type { Actions, PageServerLoad } from './$types';

/** Forms and links only: without scripts nothing that is typed early can be lost. */
export const csr = false;

export const load: PageServerLoad = async (event) => {
  const isValid = await event.locals.services.signIn.isSetupLink(event.params.token);
  viewOrError(event, isValid ? ok(true) : refuse('not_found'));
};

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    const password = form.get('password');
    const result = await event.locals.services.signIn.setup(event.params.token, {
      name: textOf(form, 'name'),
      email: textOf(form, 'email'),
      password: typeof password === 'string' ? password : '',
    });
    if (!result.ok) return refuseForm(event, result.problem, form);
    passOn(event.cookies, result.value.cookies);
    redirect(303, '/staff');
  },
};
