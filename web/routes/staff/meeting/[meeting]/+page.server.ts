import type { RequestEvent } from '@sveltejs/kit';
import { choiceOf, numberOf, numberOrNull, textOf } from '$lib/server/form.ts';
import { settingsOf } from '$lib/server/meeting-settings.ts';
import { runForm, viewOrError } from '$lib/server/run-form.ts';
import type { StepKind } from '$shared/domain/step.ts';
import type { Body, Verb } from '$shared/wire/up.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const result = await event.locals.services.views.prepare(event.locals.who, event.params.meeting);
  return { view: viewOrError(event, result), seed: crypto.randomUUID(), newStepId: crypto.randomUUID() };
};

/** Where on the page the answer is shown: `settings`, `code`, `cleared`, `added`, `removed` or a step's id. */
type Spot = (form: FormData) => string;

/** An action that turns its form into one command about this meeting. */
const act =
  <V extends Verb>(verb: V, read: (form: FormData) => Body<V>, spot: Spot) =>
  async (event: RequestEvent<{ meeting: string }>) => {
    const form = await event.request.formData();
    const answer = await runForm(event, form, { verb, meetingId: event.params.meeting, body: read(form) });
    return 'result' in answer ? { saved: spot(form) } : answer;
  };

const stepId = (form: FormData): string => textOf(form, 'stepId');

/** Only the fields the step's kind has are in its form; what is not sent is not changed. */
const revised = (form: FormData): Body<'step.revise'> => ({
  stepId: stepId(form),
  title: textOf(form, 'title'),
  minutes: numberOf(form, 'minutes'),
  ...(form.has('question') ? { question: textOf(form, 'question') || null } : {}),
  ...(form.has('dotsPerPerson') ? { dotsPerPerson: numberOf(form, 'dotsPerPerson') } : {}),
});

const added = (form: FormData): Body<'step.add'> => {
  const after = textOf(form, 'after');
  const step = { stepId: stepId(form), kind: choiceOf<StepKind>(form, 'kind'), title: textOf(form, 'title') };
  return after === '' ? step : { ...step, after };
};

const settings = (form: FormData): Body<'meeting.revise'> => ({
  ...settingsOf(form),
  ...(form.has('attended') ? { attended: numberOrNull(form, 'attended') } : {}),
});

export const actions: Actions = {
  revise: act('meeting.revise', settings, () => 'settings'),
  renew: act(
    'code.renew',
    () => ({}),
    () => 'code',
  ),
  clear: act(
    'door.clear',
    () => ({}),
    () => 'cleared',
  ),
  stepRevise: act('step.revise', revised, stepId),
  stepAdd: act('step.add', added, () => 'added'),
  stepRemove: act(
    'step.remove',
    (form) => ({ stepId: stepId(form) }),
    () => 'removed',
  ),
  stepUp: act('step.move', (form) => ({ stepId: stepId(form), by: -1 }), stepId),
  stepDown: act('step.move', (form) => ({ stepId: stepId(form), by: 1 }), stepId),
};
