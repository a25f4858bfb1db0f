import { wrongEffects } from './checker-effects.ts';
import { wrongRows } from './checker-rows.ts';
import { wrongScreens } from './checker-screens.ts';
import type { Evidence } from './evidence.ts';

export type { Evidence, Facts, Operation, Screen } from './evidence.ts';

/**
 * The one judge of every fault test. Pure. Empty when every acknowledged operation has exactly one effect, every
 * refused one none, every unknown one none or one, no row is there twice, budgets hold, nobody was told "saved"
 * for what is missing, and all screens show what the facts say. Else one sentence for each thing that is wrong.
 */
export const check = ({ history, facts, screens }: Evidence): string[] => [
  ...wrongRows(facts),
  ...wrongEffects(history, facts),
  ...wrongScreens(screens, facts),
];
