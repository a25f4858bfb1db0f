import { redirect, type RequestEvent } from '@sveltejs/kit';
import { choiceOf, textOf } from '$lib/server/form.ts';
import { settingsOf } from '$lib/server/meeting-settings.ts';
import { runForm, viewOrError } from '$lib/server/run-form.ts';
import type { TemplateId } from '$shared/domain/template.ts';
import { prepareWords } from '$shared/words/prepare.ts';
import type { Actions, PageServerLoad } from './$types';

type Event = RequestEvent<{ municipality: string }>;

const municipalityOf = async (event: Pick<Event, 'locals' | 'params'>) =>
  viewOrError(event, await event.locals.services.views.meetings(event.locals.who, event.params.municipality));

export const load: PageServerLoad = async (event) => {
  const { code, name, places, roles } = await municipalityOf(event);
  return {
    municipality: { code, name, places, mayPrepare: roles.includes('facilitator') },
    commandId: crypto.randomUUID(),
    meetingId: crypto.randomUUID(),
  };
};

/** A meeting without a name is called after its place. */
const titleFor = async (event: Event, placeId: string): Promise<string> => {
  const { places } = await municipalityOf(event);
  const place = places.find(({ id }) => id === placeId);
  return place ? prepareWords[event.locals.language].fresh.defaultTitle(place.name) : '';
};

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    const meetingId = textOf(form, 'meetingId');
    const placeId = textOf(form, 'placeId');
    const settings = settingsOf(form, await titleFor(event, placeId));
    const answer = await runForm(event, form, {
      verb: 'meeting.prepare',
      municipalityCode: event.params.municipality,
      body: { meetingId, placeId, template: choiceOf<TemplateId>(form, 'template'), ...settings },
    });
    if ('result' in answer) redirect(303, `/staff/meeting/${meetingId}`);
    return answer;
  },
};
