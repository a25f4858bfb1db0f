/** Languages the interface speaks; Swedish is first and the fallback. */
export const languages = ['sv', 'en'] as const;
export type Language = (typeof languages)[number];

/** The reader's language: her own choice (cookie) first, then what the browser asks for. */
export const languageOf = (chosen: string | undefined, accepted: string | null | undefined): Language => {
  if (chosen === 'sv' || chosen === 'en') return chosen;
  const first = (accepted ?? '').split(',')[0]?.trim().slice(0, 2).toLowerCase();
  return first === 'en' ? 'en' : 'sv';
};

/** Every area of words exists in all languages with the same keys. */
export type Words<T> = Record<Language, T>;
