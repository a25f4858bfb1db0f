import * as v from 'valibot';
import { offerKinds, offerUnits } from '../domain/offer.ts';
import { id, line, optionalLine, targetId, text } from './fields.ts';

/** Somebody offers something. `contact` goes to a store of its own and into no document or export. */
export const offerMake = v.strictObject({
  offerId: id,
  stepId: id,
  kind: v.picklist(offerKinds),
  text,
  themeId: v.optional(v.nullable(targetId)),
  amount: v.optional(v.nullable(v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(100_000_000)))),
  unit: v.optional(v.nullable(v.picklist(offerUnits))),
  condition: optionalLine,
  contact: v.optional(line),
});
export const offerWithdraw = v.strictObject({ offerId: id });
