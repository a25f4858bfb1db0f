import type { Language } from './language.ts';
import type { ResidentWords } from './resident-words.ts';

/** The resident's words in one language: a phone on a weak network should not carry the other. */
export const loadResidentWords = async (language: Language): Promise<ResidentWords> =>
  language === 'sv'
    ? (await import('./resident-sv.ts')).residentSwedish
    : (await import('./resident-en.ts')).residentEnglish;
