import type { ToldLiveMeeting } from './told.ts';

/** A meeting that goes on just now: the doors are open and the first question lies on the tables. */
export const mellanhult: ToldLiveMeeting = {
  key: 'mellanhult',
  place: { key: 'place-mellanhult', name: 'Mellanhult', population: 175 },
  title: 'Bygdemöte i Mellanhult',
  venue: 'Folkets hus i Mellanhult',
  notes: [
    'Posten kommer först efter fyra, tidningen är gammal då.',
    'Kiosken vid sjön är öppen bara i juli.',
    'Vi har en bra skola och en ännu bättre vaktmästare.',
    'Återvinningen fylls på en helg och töms var tredje vecka.',
    'Bussen svänger av innan den når oss.',
    'Man känner varandra här, det är värt mycket.',
  ],
};
