import type { Words } from './language.ts';

/** Going back, coming back, and who else is moving notes. */
export interface RecoveryWords {
  versions: string;
  versionsHint: string;
  noVersions: string;
  notFetched: string;
  why: { sweep: string; step: string; time: string; restore: string };
  inIt: (themes: number, notes: number) => string;
  goBack: string;
  goBackTo: (time: string) => string;
  wentBack: (time: string) => string;
  refused: (n: number) => string;
  restored: (n: number) => string;
  notRedone: string;
  left: string;
  aside: string;
  copy: string;
  copied: string;
  discard: string;
  held: (names: string) => string;
  and: string;
}

const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

export const recoveryWords: Words<RecoveryWords> = {
  sv: {
    versions: 'Tidigare ordning',
    versionsHint:
      'Gå tillbaka till hur lapparna låg förut. Det som ligger nu sparas först, så du kan ångra dig.',
    noVersions: 'Det finns ingen tidigare ordning än.',
    notFetched: 'Listan kunde inte hämtas. Försök igen om en stund.',
    why: {
      sweep: 'innan mycket togs bort',
      step: 'när ett steg öppnades eller stängdes',
      time: 'medan ni grupperade',
      restore: 'innan någon gick tillbaka',
    },
    inIt: (themes, notes) =>
      themes === 0 ? 'Inga teman' : `${count(themes, 'tema', 'teman')} med ${count(notes, 'lapp', 'lappar')}`,
    goBack: 'Gå tillbaka hit',
    goBackTo: (time) => `Gå tillbaka till klockan ${time}`,
    wentBack: (time) => `Lapparna ligger som klockan ${time}`,
    refused: (n) =>
      n === 0
        ? 'Servern tog inte emot det senaste. Sidan är hämtad på nytt.'
        : 'Servern tog inte emot det senaste. Sidan är hämtad på nytt och det du gjorde är gjort igen.',
    restored: (n) =>
      n === 0
        ? 'Servern har fått tillbaka en äldre kopia. Så låg lapparna hos dig före:'
        : 'Servern har fått tillbaka en äldre kopia. Det du inte hann få sparat är gjort igen. Så låg lapparna hos dig före:',
    notRedone: 'Servern tog inte emot det senaste, och det gick inte att göra igen. Du kan kopiera det här:',
    left: 'Det här gick inte att göra igen',
    aside: 'Visa ordningen',
    copy: 'Kopiera',
    copied: 'Kopierat',
    discard: 'Ta bort meddelandet',
    held: (names) => `${names} håller i lappen`,
    and: 'och',
  },
  en: {
    versions: 'Earlier order',
    versionsHint:
      'Go back to how the notes lay before. What lies now is kept first, so you can change your mind.',
    noVersions: 'There is no earlier order yet.',
    notFetched: 'The list could not be fetched. Try again in a while.',
    why: {
      sweep: 'before much was removed',
      step: 'when a step was opened or closed',
      time: 'while you were grouping',
      restore: 'before somebody went back',
    },
    inIt: (themes, notes) =>
      themes === 0
        ? 'No themes'
        : `${count(themes, 'theme', 'themes')} with ${count(notes, 'note', 'notes')}`,
    goBack: 'Go back to this',
    goBackTo: (time) => `Go back to ${time}`,
    wentBack: (time) => `The notes lie as at ${time}`,
    refused: (n) =>
      n === 0
        ? 'The server did not take the latest. The page was fetched anew.'
        : 'The server did not take the latest. The page was fetched anew and what you did is done again.',
    restored: (n) =>
      n === 0
        ? 'The server has got an older copy back. This is how the notes lay on your machine before:'
        : 'The server has got an older copy back. What was not stored is done again. This is how the notes lay on your machine before:',
    notRedone: 'The server did not take the latest, and it could not be done again. You can copy it here:',
    left: 'This could not be done again',
    aside: 'Show the order',
    copy: 'Copy',
    copied: 'Copied',
    discard: 'Remove this message',
    held: (names) => `${names} is holding the note`,
    and: 'and',
  },
};
