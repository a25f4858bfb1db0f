import { fail, redirect } from '@sveltejs/kit';
import { textOf } from '$lib/server/form.ts';
import { forPage } from '$lib/server/for-page.ts';
import { runForm, viewOrError } from '$lib/server/run-form.ts';
import { rolesHere } from '$lib/server/staff.ts';
import { swedishDay } from '$shared/domain/day.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { services, who } = event.locals;
  const { code } = event.params;
  const inputs = viewOrError(event, await services.views.planInputs(who, code));
  const { name } = viewOrError(event, await services.views.meetings(who, code));
  return {
    municipality: { code, name },
    inputs: forPage(event, inputs),
    mayReceive: rolesHere(event.locals, code).includes('officer'),
    today: swedishDay(services.now()),
  };
};

export const actions: Actions = {
  receive: async (event) => {
    const form = await event.request.formData();
    const municipalityCode = event.params.code;
    const body = {
      planInputId: textOf(form, 'planInputId'),
      registryNumber: textOf(form, 'registryNumber'),
      receivedOn: textOf(form, 'receivedOn'),
    };
    const answer = await runForm(event, form, { verb: 'planInput.receive', municipalityCode, body });
    if ('result' in answer)
      redirect(303, `/municipality/${municipalityCode}/inputs#input-${body.planInputId}`);
    return fail(answer.status, { sentence: answer.data.sentence, ...body });
  },
};
