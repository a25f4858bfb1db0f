interface Note {
  id: string;
  text: string;
}
interface Found {
  title: string;
  notes: Note[];
  /** Set when it is a theme that is there already. */
  themeId?: string;
}

const mostThemes = 6;
const shortestWord = 5;

/**
 * A crude stand-in for the facilitator's eye, for watching only: notes that share a longer word lie together, and
 * a theme that is there already takes the notes that hold its word.
 */
export const findThemes = (
  notes: readonly Note[],
  there: readonly { id: string; title: string }[],
): Found[] => {
  let left = [...notes];
  const take = (word: string): Note[] => {
    const taken = left.filter(({ text }) => wordsOf(text).has(word));
    left = left.filter((note) => !taken.includes(note));
    return taken;
  };
  const old = there.map(({ id, title }) => ({ title, themeId: id, notes: take(title.toLowerCase()) }));
  const fresh: Found[] = [];
  while (fresh.length < mostThemes) {
    const word = commonestWord(left);
    if (word === undefined) break;
    fresh.push({ title: word.charAt(0).toUpperCase() + word.slice(1), notes: take(word) });
  }
  return [...old.filter((found) => found.notes.length > 0), ...fresh];
};

const wordsOf = (text: string): Set<string> =>
  new Set(
    text
      .toLowerCase()
      .split(/[^\p{L}]+/u)
      .filter((word) => word.length >= shortestWord && !empty.has(word)),
  );

const commonestWord = (notes: readonly Note[]): string | undefined => {
  const times = new Map<string, number>();
  for (const { text } of notes) for (const word of wordsOf(text)) times.set(word, (times.get(word) ?? 0) + 1);
  const [best] = [...times].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
  return best !== undefined && best[1] > 1 ? best[0] : undefined;
};

/** Words that say nothing of what a note is about. */
const empty = new Set(
  `should would could there their about which other these those where because people being
  bowling green warren county fortfarande alltid ingen inte också fler sånt ännu behöver behövs kommer`.split(
    /\s+/,
  ),
);
