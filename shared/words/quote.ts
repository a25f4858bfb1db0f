import type { Language, Words } from './language.ts';

const marks: Words<readonly [string, string]> = { sv: ['”', '”'], en: ['“', '”'] };

/** Somebody's words in the quotation marks of the language they stand in. */
export const quoted = (text: string, language: Language): string => marks[language].join(text);
