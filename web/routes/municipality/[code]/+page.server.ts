import { forPage } from '$lib/server/for-page.ts';
import { viewOrError } from '$lib/server/run-form.ts';
import { rolesHere } from '$lib/server/staff.ts';
import { mayUse, viewAccess } from '$shared/wire/access.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { services, who } = event.locals;
  const { code } = event.params;
  const villages = viewOrError(event, await services.views.villages(who, code));
  return {
    villages: forPage(event, villages),
    mayReadInputs: mayUse(viewAccess.planInputs, rolesHere(event.locals, code)),
  };
};
