import * as v from 'valibot';

/** Ids are made by the sender: 122 random bits or more, so a repeat is the same thing and a guess is hopeless. */
export const id = v.pipe(v.string(), v.uuid());
/** Ids of themes are made in the facilitators' document. */
export const targetId = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
/** Only a first bound; the domain says how long a text may be and answers with its own problem. */
export const text = v.pipe(v.string(), v.maxLength(20_000));
export const line = v.pipe(v.string(), v.maxLength(400));
export const optionalLine = v.optional(v.nullable(line));
export const municipalityCode = v.pipe(v.string(), v.regex(/^\d{4}$/));
const daysOf = (year: number, month: number): number => {
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
};
/** A day that is in the calendar: a promise for 31 February could never be kept or be late. */
export const day = v.pipe(
  v.string(),
  v.isoDate(),
  v.check((text) => {
    const [year = 0, month = 0, date = 0] = text.split('-').map(Number);
    return date <= daysOf(year, month);
  }, 'There is no such day.'),
);
export const clock = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/));
export const codes = v.pipe(v.array(v.pipe(v.string(), v.maxLength(40))), v.maxLength(12));
export const language = v.pipe(v.string(), v.regex(/^[a-z]{2,3}$/));
export const email = v.pipe(v.string(), v.trim(), v.toLowerCase(), v.email(), v.maxLength(200));
