import type { ToldDots } from '../../db/seed/told.ts';

export interface Dealt {
  giver: number;
  targetId: string;
  dots: number;
}
interface Laid extends ToldDots {
  targetId: string;
}

/**
 * Deals the dots of one round out to its givers, the same way every time: each target gets exactly its dots from
 * exactly its people, nobody lays more than the budget, and everybody lays at least one. Throws when the told
 * figures cannot be true.
 */
export const dealDots = (
  laid: readonly Laid[],
  { givers, budget }: { givers: number; budget: number },
): Dealt[] => {
  const left = Array.from({ length: givers }, () => budget);
  const dealt = [...laid].sort(tightFirst).flatMap((target) => dealTarget(target, left));
  if (left.some((dots) => dots === budget)) throw new Error('Somebody who gave dots gave none.');
  return dealt;
};

/** Those that few people laid many dots on come first, while there are whole budgets to take from. */
const tightFirst = (a: Laid, b: Laid): number =>
  b.dots / peopleOf(b) - a.dots / peopleOf(a) || b.dots - a.dots;

const peopleOf = ({ dots, people }: ToldDots): number => people ?? dots;

const dealTarget = (target: Laid, left: number[]): Dealt[] => {
  const people = peopleOf(target);
  const most = left.map((dots, i) => ({ dots, i })).sort((a, b) => b.dots - a.dots || a.i - b.i);
  const rows = most.slice(0, people).map(({ i }) => ({ giver: i + 1, targetId: target.targetId, dots: 0 }));
  for (let laid = 0; laid < target.dots; laid += 1) {
    const row = nextWithDots(rows, left);
    if (!row) throw new Error(`The dots on ${target.targetId} are more than its people had.`);
    row.dots += 1;
    left[row.giver - 1] = (left[row.giver - 1] ?? 0) - 1;
  }
  if (rows.length < people || rows.some((row) => row.dots === 0))
    throw new Error(`Too few had a dot for ${target.targetId}.`);
  return rows;
};

/** The one who has laid fewest here, and of them who has most left. */
const nextWithDots = (rows: readonly Dealt[], left: readonly number[]): Dealt | undefined => {
  const own = (row: Dealt): number => left[row.giver - 1] ?? 0;
  return rows
    .filter((row) => own(row) > 0)
    .sort((a, b) => a.dots - b.dots || own(b) - own(a) || a.giver - b.giver)[0];
};
