import type { RequestEvent } from '@sveltejs/kit';
import { choiceOf, textOf, ticksOf } from '$lib/server/form.ts';
import { runForm, viewOrError } from '$lib/server/run-form.ts';
import { everywhere, rolesIn, type StaffRole } from '$shared/domain/role.ts';
import type { PeopleView } from '$shared/wire/views.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { who, services } = event.locals;
  const result = await services.views.people(who, event.params.municipality);
  const view = viewOrError(event, result);
  return {
    view: { ...view, people: withMyself(view.people, who) },
    me: who.user?.id,
    myEverywhere: rolesIn(who.user?.grants ?? [], everywhere),
    commandId: crypto.randomUUID(),
  };
};

/** Who installed the service has no role of her own here, but must be able to give herself one. */
const withMyself = (people: PeopleView['people'], { user }: App.Locals['who']): PeopleView['people'] => {
  if (!user || people.some((person) => person.userId === user.id)) return people;
  return [{ userId: user.id, name: user.name, email: user.email, roles: [] }, ...people];
};

const grant = async (event: RequestEvent<{ municipality: string }>, verb: 'role.give' | 'role.take') => {
  const form = await event.request.formData();
  const body = { userId: textOf(form, 'userId'), role: choiceOf<StaffRole>(form, 'role') };
  const answer = await runForm(event, form, { verb, municipalityCode: event.params.municipality, body });
  return 'result' in answer ? { made: null } : answer;
};

export const actions: Actions = {
  invite: async (event) => {
    const form = await event.request.formData();
    const body = { email: textOf(form, 'email'), roles: ticksOf(form, 'roles') as StaffRole[] };
    const municipalityCode = event.params.municipality;
    const answer = await runForm(event, form, { verb: 'person.invite', municipalityCode, body });
    if (!('result' in answer)) return answer;
    const { path, invitationId } = answer.result;
    const made = typeof path === 'string' ? { link: event.url.origin + path, invitationId } : null;
    return { made };
  },
  give: (event) => grant(event, 'role.give'),
  take: (event) => grant(event, 'role.take'),
  withdraw: async (event) => {
    const form = await event.request.formData();
    const body = { invitationId: textOf(form, 'invitationId') };
    const municipalityCode = event.params.municipality;
    const answer = await runForm(event, form, { verb: 'invitation.withdraw', municipalityCode, body });
    return 'result' in answer ? { made: null } : answer;
  },
};
