import { expect, it } from 'vitest';
import type { Outcome } from '../../shared/wire/views.ts';
import { looseNotes, sameAs } from '../../web/lib/ui/outcome/order.ts';

/** Every other note says the same as the one before it. */
const outcomeOf = (count: number): Outcome => {
  const notes = Array.from({ length: count }, (_, i) => ({
    ...{ id: `n${i}`, number: i + 1, themeId: null },
    mergedInto: i % 2 === 1 ? `n${i - 1}` : null,
  }));
  return { notes, themes: [], offers: [] } as unknown as Outcome;
};

it('[OU6] tells who said the same of 5,000 notes in a moment', () => {
  const outcome = outcomeOf(5000);
  const start = performance.now();
  const duplicatesOf = sameAs(outcome);
  const told = outcome.notes.map((note) => duplicatesOf(note));
  expect(performance.now() - start).toBeLessThan(100);
  expect(told.slice(0, 4)).toEqual([[2], [], [4], []]);
});

it('[OU6] finds the notes that speak for themselves', () => {
  expect(looseNotes(outcomeOf(6)).map(({ id }) => id)).toEqual(['n0', 'n2', 'n4']);
});
