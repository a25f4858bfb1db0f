import { expect, it } from 'vitest';
import type { Outcome, OutcomeTheme } from '../../shared/wire/views.ts';
import { draftFromTheme } from '../../web/lib/ui/outcome/draft.ts';
import { byTheme, barRows, looseNotes, looseOffers, sameAs } from '../../web/lib/ui/outcome/order.ts';
import { forPage } from '../../web/lib/server/for-page.ts';

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

it('[OU6] looks at each of 5,000 notes and offers a few times, however many themes they lie in', () => {
  let looks = 0;
  const counted = (nth: number) => ({
    ...{ number: nth, mergedInto: nth % 3 === 1 ? `id${nth - 1}` : null },
    get id() {
      looks += 1;
      return `id${nth}`;
    },
    get themeId() {
      looks += 1;
      return nth % 2 === 0 ? `t${nth % 500}` : null;
    },
  });
  const many = Array.from({ length: 5000 }, (_, nth) => nth);
  const themes = many.slice(0, 500).map((nth) => {
    const offerIds = many.filter((one) => one % 2 === 0 && one % 500 === nth).map((one) => `id${one}`);
    return { id: `t${nth}`, offerIds };
  });
  const outcome = { notes: many.map(counted), offers: many.map(counted), themes } as unknown as Outcome;
  const inTheme = byTheme(outcome);
  const found = outcome.themes.map(inTheme);
  const [loose, offers] = [looseNotes(outcome), looseOffers(outcome)];
  expect(looks).toBeLessThan(10 * 5000);
  expect(found[2]?.notes.map(({ number }) => number)).toEqual([2, 1002, 1502, 2502, 3002, 4002, 4502]);
  expect(found[2]?.offers.map(({ id }) => id).slice(0, 3)).toEqual(['id2', 'id502', 'id1002']);
  expect(found[1]).toEqual({ notes: [], offers: [] });
  expect(loose.slice(0, 3).map(({ number }) => number)).toEqual([3, 5, 9]);
  expect(offers).toHaveLength(2500);
});

it('[OU6] what only a page without scripts is made from is not written down for scripts', () => {
  const all = outcomeOf(3);
  const shown = forPage({ isDataRequest: false }, all);
  expect(shown.all).toBe(all);
  expect(JSON.stringify(shown)).toBe('{}');
  expect(JSON.parse(JSON.stringify(forPage({ isDataRequest: true }, all)))).toEqual({ all });
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
