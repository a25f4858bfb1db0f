import { gathered } from './gathered.ts';
import { usualQuestions, type ToldInput, type ToldMeeting, type ToldOffer } from './told.ts';

const said = gathered(
  [
    {
      key: 'bad',
      title: 'Badet och idrottsplatsen',
      codes: ['pub.sports'],
      rounds: { r1: { dots: 58, people: 24 }, r2: { dots: 84, people: 26 } },
      said: {
        q1: [
          'Bryggan är avstängd sedan i fjol och ingen säger när den lagas.',
          'Omklädningsrummen på idrottsplatsen är från 1974. Tjejerna får byta om i bilen.',
          'Vi har länets bästa badplats, bara den sköttes.',
          'Idrottsföreningen klipper planen gratis men får ingen ersättning för bensinen.',
        ],
        q2: [
          'Ny brygga med ramp, så att alla kommer i vattnet.',
          'Ett omklädningsrum som går att låsa och värma.',
          { text: 'Laga bryggan!', status: 'merged', mergedInto: 'bad-5' },
          'Konstgräs på halva planen.',
        ],
        q3: ['Idrottsföreningen kan bygga bryggan om kommunen betalar virket.'],
      },
    },
    {
      key: 'vag',
      title: 'Säker väg genom samhället',
      codes: ['mob.road', 'mob.active'],
      rounds: { r1: { dots: 38, people: 33 }, r2: { dots: 60, people: 42 } },
      said: {
        q1: [
          'Timmerbilarna kör 70 förbi skolan.',
          { text: 'Trottoaren tar slut mitt i backen.', channel: 'paper' },
          'Jag vågar inte låta barnen cykla till träningen.',
        ],
        q2: ['Gångväg hela vägen från kyrkan till skolan.', 'Farthinder och övergång vid bensinmacken.'],
        q3: ['Vi kan räkna bilar och skriva till Trafikverket, bara någon talar om hur.'],
      },
    },
    {
      key: 'buss',
      title: 'Buss till gymnasiet och jobbet',
      codes: ['mob.transit'],
      rounds: { r1: { dots: 31, people: 28 }, r2: { dots: 47, people: 36 } },
      said: {
        q1: [
          'Sista bussen hem går 16.40. Det går inte att ha ett jobb i stan.',
          'bussen går men passar inte tåget',
        ],
        q2: [
          'En buss till efter klockan 18.',
          {
            text: 'A bus on Sundays would help us who work at the hospital.',
            lang: 'en',
            translation: 'En buss på söndagar skulle hjälpa oss som arbetar på sjukhuset.',
          },
        ],
      },
    },
    {
      key: 'unga',
      title: 'De unga',
      codes: ['soc.youth', 'pub.youth'],
      rounds: { r1: { dots: 8 }, r2: { dots: 18, people: 14 } },
      said: {
        q1: ['Det finns inget att göra efter skolan om man inte spelar fotboll.'],
        q2: ['En verkstad där man får meka med moppar, med någon vuxen som kan.'],
        q3: ['Jag är bilmekaniker och kan vara där en kväll i veckan.'],
      },
    },
    {
      key: 'vard',
      title: 'Vård och omsorg nära',
      codes: ['reg.health', 'pub.eldercare'],
      rounds: { r1: { dots: 12 }, r2: { dots: 22, people: 17 } },
      said: {
        q1: [{ text: 'Vårdcentralens filial stängde. Nu är det 28 km till ett blodprov.', channel: 'paper' }],
        q2: [
          'En sköterska på plats en dag i veckan, gärna i samma hus som biblioteket.',
          'Fler platser på Solgläntan.',
        ],
      },
    },
    {
      key: 'fiber',
      title: 'Fiber till dem som blev utan',
      codes: ['dig.broadband'],
      rounds: { r2: { dots: 6, people: 6 } },
      said: { q2: ['Sju gårdar norr om ån fick aldrig fiber. Vi betalar gärna vår del.'] },
    },
  ],
  {
    q2: [
      {
        text: 'Hundrastgård bakom brandstationen.',
        codes: ['pub.upkeep'],
        level: 'municipality',
        rounds: { r2: { dots: 3, people: 2 } },
      },
    ],
    q3: ['Bjud in oss som flyttat hit också, vi vet inte vilka föreningar som finns.'],
  },
);

const offers: readonly ToldOffer[] = [
  {
    key: 'brygga',
    kind: 'time',
    text: 'Idrottsföreningen kan bygga bryggan om kommunen betalar virket.',
    theme: 'bad',
    note: 'bad-9',
    amount: 120,
    unit: 'hours_total',
    condition: 'Kommunen betalar virket',
    ownerLabel: 'idrottsförening (påhittad)',
    contact: 'kontakt-1',
  },
  {
    key: 'verkstad',
    kind: 'skill',
    text: 'Jag är bilmekaniker och kan vara i verkstaden en kväll i veckan.',
    theme: 'unga',
    note: 'unga-3',
    amount: 10,
    unit: 'hours_per_month',
    contact: 'kontakt-2',
  },
  {
    key: 'rakna',
    kind: 'time',
    text: 'Vi är fem som kan räkna bilar vid skolan en vecka.',
    theme: 'vag',
    amount: 20,
    unit: 'hours_total',
    ownerLabel: 'föräldragrupp',
  },
];

const inputs: readonly ToldInput[] = [
  {
    key: 'gangvag',
    kind: 'need',
    title: 'Gångväg och lägre fart förbi skolan',
    text: 'Ta upp gångväg från kyrkan till skolan och farten på genomfarten med väghållaren.',
    codes: ['mob.road', 'mob.active'],
    level: 'state',
    themes: ['vag'],
    notes: ['vag-1', 'vag-2', 'vag-3', 'vag-4', 'vag-5'],
    offers: ['rakna'],
    costBasis: 'Ej beräknad',
    forwardTo: 'Trafikverket',
    inRegionalProgramme: false,
    received: { number: 'KS 2026/402', on: '2026-10-01' },
  },
  {
    key: 'bryggan',
    kind: 'proposal',
    title: 'Ny brygga med ramp vid badet',
    text: 'Kommunen köper virke och idrottsföreningen bygger. Bryggan ska gå att använda med rullstol.',
    codes: ['pub.sports'],
    level: 'municipality',
    themes: ['bad'],
    notes: ['bad-1', 'bad-5', 'bad-9'],
    offers: ['brygga'],
    cost: 60_000,
    costBasis: 'Virke enligt offert, arbetet ideellt',
    inRegionalProgramme: false,
  },
  {
    key: 'kvallsbuss',
    kind: 'need',
    title: 'En kvällstur med bussen',
    text: 'Lyft en avgång efter klockan 18 på vardagar och någon tur på söndagar till regionen.',
    codes: ['mob.transit'],
    level: 'region',
    themes: ['buss'],
    notes: ['buss-1', 'buss-2', 'buss-3', 'buss-4'],
    offers: [],
    costBasis: 'Ej beräknad',
    forwardTo: 'Region Sörmland',
    inRegionalProgramme: false,
  },
];

/** The largest: its bathing place gets the most dots of all, from less than half of those who gave any. */
export const bergslunda: ToldMeeting = {
  key: 'bergslunda',
  place: { key: 'place-bergslunda', name: 'Bergslunda', population: 1120 },
  title: 'Stormöte i Bergslunda',
  day: '2026-09-22',
  startsAt: '18:30',
  venue: 'Skolans matsal i Bergslunda',
  ladderLevel: 'dialogue',
  feedbackOwner: 'Samhällsbyggnadsförvaltningen',
  feedbackDue: '2027-01-31',
  attended: 63,
  participants: 58,
  dotGivers: { r1: 52, r2: 53 },
  deliveredOn: '2026-09-29',
  questions: usualQuestions,
  ...said,
  offers,
  inputs,
};
