/** A stretch of text, plain or strong. */
export interface Stretch {
  text: string;
  strong: boolean;
}

/** What our own pages are written with, and nothing more: headings, paragraphs and lists. */
export type Block =
  | { kind: 'heading'; level: 1 | 2 | 3; id: string; text: string }
  | { kind: 'paragraph'; content: Stretch[] }
  | { kind: 'list'; ordered: boolean; items: Stretch[][] };

const heading = /^(#{1,3}) (.+)$/;
const bullet = /^- /;
const number = /^\d+\. /;

/**
 * Reads a page written by us: `#` to `###`, paragraphs, `- ` and `1. ` lists, `**strong**`. Blank lines part the
 * blocks. Everything else stays the letters it is, so nothing on the page can become an element.
 */
export const readProse = (page: string): Block[] =>
  page
    .split(/\r?\n(?:[ \t]*\r?\n)+/)
    .map((chunk) => chunk.split(/\r?\n/).filter((line) => line.trim() !== ''))
    .flatMap((lines) => (lines.length > 0 ? [blockOf(lines)] : []));

const blockOf = (lines: string[]): Block => {
  const [, marks, title] = (lines.length === 1 && heading.exec(lines[0] ?? '')) || [];
  if (marks && title) return headingOf(marks.length, title.trim());
  if (bullet.test(lines[0] ?? '')) return { kind: 'list', ordered: false, items: itemsOf(lines, bullet) };
  if (number.test(lines[0] ?? '')) return { kind: 'list', ordered: true, items: itemsOf(lines, number) };
  return { kind: 'paragraph', content: stretchesOf(lines.join(' ')) };
};

const headingOf = (marks: number, text: string): Block => {
  const level = marks === 1 ? 1 : marks === 2 ? 2 : 3;
  return { kind: 'heading', level, id: idOf(text), text };
};

/** An address inside the page: letters and digits, hyphens between. */
const idOf = (title: string): string =>
  title
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .join('-');

/** A line without a mark goes on with the item above it. */
const itemsOf = (lines: string[], mark: RegExp): Stretch[][] => {
  const items: string[] = [];
  for (const line of lines) {
    if (mark.test(line)) items.push(line.replace(mark, ''));
    else items.push(`${items.pop() ?? ''} ${line.trim()}`);
  }
  return items.map(stretchesOf);
};

/** Every second stretch between double stars is strong; a pair left open stays as it was typed. */
const stretchesOf = (text: string): Stretch[] => {
  const parts = text.split('**');
  const open = parts.length % 2 === 0 ? `**${parts.pop() ?? ''}` : '';
  const stretches = parts.map((part, at) => ({ text: part, strong: at % 2 === 1 }));
  return [...stretches, { text: open, strong: false }].filter((stretch) => stretch.text !== '');
};

/** The chapters (second-level headings) of a page, to jump to. */
export const chaptersOf = (page: string): { id: string; text: string }[] =>
  readProse(page).flatMap((block) =>
    block.kind === 'heading' && block.level === 2 ? [{ id: block.id, text: block.text }] : [],
  );
