import { mayUse, viewAccess } from '$shared/wire/access.ts';
import { fail } from '@sveltejs/kit';
import { statusOf } from '$shared/domain/problem.ts';
import { sentenceFor } from '$shared/words/problems.ts';
import { textOf } from '$lib/server/form.ts';
import { forPage } from '$lib/server/for-page.ts';
import { outcomeOrError } from '$lib/server/outcome-page.ts';
import { rolesHere } from '$lib/server/staff.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const outcome = await outcomeOrError(event, event.params.meeting);
  const roles = rolesHere(event.locals, outcome.meeting.municipalityCode);
  return {
    outcome: forPage(event, outcome),
    mayWrite: roles.includes('facilitator'),
    mayExport: mayUse(viewAccess.meetingExport, roles),
    mayContact: mayUse(viewAccess.contact, roles),
  };
};

export const actions: Actions = {
  /** Opening a contact is an act of its own: it is written down who did it. */
  contact: async (event) => {
    const offerId = textOf(await event.request.formData(), 'offerId');
    const found = await event.locals.services.views.contact(event.locals.who, offerId);
    if (found.ok) return { offerId, contact: found.value.contact };
    const sentence = sentenceFor(found.problem, event.locals.language);
    return fail(statusOf(found.problem.code), { sentence });
  },
};
