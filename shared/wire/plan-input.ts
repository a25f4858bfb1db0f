import * as v from 'valibot';
import { planInputKinds, planInputLimits, responsibleLevels } from '../domain/plan-input.ts';
import { codes, day, id, line, optionalLine, targetId, text } from './fields.ts';

const origins = v.pipe(v.array(targetId), v.maxLength(500));

/** A facilitator writes a plan input, new or again; it keeps the ids of the themes, notes and offers it came from. */
export const planInputWrite = v.strictObject({
  planInputId: id,
  kind: v.picklist(planInputKinds),
  title: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(planInputLimits.title)),
  text,
  serviceCodes: codes,
  responsibleLevel: v.picklist(responsibleLevels),
  themeIds: origins,
  noteIds: origins,
  offerIds: origins,
  cost: v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0)))),
  costBasis: optionalLine,
  forwardTo: optionalLine,
  inRegionalProgramme: v.optional(v.nullable(v.boolean())),
});
export const planInputDiscard = v.strictObject({ planInputId: id });
/** Hands drafts over to the municipality. */
export const planInputSubmit = v.strictObject({
  planInputIds: v.pipe(v.array(id), v.minLength(1), v.maxLength(200)),
});
/** An officer registers a plan input: registry number (dnr) and date. */
export const planInputReceive = v.strictObject({
  planInputId: id,
  registryNumber: v.pipe(line, v.trim(), v.minLength(1), v.maxLength(planInputLimits.registryNumber)),
  receivedOn: day,
});
