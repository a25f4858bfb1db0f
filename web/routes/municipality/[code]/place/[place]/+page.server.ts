import { error } from '@sveltejs/kit';
import { forPage } from '$lib/server/for-page.ts';
import { viewOrError } from '$lib/server/run-form.ts';
import { listOrEmpty } from '$lib/server/staff.ts';
import { sentenceFor } from '$shared/words/problems.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { services, who, language } = event.locals;
  const { code, place: placeId } = event.params;
  const { view, outcomes } = viewOrError(event, await services.views.villages(who, code));
  const place = view.places.find((p) => p.id === placeId);
  if (!place) error(404, { message: sentenceFor({ code: 'not_found' }, language) });
  const inputs = listOrEmpty(await services.views.planInputs(who, code));
  return {
    municipality: { code, name: view.name },
    place,
    said: forPage(event, {
      outcomes: outcomes.filter((o) => o.meeting.placeId === placeId).reverse(),
      needs: view.needs
        .flatMap((n) => n.places.map((there) => ({ code: n.code, ...there })))
        .filter((there) => there.placeId === placeId)
        .sort((a, b) => b.people - a.people || b.noteIds.length - a.noteIds.length),
      inputs: inputs.filter((i) => i.placeId === placeId),
    }),
  };
};
