import type { Problem, ProblemCode } from '../domain/problem.ts';
import type { Language, Words } from './language.ts';

const sentences: Words<Record<ProblemCode, string>> = {
  sv: {
    malformed: 'Något saknas eller är fel ifyllt. Se över det och försök igen.',
    too_long: 'Texten är för lång. Korta den eller dela upp den på flera lappar.',
    too_large: 'Det var för mycket på en gång. Skicka mindre delar.',
    old_version: 'Sidan är gammal. Ladda om den, det du skrivit finns kvar.',
    not_signed_in: 'Du behöver komma in igen. Det du skrivit finns kvar.',
    not_allowed: 'Det får du inte göra här.',
    not_found: 'Det du söker finns inte.',
    wrong_meeting: 'Det hör till ett annat möte.',
    wrong_code: 'Koden stämmer inte, eller så har den bytts. Skriv den som står på skärmen i salen.',
    doors_closed: 'Mötet har inte öppnat dörrarna än.',
    step_closed: 'Steget är stängt just nu. Din text finns kvar.',
    meeting_closed: 'Mötet är avslutat. Din text finns kvar hos dig.',
    over_budget: 'Det ryms inte fler. Flytta eller ta tillbaka något i stället; det du skrivit finns kvar.',
    already_taken: 'Det finns redan.',
    not_ready: 'Det går inte riktigt än, något behöver göras först.',
    too_many: 'Det blev för många försök. Vänta en stund, eller skanna QR-koden.',
    expired: 'Länken gäller inte längre. Be om en ny.',
    busy: 'Det är mycket på en gång. Vi försöker igen.',
    storage_full: 'Det gick inte att spara. Din text finns kvar och skickas igen.',
    internal: 'Något gick fel hos oss. Din text finns kvar.',
  },
  en: {
    malformed: 'Something is missing or filled in wrongly. Look it over and try again.',
    too_long: 'The text is too long. Shorten it or split it into several notes.',
    too_large: 'That was too much at once. Send smaller parts.',
    old_version: 'This page is old. Reload it; what you wrote is kept.',
    not_signed_in: 'You need to come in again. What you wrote is kept.',
    not_allowed: 'You may not do that here.',
    not_found: 'What you are looking for does not exist.',
    wrong_meeting: 'That belongs to another meeting.',
    wrong_code: 'The code is not right, or it has been changed. Type the one on the screen in the hall.',
    doors_closed: 'The meeting has not opened its doors yet.',
    step_closed: 'This step is closed just now. Your text is kept.',
    meeting_closed: 'The meeting is over. Your text is kept with you.',
    over_budget: 'There is no room for more. Move or take back something instead; what you wrote is kept.',
    already_taken: 'That exists already.',
    not_ready: 'Not quite yet; something has to be done first.',
    too_many: 'Too many tries. Wait a while, or scan the QR code.',
    expired: 'The link is no longer valid. Ask for a new one.',
    busy: 'A lot is happening at once. We are trying again.',
    storage_full: 'It could not be saved. Your text is kept and will be sent again.',
    internal: 'Something went wrong on our side. Your text is kept.',
  },
};

/** Whoever typed a wrong password has not been thrown out of anywhere. */
const wrongPassword: Words<string> = {
  sv: 'E-posten och lösenordet hör inte ihop. Försök igen.',
  en: 'The e-mail and the password do not belong together. Try again.',
};

/** An officer who mistyped the year must see which of the two fields it was, and what the day may be. */
const wrongReceipt: Words<string> = {
  sv: 'Dagen stämmer inte. Välj en dag från mötet fram till i dag.',
  en: 'The day is not right. Choose a day from the meeting up to today.',
};

/** Who is told to wait must know whether that is for a breath or until tomorrow. */
const waitFirst: Words<(wait: string) => string> = {
  sv: (wait) => `Det blev för många försök. Vänta ${wait} och försök sedan igen.`,
  en: (wait) => `Too many tries. Wait ${wait}, then try again.`,
};

const units = {
  sv: { second: ['sekund', 'sekunder'], minute: ['minut', 'minuter'], hour: ['timme', 'timmar'] },
  en: { second: ['second', 'seconds'], minute: ['minute', 'minutes'], hour: ['hour', 'hours'] },
} as const;

/** Rounded up, so that nobody comes a moment too early. */
const spoken = (milliseconds: number, language: Language): string => {
  const seconds = Math.ceil(milliseconds / 1000);
  const minutes = Math.ceil(seconds / 60);
  const { second, minute, hour } = units[language];
  if (seconds < 60) return counted(seconds, second);
  return minutes < 60 ? counted(minutes, minute) : counted(Math.ceil(minutes / 60), hour);
};

const counted = (count: number, [one, many]: readonly [string, string]): string =>
  `${count} ${count === 1 ? one : many}`;

/** The sentence a person reads when something was refused. */
export const sentenceFor = ({ code, field, retryAfter }: Problem, language: Language): string => {
  if (code === 'too_many' && retryAfter !== undefined)
    return waitFirst[language](spoken(retryAfter, language));
  if (code === 'not_signed_in' && field === 'password') return wrongPassword[language];
  if (code === 'malformed' && field === 'receivedOn') return wrongReceipt[language];
  return sentences[language][code];
};
