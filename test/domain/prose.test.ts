import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pageWords } from '../../shared/words/pages.ts';
import { type Block, chaptersOf, readProse } from '../../web/lib/ui/prose.ts';

const plain = (text: string) => [{ text, strong: false }];

describe('a page of prose', () => {
  it('is headings, paragraphs and lists', () => {
    expect(
      readProse('# Före mötet\n\nBjud in\nalla.\n\n- kaffe\n- papper\n  och pennor\n\n1. ett\n2. två\n'),
    ).toEqual([
      { kind: 'heading', level: 1, id: 'före-mötet', text: 'Före mötet' },
      { kind: 'paragraph', content: plain('Bjud in alla.') },
      { kind: 'list', ordered: false, items: [plain('kaffe'), plain('papper och pennor')] },
      { kind: 'list', ordered: true, items: [plain('ett'), plain('två')] },
    ]);
  });

  it('has strong words', () => {
    expect(readProse('Säg **aldrig** omröstning')).toEqual([
      {
        kind: 'paragraph',
        content: [
          { text: 'Säg ', strong: false },
          { text: 'aldrig', strong: true },
          { text: ' omröstning', strong: false },
        ],
      },
    ]);
  });

  it('leaves a mark nobody closed as it was typed', () => {
    const text = (blocks: Block[]) =>
      blocks.flatMap((b) => (b.kind === 'paragraph' ? b.content.map((s) => s.text) : [])).join('');
    expect(text(readProse('två ** stjärnor'))).toBe('två ** stjärnor');
  });

  it.each([
    '<script>alert(1)</script>',
    '[länk](javascript:alert(1))',
    '#### fyra',
    '#utan rum',
    '![bild](x)',
    '> citat',
  ])('keeps %s as letters', (typed) =>
    expect(readProse(typed)).toEqual([{ kind: 'paragraph', content: plain(typed) }]),
  );

  it('is empty when nothing is written, and takes line ends of every kind', () => {
    expect(readProse('')).toEqual([]);
    expect(readProse('\n \n\n')).toEqual([]);
    expect(readProse('# a\r\n\r\nb\r\n')).toEqual(readProse('# a\n\nb\n'));
  });
});

describe('the handbook', () => {
  const page = readFileSync('docs/handbok.md', 'utf8');
  const blocks = readProse(page);

  it('has chapters to jump to', () => {
    expect(chaptersOf(page).map((c) => c.id)).toContain('när-nätet-sviker');
  });

  it('begins with its one title and skips no level', () => {
    const levels = blocks.flatMap((b) => (b.kind === 'heading' ? [b.level] : []));
    expect(blocks[0]).toMatchObject({ kind: 'heading', level: 1 });
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels.filter((level, at) => level > (levels[at - 1] ?? 0) + 1)).toEqual([]);
  });

  it('has headings one can point at', () => {
    const ids = blocks.flatMap((b) => (b.kind === 'heading' ? [b.id] : []));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('uses only what the page can show', () => {
    expect(page.split('\n').filter((line) => /^(####|>|\||\s*\*|```)|\]\(|<\w/.test(line))).toEqual([]);
    expect(JSON.stringify(blocks)).not.toContain('**');
  });
});

describe('the pages of the service', () => {
  const shape = (prose: string) => readProse(prose).map((b) => (b.kind === 'heading' ? b.level : b.kind));

  it('say the same in both languages, block for block', () => {
    expect(shape(pageWords.en.privacy.prose)).toEqual(shape(pageWords.sv.privacy.prose));
    expect(shape(pageWords.en.accessibility.prose)).toEqual(shape(pageWords.sv.accessibility.prose));
  });

  it('begin with their title', () => {
    for (const { accessibility, privacy } of Object.values(pageWords))
      for (const { title, prose } of [accessibility, privacy])
        // A word too long for a small phone says where it may part.
        expect(readProse(prose.replaceAll('\u00ad', ''))[0]).toMatchObject({
          kind: 'heading',
          level: 1,
          text: title,
        });
  });
});
