import { redirect } from '@sveltejs/kit';
import { textOf } from '$lib/server/form.ts';
import { runForm, viewOrError } from '$lib/server/run-form.ts';
import type { Actions, PageServerLoad } from './$types';

/** Forms and links only: without scripts nothing that is typed early can be lost. */
export const csr = false;

export const load: PageServerLoad = async (event) => {
  const result = await event.locals.services.views.staffHome(event.locals.who);
  return { home: viewOrError(event, result), commandId: crypto.randomUUID() };
};

export const actions: Actions = {
  addMunicipality: async (event) => {
    const form = await event.request.formData();
    const code = textOf(form, 'code');
    const body = { code, name: textOf(form, 'name') };
    const answer = await runForm(event, form, { verb: 'municipality.add', municipalityCode: code, body });
    if ('result' in answer) redirect(303, `/staff/${code}`);
    return answer;
  },
};
