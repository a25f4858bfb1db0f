import { redirect, type RequestEvent } from '@sveltejs/kit';
import { numberOrNull, textOf } from '$lib/server/form.ts';
import { runForm, viewOrError } from '$lib/server/run-form.ts';
import type { Body, Verb } from '$shared/wire/up.ts';
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

/** Runs one command about this municipality, and comes back to that part of its page. */
const change = async <V extends Verb>(
  event: RequestEvent<{ municipality: string }>,
  form: FormData,
  command: { verb: V; body: Body<V> },
  back: string,
) => {
  const municipalityCode = event.params.municipality;
  const answer = await runForm(event, form, { ...command, municipalityCode });
  if ('result' in answer) redirect(303, `/staff/${municipalityCode}${back}`);
  return answer;
};

const placeIn = (form: FormData) => ({
  placeId: textOf(form, 'placeId'),
  name: textOf(form, 'name'),
  population: numberOrNull(form, 'population'),
});

export const actions: Actions = {
  addPlace: async (event) => {
    const form = await event.request.formData();
    return change(event, form, { verb: 'place.add', body: placeIn(form) }, '#places');
  },
  revisePlace: async (event) => {
    const form = await event.request.formData();
    return change(event, form, { verb: 'place.revise', body: placeIn(form) }, '#places');
  },
  reviseName: async (event) => {
    const form = await event.request.formData();
    return change(event, form, { verb: 'municipality.revise', body: { name: textOf(form, 'name') } }, '');
  },
};
