import type { DeskNote } from '$shared/documents/desk.ts';
import type { Arrangement, Theme } from '$shared/documents/themes.ts';

export type BoardNote = DeskNote & { number: number };
export interface BoardTheme extends Theme {
  notes: BoardNote[];
}
export interface Board {
  ungrouped: BoardNote[];
  themes: BoardTheme[];
  /** How many duplicates a note stands for, by its id; only notes that have some. */
  alike: ReadonlyMap<string, number>;
}

/** Notes that a facilitator can place: not those their author took back, and not duplicates, which follow theirs. */
export const canBePlaced = (note: DeskNote): boolean =>
  note.status !== 'withdrawn' && note.status !== 'merged';

/** The board: every note that can be placed, in exactly one place, in the order in which they came. */
export const boardOf = (notes: readonly BoardNote[], { themes, placement }: Arrangement): Board => {
  const placed = new Map<string, BoardNote[]>(themes.map((theme) => [theme.id, []]));
  const ungrouped: BoardNote[] = [];
  for (const note of notes.filter(canBePlaced))
    (placed.get(placement[note.id] ?? '') ?? ungrouped).push(note);
  return {
    ungrouped,
    themes: themes.map((theme) => ({ ...theme, notes: placed.get(theme.id) ?? [] })),
    alike: alikeOf(notes),
  };
};

const alikeOf = (notes: readonly DeskNote[]): Map<string, number> => {
  const into = new Map(notes.filter((n) => n.status === 'merged').map((n) => [n.id, n.mergedInto]));
  const alike = new Map<string, number>();
  for (const id of into.keys()) {
    const home = follow(into, id);
    alike.set(home, (alike.get(home) ?? 0) + 1);
  }
  return alike;
};

/** Where a duplicate of a duplicate ends up. */
const follow = (into: ReadonlyMap<string, string | null>, id: string): string => {
  const seen = new Set<string>();
  let at = id;
  for (let next = into.get(at); next && !seen.has(next); next = into.get(at)) {
    seen.add(at);
    at = next;
  }
  return at;
};

/** Notes whose words contain what was typed, capitals or not. */
export const having = (notes: readonly BoardNote[], typed: string): BoardNote[] => {
  const wanted = typed.trim().toLocaleLowerCase('sv');
  return wanted === ''
    ? [...notes]
    : notes.filter((n) => n.text.toLocaleLowerCase('sv').includes(wanted) || String(n.number) === wanted);
};

/** Words and the spaces between them, so that the whole reads as before. */
export const wordsOf = (text: string): { text: string; isWord: boolean }[] =>
  (text.match(/\s+|\S+/g) ?? []).map((piece) => ({ text: piece, isWord: piece.trim() !== '' }));

/** What stands where a word was taken away. */
export const gap = '[…]';

/** The text with some of its words (by their place in `wordsOf`) replaced by a gap; neighbours share one. */
export const maskWords = (text: string, masked: ReadonlySet<number>): string =>
  wordsOf(text)
    .map((piece, at) => (masked.has(at) ? gap : piece.text))
    .join('')
    .replaceAll(/\[…\](?:[^\S\n]+\[…\])+/g, gap);

export const idsOf = (notes: readonly BoardNote[]): ReadonlySet<string> =>
  new Set(notes.map((note) => note.id));
