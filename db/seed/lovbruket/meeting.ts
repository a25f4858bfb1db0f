import type { ToldMeeting, ToldTheme } from '../told.ts';
import { inputs, offers } from './agreed.ts';
import { contribute } from './contribute.ts';
import { future } from './future.ts';
import { today } from './today.ts';

const themes: readonly ToldTheme[] = [
  { key: 'k01', title: 'Mat på nära håll', codes: [] },
  { key: 'k02', title: 'Paket, apotek och kontanter', codes: [] },
  { key: 'k03', title: 'Bussar, samåkning och vägar', codes: [] },
  { key: 'k04', title: 'Bygdegården som servicepunkt och mötesplats', codes: [] },
  { key: 'k05', title: 'Täckning, bredband och digital hjälp', codes: [] },
  { key: 'k06', title: 'Boende, skola och vård', codes: [] },
  { key: 'k07', title: 'Drivmedel och laddning', codes: [] },
  { key: 'k08', title: 'Trygghet när något händer', codes: [] },
  { key: 'k09', title: 'Samverkan och återkoppling', codes: [] },
];

/** The worked example: an invented village, meeting and figures, no real persons. It has one of every odd case. */
export const lovbruket: ToldMeeting = {
  key: 'lovbruket',
  place: { key: 'place-lovbruket', name: 'Lövbruket', population: 310 },
  title: 'Bygdemöte i Lövbruket',
  day: '2026-02-17',
  startsAt: '18:30',
  venue: 'Bygdegården i Lövbruket',
  ladderLevel: 'dialogue',
  feedbackOwner: 'Landsbygdsutvecklaren',
  feedbackDue: '2026-05-31',
  attended: 34,
  participants: 31,
  dotGivers: { r1: 31, r2: 31 },
  deliveredOn: '2026-02-24',
  questions: {
    q1: 'Hur ser det ut idag med servicen där vi bor och verkar?',
    q2: 'Hur skulle vi vilja att det ska se ut i framtiden?',
    q3: 'Hur vill vi bli delaktiga och påverka, och hur kan vi själva bidra?',
  },
  themes,
  notes: [...today, ...future, ...contribute],
  offers,
  inputs,
};
