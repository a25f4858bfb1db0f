import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { offerAmount } from '../../shared/words/labels.ts';
import { planInputWords } from '../../shared/words/plan-input.ts';

/** The keys of a table of words, nested ones with a dot; functions and sentences count alike. */
const keysOf = (value: unknown, at = ''): string[] =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.entries(value).flatMap(([key, inner]) => keysOf(inner, `${at}.${key}`))
    : [at];

const areas = readdirSync('shared/words').filter((file) => file.endsWith('.ts'));

describe('words', () => {
  test.each(areas)('[WD2] %s says the same things in Swedish and English', async (file) => {
    const module = (await import(`../../shared/words/${file}`)) as Record<string, unknown>;
    for (const [name, words] of Object.entries(module)) {
      if (words === null || typeof words !== 'object' || !('sv' in words)) continue;
      const { sv, en } = words as { sv: unknown; en: unknown };
      expect([name, keysOf(en).sort()]).toEqual([name, keysOf(sv).sort()]);
    }
  });

  test('[WD4] an amount of money reads the same of an offer and of a plan input', () => {
    expect(offerAmount(120_000, 'sek', 'en')).toBe('SEK 120,000');
    expect(planInputWords.en.shown.sek(120_000)).toBe('SEK 120,000');
    expect(offerAmount(120_000, 'sek', 'sv')).toBe('120\u00a0000 kronor');
    expect(offerAmount(4, 'hours_total', 'en')).toBe('4 hours in all');
    expect(offerAmount(4, null, 'sv')).toBe('4');
  });
});
