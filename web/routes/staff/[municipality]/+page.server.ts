import { redirect } from '@sveltejs/kit';
import { numberOrNull, textOf } from '$lib/server/form.ts';
import { runForm, viewOrError } from '$lib/server/run-form.ts';
import type { Actions, PageServerLoad } from './$types';

/** Forms and links only: without scripts nothing that is typed early can be lost. */
export const csr = false;

export const load: PageServerLoad = async (event) => {
  const { municipality } = event.params;
  const result = await event.locals.services.views.meetings(event.locals.who, municipality);
  return {
    municipality: viewOrError(event, result),
    commandId: crypto.randomUUID(),
    placeId: crypto.randomUUID(),
  };
};

export const actions: Actions = {
  addPlace: async (event) => {
    const form = await event.request.formData();
    const municipalityCode = event.params.municipality;
    const body = {
      placeId: textOf(form, 'placeId'),
      name: textOf(form, 'name'),
      population: numberOrNull(form, 'population'),
    };
    const answer = await runForm(event, form, { verb: 'place.add', municipalityCode, body });
    if ('result' in answer) redirect(303, `/staff/${municipalityCode}#places`);
    return answer;
  },
};
