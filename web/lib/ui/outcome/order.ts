import { isPublic } from '$shared/domain/note.ts';
import type { Outcome, OutcomeNote, OutcomeOffer, OutcomeTheme } from '$shared/wire/views.ts';

/** A row of a bar chart: a theme, or a note that lies in none, with its words where everybody may read them. */
export interface BarRow {
  id: string;
  href: string;
  title: string;
  /** Of a note: its number, and the language it is written in. */
  number: number | null;
  lang: string | null;
  dots: number;
  people: number;
}

/** What got dots in a round, most first. */
export const barRows = (outcome: Outcome, stepId: string): BarRow[] => {
  const themes = outcome.themes.map(({ id, title, rounds }): BarRow => {
    const { dots = 0, people = 0 } = rounds[stepId] ?? {};
    return { id, href: `#theme-${id}`, title, number: null, lang: null, dots, people };
  });
  const notes = looseNotes(outcome).map((note): BarRow => {
    const title = isPublic(note.status) ? note.text : '';
    const shown = { id: note.id, href: `#note-${note.id}`, title, number: note.number, lang: note.lang };
    return { ...shown, dots: note.dots[stepId] ?? 0, people: note.people[stepId] ?? 0 };
  });
  return [...themes, ...notes].filter((row) => row.dots > 0).sort((a, b) => b.dots - a.dots);
};

/** Themes as they are read: those with most dots in any round first, those without last but never left out. */
export const readingOrder = (themes: readonly OutcomeTheme[]): OutcomeTheme[] =>
  [...themes].sort((a, b) => mostDots(b) - mostDots(a));

const mostDots = ({ rounds }: OutcomeTheme): number =>
  Math.max(0, ...Object.values(rounds).map((r) => r.dots));

/** What lies in one theme: the notes that speak for themselves, and what was offered. */
export interface InTheme {
  notes: OutcomeNote[];
  offers: OutcomeOffer[];
}

/**
 * What lies in each theme, in the order it was said; duplicates are told of under the note they live on in. Sorted once
 * for all themes: each of forty looking through five thousand notes and offers keeps everybody else waiting.
 */
export const byTheme = (outcome: Outcome): ((theme: OutcomeTheme) => InTheme) => {
  const lives = liveOn(outcome);
  const notes = new Map<string | null, OutcomeNote[]>(outcome.themes.map((t) => [t.id, []]));
  for (const note of outcome.notes) if (!lives(note)) notes.get(note.themeId)?.push(note);
  const offers = new Map(outcome.offers.map((o) => [o.id, o]));
  return ({ id, offerIds }) => ({
    notes: notes.get(id) ?? [],
    offers: offerIds.flatMap((offerId) => offers.get(offerId) ?? []),
  });
};

/** Notes outside every theme, hidden ones too. */
export const looseNotes = (outcome: Outcome): OutcomeNote[] => {
  const lives = liveOn(outcome);
  const themes = new Set<string | null>(outcome.themes.map((t) => t.id));
  return outcome.notes.filter((n) => !themes.has(n.themeId) && !lives(n));
};

/** Whether a note lives on in another that is there. */
const liveOn = ({ notes }: Outcome): ((note: OutcomeNote) => boolean) => {
  const ids = new Set<string | null>(notes.map((n) => n.id));
  return ({ mergedInto }) => ids.has(mergedInto);
};

/**
 * Numbers of the notes that said the same as a note. All are gathered at once: asked note by note, five thousand notes
 * are twenty-five million looks, and the server answers nobody else meanwhile.
 */
export const sameAs = (outcome: Outcome): ((note: OutcomeNote) => number[]) => {
  const numbers = new Map<string, number[]>();
  for (const { mergedInto, number } of outcome.notes) {
    if (mergedInto === null) continue;
    const there = numbers.get(mergedInto);
    if (there) there.push(number);
    else numbers.set(mergedInto, [number]);
  }
  return (note) => numbers.get(note.id) ?? [];
};

/** Offers that belong to no theme. */
export const looseOffers = ({ themes, offers }: Outcome): OutcomeOffer[] => {
  const inThemes = new Set(themes.flatMap((t) => t.offerIds));
  return offers.filter((o) => !inThemes.has(o.id));
};

/** Nobody wrote, offered or placed anything: what explains, counts or hands over the said has nothing to be about. */
export const isSilent = ({ notes, offers, rounds }: Outcome): boolean =>
  notes.length + offers.length === 0 && rounds.every((round) => round.dots === 0);
