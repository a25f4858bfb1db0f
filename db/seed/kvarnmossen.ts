import { gathered } from './gathered.ts';
import { usualQuestions, type ToldMeeting } from './told.ts';

const said = gathered([
  {
    key: 'buss',
    title: 'Bussen och skjutsarna',
    codes: ['mob.transit', 'mob.school'],
    rounds: { r1: { dots: 12, people: 11 }, r2: { dots: 19, people: 12 } },
    said: {
      q1: [
        'Två bussar om dagen och ingen alls på lördag. Utan bil kommer man ingenstans.',
        'Skolskjutsen vänder vid stora vägen, de minsta går en kilometer i mörker.',
      ],
      q2: ['En liten buss som går att ringa efter, så att vi kommer hem från tåget också.'],
      q3: ['Vi kan hålla vändplatsen plogad om bussen går hela vägen fram.'],
    },
  },
  {
    key: 'mat',
    title: 'Handla utan att köra fyra mil',
    codes: ['com.grocery', 'com.homedelivery'],
    rounds: { r1: { dots: 11, people: 10 }, r2: { dots: 17, people: 12 } },
    said: {
      q1: [
        'Närmaste affär ligger 21 km bort. Mjölken tar en timme.',
        {
          text: 'Grannen handlar åt tre hushåll varje fredag. Vad händer när hon inte orkar?',
          channel: 'paper',
        },
      ],
      q2: [
        'Ett kylskåp i gamla mejeriet dit beställd mat kan köras ut två dagar i veckan.',
        'Mjölk, bröd och kaffe på tio minuters avstånd räcker långt.',
      ],
    },
  },
  {
    key: 'aldre',
    title: 'Kunna bli gammal här',
    codes: ['pub.homecare', 'pub.eldercare'],
    rounds: { r1: { dots: 8, people: 7 }, r2: { dots: 14, people: 9 } },
    said: {
      q1: [{ text: 'Hemtjänsten hinner bara in och ut, resan hit äter upp tiden.', channel: 'paper' }],
      q2: ['Att samma två personer kommer från hemtjänsten, inte elva olika.'],
    },
  },
  {
    key: 'tackning',
    title: 'Telefon som fungerar när det blåser',
    codes: ['dig.mobile'],
    rounds: { r1: { dots: 6, people: 5 }, r2: { dots: 9, people: 7 } },
    said: {
      q1: ['När strömmen går är telefonen död inom två timmar. Då går det inte att larma.'],
      q3: ['Jag har ett elverk som kan stå vid masten de gånger det behövs.'],
    },
  },
]);

/** The smallest meeting of the story: fourteen people, four things, almost everybody behind each. */
export const kvarnmossen: ToldMeeting = {
  key: 'kvarnmossen',
  place: { key: 'place-kvarnmossen', name: 'Kvarnmossen', population: 86 },
  title: 'Bymöte i Kvarnmossen',
  day: '2026-03-10',
  startsAt: '18:00',
  venue: 'Missionshuset i Kvarnmossen',
  ladderLevel: 'consultation',
  feedbackOwner: 'Landsbygdsutvecklaren',
  feedbackDue: '2026-12-15',
  attended: 14,
  participants: 14,
  dotGivers: { r1: 13, r2: 13 },
  deliveredOn: '2026-03-17',
  questions: usualQuestions,
  ...said,
  offers: [
    {
      key: 'plog',
      kind: 'time',
      text: 'Vi kan hålla vändplatsen plogad om bussen går hela vägen fram.',
      theme: 'buss',
      note: 'buss-4',
      amount: 6,
      unit: 'hours_per_month',
      condition: 'Bussen går fram till vändplatsen',
      ownerLabel: 'två gårdar',
      contact: 'kontakt-1',
    },
    {
      key: 'elverk',
      kind: 'other',
      text: 'Jag har ett elverk som kan stå vid masten de gånger det behövs.',
      theme: 'tackning',
      note: 'tackning-2',
    },
  ],
  inputs: [
    {
      key: 'ringbuss',
      kind: 'need',
      title: 'Buss som går att ringa efter',
      text: 'Byn saknar resor på kvällar och helger. Lyft behovet till regionen och se över var skolskjutsen vänder.',
      codes: ['mob.transit', 'mob.school'],
      level: 'region',
      themes: ['buss'],
      notes: ['buss-1', 'buss-2', 'buss-3', 'buss-4'],
      offers: ['plog'],
      costBasis: 'Ej beräknad',
      forwardTo: 'Region Sörmland',
      inRegionalProgramme: false,
      received: { number: 'KS 2026/187', on: '2026-03-19' },
    },
    {
      key: 'kylskap',
      kind: 'proposal',
      title: 'Utlämning av mat i gamla mejeriet',
      text: 'Pröva utkörning av beställd mat till ett kylt skåp i byn två dagar i veckan, med hemsändning för den som inte kan ta sig dit.',
      codes: ['com.grocery', 'com.homedelivery'],
      level: 'municipality',
      themes: ['mat'],
      notes: ['mat-1', 'mat-2', 'mat-3', 'mat-4'],
      offers: [],
      cost: 85_000,
      costBasis: 'Uppskattat: skåp och el första året',
      inRegionalProgramme: true,
    },
  ],
};
