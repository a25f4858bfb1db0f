import type { Language } from '$shared/words/language.ts';

const writer = (locale: string) => new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' });
/** Made once: to make one takes a tenth of a millisecond, and a page of plan inputs has hundreds of days. */
const writers: Record<Language, Intl.DateTimeFormat> = { sv: writer('sv-SE'), en: writer('en-GB') };

/** A calendar day (ISO 8601) as people say it: `torsdag 14 januari 2027`. What is no day stays as it was. */
export const showDay = (day: string, language: Language): string => {
  const date = new Date(day);
  if (Number.isNaN(date.getTime())) return day;
  return writers[language].format(date);
};

/** The calendar day so many days later, or '' when the first is no day. */
export const daysAfter = (day: string, days: number): string => {
  const date = new Date(day);
  if (Number.isNaN(date.getTime())) return '';
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
};

/** The time of day so many minutes after `clock` (HH:MM), past midnight too. */
export const clockAfter = (clock: string, minutes: number): string => {
  const [hours = 0, first = 0] = clock.split(':').map(Number);
  const sum = hours * 60 + first + minutes;
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(sum / 60) % 24)}:${two(sum % 60)}`;
};

/** A time of day as people write it: 18.30 in Swedish, 18:30 in English. */
export const showClock = (clock: string, language: Language): string =>
  language === 'sv' ? clock.replace(':', '.') : clock;

/** Days until feedback is due when nobody says otherwise. */
export const feedbackDays = 90;
