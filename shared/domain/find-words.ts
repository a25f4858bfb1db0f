/**
 * Finds known pieces of words in free text, in time proportional to its length. Swedish joins words, so a piece
 * may stand inside a longer word unless its list says that it begins or ends one.
 */
export type FindWords<Meaning> = (typed: string) => Map<Meaning, string>;

interface Piece<Meaning> {
  text: string;
  beginsWord: boolean;
  /** Letters without the space that ends a word. */
  size: number;
  meanings: Meaning[];
}

/** No Swedish compound in use is longer; what is longer was not written to be read. */
const longestWord = 60;
const keyLength = 3;

/** Letters as they are compared. å, ä and ö are letters of their own: tåg is not tag. */
export const foldLetters = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/(?!(?<=a)[\u0308\u030a]|(?<=o)\u0308)\p{M}/gu, '')
    .normalize('NFC');

/** The pieces of a list written with commas or line breaks between. */
export const piecesOf = (list: string): string[] =>
  list
    .split(/[,\n]/)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');

/**
 * Makes a finder of lists of pieces. It answers with every meaning in a text and the words, as they were
 * written, that first carried it. A piece silences those inside it: a bokbuss is a library, not a bus.
 * Lists without a meaning only silence.
 */
export const makeFinder = <Meaning>(
  lists: readonly { meaning?: Meaning; words: string }[],
): FindWords<Meaning> => {
  const index = indexOf(lists);
  return (typed) => {
    const found = new Map<Meaning, string>();
    const reading = read(typed);
    let at = 1;
    while (at < reading.text.length) {
      const piece = pieceAt(index, reading.text, at);
      const next = at + (piece?.size ?? 1);
      for (const meaning of piece?.meanings ?? [])
        if (!found.has(meaning)) found.set(meaning, wordsAt(reading, at, next));
      at = next;
    }
    return found;
  };
};

type Index<Meaning> = Map<string, Piece<Meaning>[]>;

const pieceAt = <Meaning>(index: Index<Meaning>, text: string, at: number): Piece<Meaning> | undefined =>
  index
    .get(text.slice(at, at + keyLength))
    ?.find((piece) => text.startsWith(piece.text, at) && (!piece.beginsWord || text[at - 1] === ' '));

/** Pieces by their first letters, longest first, so that each place in a text is asked once. */
const indexOf = <Meaning>(lists: readonly { meaning?: Meaning; words: string }[]): Index<Meaning> => {
  const index: Index<Meaning> = new Map();
  for (const piece of gather(lists).sort((a, b) => b.size - a.size)) {
    const key = piece.text.slice(0, keyLength);
    index.set(key, [...(index.get(key) ?? []), piece]);
  }
  return index;
};

const gather = <Meaning>(lists: readonly { meaning?: Meaning; words: string }[]): Piece<Meaning>[] => {
  const pieces = new Map<string, Piece<Meaning>>();
  for (const { meaning, words } of lists)
    for (const written of piecesOf(words)) {
      const piece = pieces.get(written) ?? pieceOf<Meaning>(written);
      if (meaning !== undefined) piece.meanings.push(meaning);
      pieces.set(written, piece);
    }
  return [...pieces.values()];
};

const pieceOf = <Meaning>(written: string): Piece<Meaning> => {
  const text = foldLetters(written).replace(/^_/, '').replace(/_$/, ' ');
  return { text, beginsWord: written.startsWith('_'), size: text.trimEnd().length, meanings: [] };
};

/** A text as its folded words with one space around each, and where each word as written begins. */
interface Reading {
  text: string;
  starts: Map<number, string>;
}

const read = (typed: string): Reading => {
  const starts = new Map<number, string>();
  const parts: string[] = [];
  let at = 1;
  for (const word of typed.normalize('NFC').split(/[^\p{L}\p{M}\p{N}]+/u)) {
    if (word === '' || word.length > longestWord) continue;
    const folded = foldLetters(word);
    starts.set(at, word);
    parts.push(folded);
    at += folded.length + 1;
  }
  return { text: ` ${parts.join(' ')} `, starts };
};

/** The words as written that a stretch of the folded text touches. */
const wordsAt = ({ text, starts }: Reading, from: number, to: number): string => {
  const found: string[] = [];
  for (let at = text.lastIndexOf(' ', from) + 1; at < to; at = text.indexOf(' ', at) + 1)
    found.push(starts.get(at) ?? '');
  return found.join(' ');
};
