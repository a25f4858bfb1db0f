import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const matches = (text: string, pattern: RegExp) =>
  [...text.matchAll(pattern)].map(([, found]) => found ?? '');

/** `- **NT3** text` in the book of rules. */
const written = matches(readFileSync('docs/rules.md', 'utf8'), /^- \*\*([A-Z]{2,3}\d+)\*\*/gm);

/** A string in a test file that starts with a rule's id in brackets, or several of them: a title. */
const titles = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.test.ts'))
  .flatMap((name) => matches(readFileSync(`test/${name}`, 'utf8'), /['"`]((?:\[[A-Z]{2,3}\d+\] ?)+)/g));
const tested = [...new Set(titles.flatMap((ids) => matches(ids, /\[(\w+)\]/g)))];

/** The cases of the trust brief that the live core answers for: letter, first and last. */
const trustCases = ['A1', 'A4', 'A7', 'A10', 'A11', 'B3', 'B4']
  .concat(Array.from({ length: 14 }, (_, nth) => `C${nth + 1}`))
  .concat(Array.from({ length: 12 }, (_, nth) => `D${nth + 1}`))
  .concat(Array.from({ length: 3 }, (_, nth) => `E${nth + 1}`))
  .concat(Array.from({ length: 17 }, (_, nth) => `H${nth + 1}`));
const book = readFileSync('docs/rules.md', 'utf8');
/** Case by case, the rules named beside it: `| C6 slow reader | LM4 | |`. */
const answered = new Map(
  [...book.matchAll(/^\| ([A-Z]\d+) [^|]*\| ([^|]*) \|/gm)].map(([, name = '', rules = '']) => [
    name,
    rules.split(', '),
  ]),
);
/** Cases of which it is said why they cannot happen here: `- **H16**: why`. */
const explained = matches(book, /^- \*\*([A-Z]\d+)\*\*: \S/gm);

describe('the book of rules', () => {
  it('holds each rule once', () => {
    expect(written.length).toBeGreaterThan(0);
    expect(written.filter((id, at) => written.indexOf(id) !== at)).toEqual([]);
  });

  it('has a test for every rule', () => {
    expect(written.filter((id) => !tested.includes(id))).toEqual([]);
  });

  it('knows every rule a test speaks of', () => {
    expect(tested.filter((id) => !written.includes(id))).toEqual([]);
  });

  it('answers every trust case with rules, or says why it cannot happen here', () => {
    const silent = trustCases.filter((name) => !answered.has(name) && !explained.includes(name));
    expect(silent).toEqual([]);
    const unknown = [...answered].flatMap(([name, rules]) =>
      rules.filter((id) => !written.includes(id)).map((id) => `${name}: ${id}`),
    );
    expect(unknown).toEqual([]);
  });
});
