import { gathered } from './gathered.ts';
import { usualQuestions, type ToldInput, type ToldMeeting, type ToldOffer } from './told.ts';

const said = gathered(
  [
    {
      key: 'handel',
      title: 'Lanthandeln måste få finnas kvar',
      codes: ['com.grocery', 'com.fuel'],
      rounds: { r1: { dots: 22, people: 18 }, r2: { dots: 27, people: 17 } },
      said: {
        q1: [
          'Lanthandeln går med förlust och ägaren är 67. Vi vet inte hur länge till.',
          'Pumpen vid affären är enda stället att tanka på två mil.',
          { text: 'Handlarn ställer upp för alla. Det får man aldrig i stan.', channel: 'paper' },
        ],
        q2: [
          'Affären öppen utan personal på kvällen, med personal mitt på dagen.',
          'Kommunen köper sitt kaffe och sin frukt till skolan här i stället för i stan.',
        ],
        q3: ['Tolv hushåll kan lova att handla för minst 3 000 kr i månaden.'],
      },
    },
    {
      key: 'paket',
      title: 'Paket och brev',
      codes: ['com.post'],
      rounds: { r1: { dots: 9, people: 9 }, r2: { dots: 12, people: 10 } },
      said: {
        q1: ['Paketen skickas tillbaka innan man hinner hämta dem, utlämningen är öppen när vi jobbar.'],
        q2: [
          'Ett paketskåp på affärens vägg.',
          { text: 'paketbox vid affärn', mergedInto: 'paket-2', status: 'merged' },
        ],
      },
    },
    {
      key: 'skola',
      title: 'Skola och förskola',
      codes: ['pub.school', 'pub.preschool'],
      rounds: { r1: { dots: 14, people: 12 }, r2: { dots: 24, people: 13 } },
      said: {
        q1: [
          'Förskolan har plats men ingen vågar flytta hit när skolan utreds vartannat år.',
          'Lärarna är fantastiska och klasserna lagom stora.',
        ],
        q2: [
          'Ett besked som håller i tio år: skolan blir kvar.',
          'Låt fritids och äldre dela matsal på loven.',
        ],
      },
    },
    {
      key: 'bostad',
      title: 'Små bostäder',
      codes: ['liv.housing'],
      rounds: { r2: { dots: 15, people: 10 } },
      said: {
        q2: [
          'Fyra små lägenheter vid kyrkan. Då kan jag sälja huset till en familj.',
          'Tomter med vatten framdraget.',
        ],
        q3: ['Hembygdsföreningen äger mark vid kyrkan och vill prata med kommunen.'],
      },
    },
    {
      key: 'lokal',
      title: 'Någonstans att ses',
      codes: ['soc.meeting', 'soc.venue'],
      rounds: { r1: { dots: 8, people: 7 }, r2: { dots: 10, people: 8 } },
      said: {
        q1: ['Efter att caféet stängde träffas man bara på begravningar.'],
        q3: ['Jag kan koka kaffe i sockenstugan varannan torsdag.'],
      },
    },
  ],
  { q1: [{ text: 'Det är fel på en namngiven person i nämnden.', status: 'hidden' }] },
);

const offers: readonly ToldOffer[] = [
  {
    key: 'lofte',
    kind: 'money',
    text: 'Tolv hushåll kan lova att handla för minst 3 000 kr i månaden.',
    theme: 'handel',
    note: 'handel-6',
    amount: 12,
    unit: 'households',
    ownerLabel: 'hushåll i byn',
    contact: 'kontakt-1',
  },
  {
    key: 'mark',
    kind: 'premises',
    text: 'Hembygdsföreningen äger mark vid kyrkan och vill prata med kommunen.',
    theme: 'bostad',
    note: 'bostad-3',
    ownerLabel: 'hembygdsförening (påhittad)',
    contact: 'kontakt-2',
  },
  {
    key: 'kaffe',
    kind: 'time',
    text: 'Jag kan koka kaffe i sockenstugan varannan torsdag.',
    theme: 'lokal',
    note: 'lokal-2',
    amount: 5,
    unit: 'hours_per_month',
  },
];

const inputs: readonly ToldInput[] = [
  {
    key: 'kvallsoppet',
    kind: 'proposal',
    title: 'Stöd till lanthandeln för öppet utan personal',
    text: 'Hjälp lanthandeln att söka stöd för lås, kassa och larm, så att affären kan vara öppen även när handlaren är ledig.',
    codes: ['com.grocery', 'com.fuel'],
    level: 'municipality',
    themes: ['handel'],
    notes: ['handel-1', 'handel-2', 'handel-4', 'handel-6'],
    offers: ['lofte'],
    costBasis: 'Ej beräknad',
    forwardTo: 'Länsstyrelsen',
    inRegionalProgramme: true,
    received: { number: 'KS 2026/241', on: '2026-04-22' },
  },
  {
    key: 'skolbesked',
    kind: 'concern',
    title: 'Ett långt besked om skolan',
    text: 'Byn ber om ett besked som håller längre än en mandatperiod.',
    codes: ['pub.school'],
    level: 'municipality',
    themes: ['skola'],
    notes: ['skola-1', 'skola-3'],
    offers: [],
    costBasis: 'Ej beräknad',
    inRegionalProgramme: false,
  },
  {
    key: 'lagenheter',
    kind: 'proposal',
    title: 'Fyra små lägenheter vid kyrkan',
    text: 'Pröva hembygdsföreningens mark i översiktsplanen.',
    codes: ['liv.housing'],
    level: 'municipality',
    themes: ['bostad'],
    notes: ['bostad-1', 'bostad-3'],
    offers: ['mark'],
    costBasis: 'Ej beräknad',
    inRegionalProgramme: false,
  },
];

/** A middling village, where the shop outweighs all else. One note is hidden, one repeats another. */
export const tranlyckan: ToldMeeting = {
  key: 'tranlyckan',
  place: { key: 'place-tranlyckan', name: 'Tranlyckan', population: 240 },
  title: 'Bygdemöte i Tranlyckan',
  day: '2026-04-14',
  startsAt: '18:30',
  venue: 'Sockenstugan i Tranlyckan',
  ladderLevel: 'dialogue',
  feedbackOwner: 'Näringslivsenheten',
  feedbackDue: '2027-02-28',
  attended: 24,
  participants: 22,
  dotGivers: { r1: 20, r2: 19 },
  deliveredOn: '2026-04-21',
  questions: usualQuestions,
  ...said,
  offers,
  inputs,
};
