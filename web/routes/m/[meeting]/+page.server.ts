import { redirect, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { refuse } from '$shared/domain/problem.ts';
import { commandBodies, type Body, type Verb } from '$shared/wire/up.ts';
import { refuseForm, runForm, viewOrError } from '$lib/server/run-form.ts';
import type { Actions, PageServerLoad } from './$types';

const doorAgain: readonly string[] = ['not_signed_in', 'not_allowed'];

/** The resident's page. Somebody who is not in the meeting is shown the door where codes are typed. */
export const load: PageServerLoad = async (event) => {
  const result = await event.locals.services.views.room(event.locals.who, event.params.meeting);
  if (!result.ok && doorAgain.includes(result.problem.code)) redirect(303, '/');
  const view = viewOrError(event, result);
  // One of each is enough: a form posted without JavaScript brings a new page with new ones.
  return { view, ids: { command: crypto.randomUUID(), thing: crypto.randomUUID() } };
};

/** Fields of a form as the body of a command; the schema decides whether they are one. */
type Read = (form: FormData, event: RequestEvent) => Record<string, unknown>;

const said = (form: FormData, name: string): string | undefined => {
  const value = form.get(name);
  return typeof value === 'string' && value !== '' ? value : undefined;
};
const numberOf = (form: FormData, name: string): number | undefined => {
  const typed = said(form, name)?.replace(',', '.').replace(/\s/g, '');
  return typed === undefined ? undefined : Number(typed);
};

const action =
  <V extends Verb>(verb: V, read: Read) =>
  async (event: RequestEvent) => {
    const form = await event.request.formData();
    const body = v.safeParse(commandBodies[verb], read(form, event));
    if (!body.success) return refuseForm(event, refuse('malformed').problem, form);
    return runForm(event, form, { verb, meetingId: event.params.meeting, body: body.output as Body<V> });
  };

export const actions: Actions = {
  write: action('note.write', (form, { locals }) => ({
    noteId: said(form, 'noteId'),
    stepId: said(form, 'stepId'),
    text: said(form, 'text') ?? '',
    // As the phone's own scripts say it, so that a repeat over another door is word for word the same.
    ...(locals.language === 'sv' ? {} : { lang: locals.language }),
  })),
  edit: action('note.edit', (form) => ({ noteId: said(form, 'noteId'), text: said(form, 'text') ?? '' })),
  withdraw: action('note.withdraw', (form) => ({ noteId: said(form, 'noteId') })),
  place: action('dot.place', (form) => ({
    stepId: said(form, 'stepId'),
    dot: numberOf(form, 'dot'),
    targetId: said(form, 'targetId'),
  })),
  lift: action('dot.lift', (form) => ({ stepId: said(form, 'stepId'), dot: numberOf(form, 'dot') })),
  offer: action('offer.make', (form) => ({
    offerId: said(form, 'offerId'),
    stepId: said(form, 'stepId'),
    kind: said(form, 'kind'),
    text: said(form, 'text') ?? '',
    themeId: said(form, 'themeId'),
    amount: numberOf(form, 'amount'),
    unit: said(form, 'unit'),
    contact: said(form, 'contact'),
  })),
  withdrawOffer: action('offer.withdraw', (form) => ({ offerId: said(form, 'offerId') })),
};
