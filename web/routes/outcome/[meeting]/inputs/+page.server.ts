import { fail, redirect } from '@sveltejs/kit';
import { textOf, ticksOf } from '$lib/server/form.ts';
import { forPage } from '$lib/server/for-page.ts';
import { outcomeOrError } from '$lib/server/outcome-page.ts';
import { planInputBody } from '$lib/server/plan-input-form.ts';
import { runForm, viewOrError } from '$lib/server/run-form.ts';
import { rolesHere } from '$lib/server/staff.ts';
import { draftFromInput, draftFromNote, draftFromTheme } from '$lib/ui/outcome/draft.ts';
import type { Outcome, PlanInput } from '$shared/wire/views.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { services, who } = event.locals;
  const { meeting } = event.params;
  const outcome = await outcomeOrError(event, meeting);
  const inputs = viewOrError(event, await services.views.meetingInputs(who, meeting));
  const mayWrite = rolesHere(event.locals, outcome.meeting.municipalityCode).includes('facilitator');
  return {
    said: forPage(event, { outcome, inputs }),
    mayWrite,
    chosen: mayWrite ? chosen(event, outcome, inputs) : null,
  };
};

/** What the form was asked to start from: a theme, a note, or a draft already there. */
const chosen = (
  { url, locals }: { url: URL; locals: App.Locals },
  outcome: Outcome,
  inputs: readonly PlanInput[],
) => {
  const wanted = (key: string) => url.searchParams.get(key) ?? '';
  const made = { planInputId: crypto.randomUUID(), language: locals.language };
  const theme = outcome.themes.find((t) => t.id === wanted('theme'));
  const note = outcome.notes.find((n) => n.id === wanted('note'));
  const input = inputs.find((i) => i.id === wanted('edit') && i.status === 'draft');
  if (theme) return { from: 'theme' as const, draft: draftFromTheme(outcome, theme, made) };
  if (note) {
    const draft = draftFromNote(outcome, note, made);
    return { from: 'note' as const, number: note.number, draft };
  }
  return input ? { from: 'input' as const, draft: draftFromInput(input) } : null;
};

export const actions: Actions = {
  write: async (event) => {
    const form = await event.request.formData();
    const meetingId = event.params.meeting;
    const body = planInputBody(form);
    const answer = await runForm(event, form, { verb: 'planInput.write', meetingId, body });
    if ('result' in answer) redirect(303, `/outcome/${meetingId}/inputs#input-${body.planInputId}`);
    // All that was ticked and typed comes back with the refusal.
    return fail(answer.status, {
      sentence: answer.data.sentence,
      draft: { ...body, cost: body.cost || null },
    });
  },
  discard: async (event) => {
    const form = await event.request.formData();
    const meetingId = event.params.meeting;
    const body = { planInputId: textOf(form, 'planInputId') };
    const answer = await runForm(event, form, { verb: 'planInput.discard', meetingId, body });
    if ('result' in answer) redirect(303, `/outcome/${meetingId}/inputs`);
    return fail(answer.status, { sentence: answer.data.sentence });
  },
  submit: async (event) => {
    const form = await event.request.formData();
    const meetingId = event.params.meeting;
    const body = { planInputIds: ticksOf(form, 'planInputId') };
    const answer = await runForm(event, form, { verb: 'planInput.submit', meetingId, body });
    if ('result' in answer) redirect(303, `/outcome/${meetingId}/inputs#submitted`);
    return fail(answer.status, { sentence: answer.data.sentence });
  },
};
