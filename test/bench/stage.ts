import { documentOf, makeBook, textsOf, type Book } from './book.ts';
import type { Ledger } from './ledger.ts';
import { arrival, type Line } from './wire/line.ts';
import type { Piece } from './wire/frame.ts';

/** One room and everybody in it, whichever server it stands on. */
export interface Stage {
  book: Book;
  /** The stretch of writing under way. */
  ledger: Ledger | undefined;
  /** Reads a message for this reader; true when it is a whole first state. */
  hear(reader: number, piece: Piece): boolean;
  /** The document that some of the readers really have. */
  witness(reader: number): ReturnType<typeof documentOf>;
  /** How many of the witnesses lack any of these texts. */
  lacking(texts: readonly string[]): number;
}

/** Readers that keep what they hear, for the real documents at the end. */
export const witnesses = 6;

export const makeStage = (addressed: boolean): Stage => {
  const book = makeBook(addressed);
  const expected: number[] = [];
  const kept = Array.from({ length: witnesses }, (): number[] => []);
  const stage: Stage = {
    book,
    ledger: undefined,
    hear: (reader, piece) => {
      const place = book.find(piece, expected[reader] ?? 0);
      expected[reader] = place + 1;
      kept[reader]?.push(place);
      const page = book.pages[place];
      if (!page) return false;
      if (page.tags.length > 0) stage.ledger?.heard(reader, page.tags, arrival.at);
      return page.answer;
    },
    witness: (reader) => documentOf(book, kept[reader] ?? []),
    lacking: (texts) =>
      kept
        .map((_, reader) => new Set(textsOf(stage.witness(reader))))
        .filter((there) => texts.some((text) => !there.has(text))).length,
  };
  return stage;
};

/** A phone in the room. */
export interface Seat {
  lines: Line[];
  write(tag: number): void;
  /** Says "I am here", as this server's clients do. */
  beat(): void;
  leave(): void;
}
