import * as v from 'valibot';
import { offerKinds, offerLimits, offerUnits } from '../domain/offer.ts';
import { id, line, targetId, text } from './fields.ts';

/** Somebody offers something. `contact` goes to a store of its own and into no document or export. */
export const offerMake = v.strictObject({
  offerId: id,
  stepId: id,
  kind: v.picklist(offerKinds),
  text,
  themeId: v.optional(v.nullable(targetId)),
  amount: v.optional(
    v.nullable(v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(offerLimits.amount))),
  ),
  unit: v.optional(v.nullable(v.picklist(offerUnits))),
  condition: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(offerLimits.condition)))),
  contact: v.optional(line),
});
export const offerWithdraw = v.strictObject({ offerId: id });
