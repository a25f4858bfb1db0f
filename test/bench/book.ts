import * as Y from 'yjs';
import type { Piece } from './wire/frame.ts';
import { plain, readContent, textsIn } from './wire/sync.ts';
import { tagOf } from './words.ts';

/** One message, however many sockets it came on. */
export interface Page {
  bytes: Buffer;
  answer: boolean;
  update: Uint8Array | undefined;
  tags: readonly number[];
}

/**
 * Every distinct message, decoded once. A server sends the same bytes to everybody and in the same order, so a
 * reader mostly finds its next message right after its last one.
 */
export interface Book {
  pages: Page[];
  find(piece: Piece, expected: number): number;
}

const edge = 48;

const isSame = (page: Page | undefined, { bytes, start, end }: Piece): boolean =>
  page !== undefined &&
  page.bytes.length === end - start &&
  bytes.compare(page.bytes, 0, page.bytes.length, start, end) === 0;

const fingerprint = ({ bytes, start, end }: Piece): number => {
  let hash = end - start;
  for (let i = start; i < Math.min(end, start + edge); i += 1)
    hash = Math.imul(hash ^ (bytes[i] ?? 0), 16_777_619);
  for (let i = Math.max(start, end - edge); i < end; i += 1)
    hash = Math.imul(hash ^ (bytes[i] ?? 0), 16_777_619);
  return hash;
};

const read = (piece: Piece, addressed: boolean): Page => {
  const bytes = Buffer.from(piece.bytes.subarray(piece.start, piece.end));
  const content = readContent(plain(bytes, piece.compressed), addressed);
  const tags = content ? textsIn(content.update).map(tagOf) : [];
  return { bytes, answer: content?.answer === true, update: content?.update, tags };
};

export const makeBook = (addressed: boolean): Book => {
  const pages: Page[] = [];
  const places = new Map<number, number[]>();
  const find = (piece: Piece, expected: number): number => {
    if (isSame(pages[expected], piece)) return expected;
    const key = fingerprint(piece);
    const candidates = places.get(key) ?? [];
    const known = candidates.find((place) => isSame(pages[place], piece));
    if (known !== undefined) return known;
    pages.push(read(piece, addressed));
    places.set(key, [...candidates, pages.length - 1]);
    return pages.length - 1;
  };
  return { pages, find };
};

/** The texts of the notes in a real document that was given these messages. */
export const documentOf = (book: Book, heard: readonly number[]): Y.Doc => {
  const doc = new Y.Doc();
  for (const place of heard) {
    const page = book.pages[place];
    if (page?.update) Y.applyUpdate(doc, page.update);
  }
  return doc;
};

export const textsOf = (doc: Y.Doc): string[] =>
  [...doc.getMap<{ t: string }>('notes').values()].map((note) => note.t);
