import { viewOrError } from '$lib/server/run-form.ts';
import { listOrEmpty, rolesHere } from '$lib/server/staff.ts';
import { mayUse, viewAccess } from '$shared/wire/access.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { services, who } = event.locals;
  const { code } = event.params;
  const view = viewOrError(event, await services.views.municipality(who, code));
  const outcomes = listOrEmpty(await services.views.outcomes(who, code));
  return { view, outcomes, mayReadInputs: mayUse(viewAccess.planInputs, rolesHere(event.locals, code)) };
};
