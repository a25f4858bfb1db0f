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
});
