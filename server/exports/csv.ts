import papa from 'papaparse';

export type Cell = string | number | boolean | null;

/**
 * One table as Swedish spreadsheets open it without asking: UTF-8 with BOM, semicolons, CRLF, decimal comma.
 * The first row is the headings. A cell that a spreadsheet would run as a formula is made into text.
 */
export const toCsv = (headings: readonly string[], rows: readonly (readonly Cell[])[]): string =>
  `\ufeff${papa.unparse(
    [headings, ...rows].map((row) => row.map(shown)),
    { delimiter: ';', newline: '\r\n' },
  )}\r\n`;

const shown = (cell: Cell): string => {
  if (typeof cell === 'number') return String(cell).replace('.', ',');
  if (typeof cell === 'boolean') return cell ? 'ja' : 'nej';
  return harmless(cell ?? '');
};

/** Signs that start a formula, also in their wide forms, and the white space some programs skip before one. */
const formula = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

/** Whoever wrote a note must not be able to run anything in the computer of the one who opens the file. */
const harmless = (text: string): string => (formula.test(text) ? `'${text}` : text);
