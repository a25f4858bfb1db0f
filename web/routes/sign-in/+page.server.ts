import { redirect } from '@sveltejs/kit';
import { passOn } from '$lib/server/cookies.ts';
import { textOf } from '$lib/server/form.ts';
import { localPath } from '$lib/server/local-path.ts';
import { refuseForm } from '$lib/server/run-form.ts';
import type { Actions, PageServerLoad } from './$types';

/** Forms and links only: without scripts nothing that is typed early can be lost. */
export const csr = false;

export const load: PageServerLoad = ({ locals, url }) => {
  const next = localPath(url.searchParams.get('next'), '/staff');
  if (locals.who.user) redirect(303, next);
  return { next, mailIsSet: locals.services.signIn.mailIsSet };
};

export const actions: Actions = {
  password: async (event) => {
    const form = await event.request.formData();
    const { services, address } = event.locals;
    const password = form.get('password');
    const result = await services.signIn.withPassword({
      email: textOf(form, 'email'),
      password: typeof password === 'string' ? password : '',
      address,
    });
    if (!result.ok) return refuseForm(event, result.problem, form);
    passOn(event.cookies, result.value.cookies);
    redirect(303, localPath(form.get('next'), '/staff'));
  },
  link: async (event) => {
    const form = await event.request.formData();
    const { services, address } = event.locals;
    const result = await services.signIn.sendLink(textOf(form, 'email'), address);
    return result.ok ? { sent: true as const } : refuseForm(event, result.problem, form);
  },
};
