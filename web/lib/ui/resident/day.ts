import type { Language } from '$shared/words/language.ts';

/** A calendar day as people say it: "20 januari 2027". Null stays null. */
export const longDay = (day: string | null, language: Language): string | null =>
  day === null
    ? null
    : new Intl.DateTimeFormat(language === 'sv' ? 'sv-SE' : 'en-GB', {
        dateStyle: 'long',
        timeZone: 'UTC',
      }).format(new Date(`${day.slice(0, 10)}T00:00:00Z`));
