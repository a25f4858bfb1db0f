import type { Words } from './language.ts';

/** What stands on the wall of the hall: large, few words, no names. */
interface ScreenWords {
  joinLead: string;
  code: string;
  corner: string;
  qr: (address: string) => string;
  away: string;
  people: (here: number) => string;
  notes: (notes: number) => string;
  timer: { over: string; soon: string; last: string; left: string };
  collecting: string;
  more: (hidden: number) => string;
  moreRows: (hidden: number) => string;
  soFar: (notes: number) => string;
  noThemes: string;
  themeNotes: (notes: number) => string;
  looseNotes: (notes: number) => string;
  untitled: string;
  dotsLead: (dots: number) => string;
  dotsClosed: string;
  results: string;
  gaveDots: (people: number) => string;
  figure: (dots: number, people: number) => string;
  share: (percent: number) => string;
  opinion: string;
  offering: string;
  offers: (count: number) => string;
  thanks: string;
  thanksLead: (municipality: string) => string;
}

const listed = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

export const screenWords: Words<ScreenWords> = {
  sv: {
    joinLead: 'Skanna rutan med telefonens kamera, eller gå till',
    code: 'Kod',
    corner: 'Kom med',
    qr: (address) => `QR-kod till ${address}`,
    away: 'Väntar på kontakt. Det som visas kan vara några ögonblick gammalt.',
    people: (here) => `${listed(here, 'telefon', 'telefoner')} med`,
    notes: (notes) => listed(notes, 'lapp', 'lappar'),
    timer: { over: 'Tiden är ute, skriv klart', soon: 'Snart slut', last: 'Strax slut', left: 'kvar' },
    collecting: 'Skriv på telefonen eller på en papperslapp. En sak per lapp.',
    more: (hidden) => `och ${listed(hidden, 'lapp', 'lappar')} till i telefonen`,
    moreRows: (hidden) => `${hidden} till finns i telefonen.`,
    soFar: (notes) => `${listed(notes, 'lapp', 'lappar')} hittills`,
    noThemes: 'Vi samlar lappar som hör ihop.',
    themeNotes: (notes) => listed(notes, 'lapp', 'lappar'),
    looseNotes: (notes) => `${listed(notes, 'lapp', 'lappar')} ligger inte i något tema än`,
    untitled: 'Tema utan namn',
    dotsLead: (dots) =>
      `Lägg ${dots === 1 ? 'din prick' : `dina ${dots} prickar`} på det du tycker är viktigast.`,
    dotsClosed: 'Omgången är stängd.',
    results: 'Så föll prickarna',
    gaveDots: (people) => `${listed(people, 'person', 'personer')} la prickar.`,
    figure: (dots, people) =>
      `${listed(dots, 'prick', 'prickar')} från ${listed(people, 'person', 'personer')}`,
    share: (percent) => `${percent}\u00a0%`,
    opinion: 'Prickar är åsikter, ingen omröstning.',
    offering: 'Vad kan du, eller din förening, bidra med?',
    offers: (count) => listed(count, 'erbjudande', 'erbjudanden'),
    thanks: 'Tack!',
    thanksLead: (municipality) => `Allt som skrivits är sparat och lämnas över till ${municipality}.`,
  },
  en: {
    joinLead: 'Scan the square with your phone’s camera, or go to',
    code: 'Code',
    corner: 'Join',
    qr: (address) => `QR code to ${address}`,
    away: 'Waiting for contact. What is shown may be a few moments old.',
    people: (here) => `${listed(here, 'phone', 'phones')} here`,
    notes: (notes) => listed(notes, 'note', 'notes'),
    timer: { over: 'Time is up, finish writing', soon: 'Ending soon', last: 'Nearly over', left: 'left' },
    collecting: 'Write on your phone or on a paper slip. One thing per note.',
    more: (hidden) => `and ${listed(hidden, 'more note', 'more notes')} on your phone`,
    moreRows: (hidden) => `${hidden} more on your phone.`,
    soFar: (notes) => `${listed(notes, 'note', 'notes')} so far`,
    noThemes: 'We gather notes that belong together.',
    themeNotes: (notes) => listed(notes, 'note', 'notes'),
    looseNotes: (notes) => `${listed(notes, 'note is', 'notes are')} in no theme yet`,
    untitled: 'Theme without a name',
    dotsLead: (dots) => `Place your ${dots === 1 ? 'dot' : `${dots} dots`} on what you think matters most.`,
    dotsClosed: 'The round is closed.',
    results: 'How the dots fell',
    gaveDots: (people) => `${listed(people, 'person', 'people')} placed dots.`,
    figure: (dots, people) => `${listed(dots, 'dot', 'dots')} from ${listed(people, 'person', 'people')}`,
    share: (percent) => `${percent}\u00a0%`,
    opinion: 'Dots are opinions, not a ballot.',
    offering: 'What can you, or your association, contribute?',
    offers: (count) => listed(count, 'offer', 'offers'),
    thanks: 'Thank you!',
    thanksLead: (municipality) => `Everything written is saved and is handed over to ${municipality}.`,
  },
};
