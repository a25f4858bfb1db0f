import { redirect } from '@sveltejs/kit';
import { runForm, viewOrError } from '$lib/server/run-form.ts';
import { actNames, commandOf, type ActName, type Fields } from '$lib/ui/lead/acts.ts';
import { isWork } from '$lib/ui/lead/steps.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { services, who, language } = event.locals;
  const { meeting } = event.params;
  const work = event.url.searchParams.get('work');
  // What everybody has said comes over the live line; a page without scripts asks for it in its address.
  const isPlain = event.url.searchParams.has('plain');
  return {
    language,
    view: viewOrError(event, await services.views.lead(who, meeting)),
    plain: isPlain ? viewOrError(event, await services.views.plainLead(who, meeting)) : undefined,
    work: isWork(work) ? work : undefined,
  };
};

const fieldsOf = (form: FormData): Fields =>
  Object.fromEntries([...form].filter((pair): pair is [string, string] => typeof pair[1] === 'string'));

const actionOf =
  (name: ActName): Actions[string] =>
  async (event) => {
    const form = await event.request.formData();
    const meetingId = event.params.meeting;
    const answer = await runForm(event, form, { ...commandOf(name, fieldsOf(form)), meetingId });
    if (name === 'closeMeeting' && 'result' in answer) redirect(303, `/outcome/${meetingId}`);
    return answer;
  };

export const actions: Actions = Object.fromEntries(actNames.map((name) => [name, actionOf(name)]));
