import { makeFinder } from './find-words.ts';
import { type ServiceCode, serviceTypes } from './service-type.ts';
import { everydayWords } from './service-words.ts';
import { otherMeanings, publicWords } from './service-words-public.ts';

/** A service code a theme may be about, and the words in it that made us think so. */
export interface SuggestedCode {
  code: ServiceCode;
  because: string;
}

const mostSuggestions = 4;

/** The words that speak of a service, as a list to look for; see `everydayWords` for how it is written. */
export const wordsFor = (code: ServiceCode): string => everydayWords[code] ?? publicWords[code] ?? '';

const findCodes = makeFinder<ServiceCode>([
  ...serviceTypes.map(({ code }) => ({ meaning: code, words: wordsFor(code) })),
  { words: otherMeanings },
]);

/**
 * Suggests at most four service codes for a theme, from its title and notes (title first): those that most of
 * the texts speak of, then those met first. A person always confirms, so each says which words it comes from.
 * Takes time in proportion to the texts' length.
 */
export const suggestCodes = (texts: readonly string[]): SuggestedCode[] => {
  const seen = new Map<ServiceCode, { because: string; texts: number }>();
  for (const typed of texts)
    for (const [code, because] of findCodes(typed)) {
      const before = seen.get(code);
      seen.set(code, { because: before?.because ?? because, texts: (before?.texts ?? 0) + 1 });
    }
  return [...seen]
    .sort(([, a], [, b]) => b.texts - a.texts)
    .slice(0, mostSuggestions)
    .map(([code, { because }]) => ({ code, because }));
};
