import { serviceType } from '../../shared/domain/service-type.ts';
import { suggestCodes } from '../../shared/domain/suggest-codes.ts';

interface Note {
  id: string;
  text: string;
}
interface Found {
  title: string;
  notes: Note[];
  /** Set when it is a theme that is there already. */
  themeId: string | undefined;
}

const mostThemes = 6;
const shortestWord = 5;

/**
 * A crude stand-in for the facilitator's eye, for watching only: notes that seem to speak of the same service lie
 * together, then notes that share a longer word. A theme that is there already takes what would get its title.
 */
export const findThemes = (
  notes: readonly Note[],
  there: readonly { id: string; title: string }[],
): Found[] => {
  const found = new Map<string, Note[]>();
  let left = [...notes];
  for (const subjectsOf of [servicesOf, wordsOf])
    for (
      let subject = commonest(left, subjectsOf, there);
      subject;
      subject = commonest(left, subjectsOf, there)
    ) {
      if (found.size >= mostThemes && !there.some(({ title }) => title === subject)) break;
      const taken = left.filter((note) => subjectsOf(note.text).has(subject));
      left = left.filter((note) => !taken.includes(note));
      found.set(subject, [...(found.get(subject) ?? []), ...taken]);
    }
  return [...found].map(([title, own]) => ({
    title,
    notes: own,
    themeId: there.find((theme) => theme.title === title)?.id,
  }));
};

const servicesOf = (text: string): Set<string> =>
  new Set(suggestCodes([text]).map(({ code }) => serviceType(code)?.sv ?? code));

const wordsOf = (text: string): Set<string> =>
  new Set(
    text
      .toLowerCase()
      .split(/[^\p{L}]+/u)
      .filter((word) => word.length >= shortestWord && !empty.has(word))
      .map((word) => word.charAt(0).toUpperCase() + word.slice(1)),
  );

/** What most of the notes are about, if that is more than one, or one that a theme is there for. */
const commonest = (
  notes: readonly Note[],
  subjectsOf: (text: string) => Set<string>,
  there: readonly { title: string }[],
): string | undefined => {
  const times = new Map<string, number>();
  for (const { text } of notes)
    for (const subject of subjectsOf(text)) times.set(subject, (times.get(subject) ?? 0) + 1);
  return [...times]
    .sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0], 'sv'))
    .find(([subject, many]) => many > 1 || there.some(({ title }) => title === subject))?.[0];
};

/** Words that say nothing of what a note is about. */
const empty = new Set(
  `should would could there their about which other these those where because people being
  bowling green warren county fortfarande alltid ingen inte också fler sånt ännu behöver behövs kommer`.split(
    /\s+/,
  ),
);
