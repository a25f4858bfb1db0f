import { ok, refuse, type Result } from './problem.ts';

/**
 * Dots are numbered per person: a budget of three is the dots 1, 2 and 3. To move a dot is to place the same
 * number somewhere else, so no count is ever needed and two taps at once cannot make a fourth.
 */
export const dotNumber = (dot: number, dotsPerPerson: number): Result<number> =>
  Number.isInteger(dot) && dot >= 1 && dot <= dotsPerPerson ? ok(dot) : refuse('over_budget');

/** What a dot can lie on: a theme, or a note that nobody has grouped. */
export const dotTargets = ['theme', 'note'] as const;
export type DotTarget = (typeof dotTargets)[number];

export interface PlacedDot {
  dot: number;
  targetId: string;
}

/** The lowest number not yet placed, or undefined when the budget is spent. */
export const freeDot = (placed: readonly PlacedDot[], dotsPerPerson: number): number | undefined =>
  Array.from({ length: dotsPerPerson }, (_, i) => i + 1).find((n) => !placed.some((p) => p.dot === n));

/** The number to lift when somebody takes a dot away from a target: the highest, so the lowest stay put. */
export const dotOn = (placed: readonly PlacedDot[], targetId: string): number | undefined =>
  placed
    .filter((p) => p.targetId === targetId)
    .map((p) => p.dot)
    .sort((a, b) => b - a)[0];

export interface Tally {
  targetId: string;
  dots: number;
  people: number;
}

/**
 * Counts dots and people per target. Dots are opinions, not votes, so the number of people always stands
 * beside the number of dots.
 */
export const tally = (placed: readonly { person: string; targetId: string }[]): Tally[] => {
  const by = new Map<string, { dots: number; people: Set<string> }>();
  for (const { person, targetId } of placed) {
    const seen = by.get(targetId) ?? { dots: 0, people: new Set<string>() };
    seen.dots += 1;
    seen.people.add(person);
    by.set(targetId, seen);
  }
  return [...by]
    .map(([targetId, { dots, people }]) => ({ targetId, dots, people: people.size }))
    .sort((a, b) => b.dots - a.dots || b.people - a.people || a.targetId.localeCompare(b.targetId));
};
