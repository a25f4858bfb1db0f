import { expect, it } from 'vitest';
import type { Outcome, OutcomeTheme } from '../../shared/wire/views.ts';
import { draftFromTheme } from '../../web/lib/ui/outcome/draft.ts';
import { barRows, looseNotes, sameAs } from '../../web/lib/ui/outcome/order.ts';

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

/** Three notes, of which the second is hidden; what it says here is what only facilitators are given. */
const spoken = (themeId: string | null): Outcome => {
  const notes = ['Bussen går sällan', 'Det var Ulla', 'Bygg en brygga'].map((text, at) => ({
    ...{ id: `n${at}`, number: at + 1, text, lang: 'sv', themeId, mergedInto: null, questionId: 'q1' },
    ...{ status: at === 1 ? 'hidden' : 'visible', serviceCodes: [], responsibleLevel: null },
    ...{ dots: { round: 3 - at }, people: { round: 1 } },
  }));
  return { notes, themes: [], offers: [] } as unknown as Outcome;
};

it('[OU10] a note in no theme has its words beside its dots, a hidden one its number only', () => {
  const rows = barRows(spoken(null), 'round').map(({ title, number }) => [title, number]);
  expect(rows).toEqual([
    ['Bussen går sällan', 1],
    ['', 2],
    ['Bygg en brygga', 3],
  ]);
});

it.each([
  ['sv', '”Bussen går sällan”\n”Bygg en brygga”'],
  ['en', '“Bussen går sällan”\n“Bygg en brygga”'],
] as const)('[WD5] a draft quotes as one does in %s', (language, text) => {
  const theme = { id: 't', title: 'Resor', serviceCodes: [], offerIds: [] } as unknown as OutcomeTheme;
  expect(draftFromTheme(spoken('t'), theme, { planInputId: 'p', language }).text).toBe(text);
});
