import * as v from 'valibot';
import { id, targetId } from './fields.ts';

const dot = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000));

/** Puts dot number `dot` of one's own budget on a target; the same number again moves it. */
export const dotPlace = v.strictObject({ stepId: id, dot, targetId });
/** Takes dot number `dot` back. */
export const dotLift = v.strictObject({ stepId: id, dot });
/** A facilitator shows everybody how the dots fell, or hides it again. */
export const dotsReveal = v.strictObject({ stepId: id, revealed: v.boolean() });
