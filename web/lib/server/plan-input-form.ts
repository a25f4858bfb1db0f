import type { PlanInputKind, ResponsibleLevel } from '$shared/domain/plan-input.ts';
import type { Draft } from '$lib/ui/outcome/draft.ts';
import { choiceOf, numberOf, textOf, textOrNull, ticksOf } from './form.ts';

/** The body of `planInput.write` from its form. An empty cost is not known, which is never the same as 0. */
export const planInputBody = (form: FormData): Draft => ({
  planInputId: textOf(form, 'planInputId'),
  kind: choiceOf<PlanInputKind>(form, 'kind'),
  title: textOf(form, 'title'),
  text: textOf(form, 'text').replaceAll('\r\n', '\n'),
  serviceCodes: ticksOf(form, 'serviceCode'),
  responsibleLevel: choiceOf<ResponsibleLevel>(form, 'responsibleLevel'),
  themeIds: ticksOf(form, 'themeId'),
  noteIds: ticksOf(form, 'noteId'),
  offerIds: ticksOf(form, 'offerId'),
  cost: costOf(form),
  costBasis: textOrNull(form, 'costBasis'),
  forwardTo: textOrNull(form, 'forwardTo'),
  inRegionalProgramme: programmeOf(textOf(form, 'inRegionalProgramme')),
});

/** People write 150 000 with a space, or with one that does not break. */
const costOf = (form: FormData): number | null => {
  const digits = textOf(form, 'cost').replace(/\s/g, '');
  if (digits === '') return null;
  const plain = new FormData();
  plain.set('cost', digits);
  return numberOf(plain, 'cost');
};

const programmeOf = (chosen: string): boolean | null => (chosen === '' ? null : chosen === 'true');
