import { percentOf, shareOf } from '../domain/share.ts';
import type { Words } from './language.ts';

/** Counts with their noun, and how many people stand behind something. */
interface Counting {
  notes: (n: number) => string;
  dots: (n: number) => string;
  themes: (n: number) => string;
  offers: (n: number) => string;
  participants: (n: number) => string;
  /** People who gave dots to it, of all who gave dots; small numbers are withheld. */
  behind: (people: number, dotGivers: number) => string;
  /** Shorter, for a cell in a table. */
  behindShort: (people: number, dotGivers: number) => string;
}

interface OutcomeWords {
  counting: Counting;
  /** Says what dots are; stands on every page that shows them. */
  aboutDots: string;
  page: {
    title: string;
    attended: (n: number) => string;
    promise: string;
    municipality: (name: string) => string;
    toInputs: string;
    toSubmitted: string;
    nothingToHandOver: string;
    notClosed: string;
    toLead: string;
    rounds: string;
    roundGivers: (people: number, dots: number) => string;
    fewGivers: string;
    noDots: string;
    theme: string;
    dotsHeading: string;
    peopleHeading: string;
    alone: (number: number) => string;
    others: (n: number) => string;
    themes: string;
    themeIn: (round: string) => string;
    notesHeading: string;
    looseNotes: string;
    looseNotesHint: string;
    offers: string;
    looseOffers: string;
    empty: string;
    download: string;
    downloadHint: string;
    json: string;
    files: Record<'lappar' | 'teman' | 'prickar' | 'erbjudanden' | 'planunderlag', string>;
  };
  note: {
    number: (n: number) => string;
    question: (n: string) => string;
    hidden: string;
    hiddenToOthers: string;
    masked: string;
    translation: string;
    alsoSaid: string;
  };
  offer: {
    condition: string;
    from: string;
    idea: string;
    contact: string;
    showContact: string;
    contactIs: string;
    contactHint: string;
  };
}

const plural = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

const behind =
  (of: (people: number, givers: number) => string, few: string, none: string, nobody: string) =>
  (people: number, dotGivers: number): string => {
    if (dotGivers === 0) return none;
    if (shareOf(people, dotGivers) === undefined) return few;
    // A note in a theme takes no dots of its own: "0 of 34" would say that people turned it down.
    if (people === 0) return nobody;
    const percent = percentOf(people, dotGivers);
    return percent === undefined ? of(people, dotGivers) : `${of(people, dotGivers)} (${percent}\u00a0%)`;
  };

export const outcomeWords: Words<OutcomeWords> = {
  sv: {
    counting: {
      notes: (n) => plural(n, 'lapp', 'lappar'),
      dots: (n) => plural(n, 'prick', 'prickar'),
      themes: (n) => plural(n, 'tema', 'teman'),
      offers: (n) => plural(n, 'erbjudande', 'erbjudanden'),
      participants: (n) => plural(n, 'deltagare', 'deltagare'),
      behind: behind(
        (p, of) => `${p} av ${of} som la prickar`,
        'färre än fem la prickar',
        'inga prickar lades',
        'ingen prick just på det här',
      ),
      behindShort: behind((p, of) => `${p} av ${of}`, 'färre än 5', '–', '–'),
    },
    aboutDots:
      'En prick visar vad någon på mötet tyckte var viktigt. Prickar är åsikter, inte beslut. Kommunens politiker väger dem mot allas behov.',
    page: {
      title: 'Det här sades',
      attended: (n) => `${n} i lokalen`,
      promise: 'Det här lovades deltagarna:',
      municipality: (name) => `Alla platser i ${name}`,
      toInputs: 'Skriv underlag till kommunen',
      toSubmitted: 'Underlag som lämnats',
      nothingToHandOver: 'Ingenting skrevs på mötet, så det finns inget att lämna över.',
      notClosed: 'Mötet är inte avslutat än. När det är avslutat står det här vad som sades.',
      toLead: 'Led mötet',
      rounds: 'Så lades prickarna',
      roundGivers: (people, dots) =>
        `${plural(people, 'person', 'personer')} la ${plural(dots, 'prick', 'prickar')}.`,
      fewGivers: 'Färre än fem la prickar, så antalet personer visas inte.',
      noDots: 'Inga prickar lades i den här rundan.',
      theme: 'Tema eller lapp',
      dotsHeading: 'Prickar',
      peopleHeading: 'Personer',
      alone: (number) => `Lapp ${number}`,
      others: (n) =>
        `${plural(n, 'tema', 'teman')} fick inga prickar i den här rundan. ${n === 1 ? 'Det' : 'De'} finns längre ner.`,
      themes: 'Teman',
      themeIn: (round) => `${round}:`,
      notesHeading: 'Det som stod på lapparna',
      looseNotes: 'Lappar utan tema',
      looseNotesHint: 'De är inte mindre viktiga. De passade bara inte ihop med andra.',
      offers: 'Erbjudanden',
      looseOffers: 'Erbjudanden utan tema',
      empty: 'Inga lappar skrevs på mötet.',
      download: 'Hämta som filer',
      downloadHint: 'Filerna innehåller varken namn, kontakter eller klockslag.',
      json: 'Hela mötet (JSON)',
      files: {
        lappar: 'Lappar (CSV)',
        teman: 'Teman (CSV)',
        prickar: 'Prickar (CSV)',
        erbjudanden: 'Erbjudanden (CSV)',
        planunderlag: 'Planunderlag (CSV)',
      },
    },
    note: {
      number: (n) => `Lapp ${n}`,
      question: (n) => `Fråga ${n}`,
      hidden: 'Processledaren har dolt lappens ord. Den räknas ändå.',
      hiddenToOthers: 'Dold: bara processledare ser orden',
      masked: 'Ord som pekar ut någon är borttagna',
      translation: 'Översättning',
      alsoSaid: 'Samma sak stod på',
    },
    offer: {
      condition: 'Villkor',
      from: 'Från',
      idea: 'Idé, inte lovat än',
      contact: 'Kontakt finns',
      showContact: 'Visa kontakten',
      contactIs: 'Kontakt:',
      contactHint: 'Det sparas att du har öppnat kontakten.',
    },
  },
  en: {
    counting: {
      notes: (n) => plural(n, 'note', 'notes'),
      dots: (n) => plural(n, 'dot', 'dots'),
      themes: (n) => plural(n, 'theme', 'themes'),
      offers: (n) => plural(n, 'offer', 'offers'),
      participants: (n) => plural(n, 'participant', 'participants'),
      behind: behind(
        (p, of) => `${p} of ${of} who placed dots`,
        'fewer than five placed dots',
        'no dots were placed',
        'no dot on just this',
      ),
      behindShort: behind((p, of) => `${p} of ${of}`, 'fewer than 5', '–', '–'),
    },
    aboutDots:
      'A dot shows what somebody at the meeting found important. Dots are opinions, not decisions. The politicians weigh them against everybody’s needs.',
    page: {
      title: 'What was said',
      attended: (n) => `${n} in the hall`,
      promise: 'This was promised to those who took part:',
      municipality: (name) => `All places in ${name}`,
      toInputs: 'Write inputs to the municipality',
      toSubmitted: 'Inputs handed over',
      nothingToHandOver: 'Nothing was written at the meeting, so there is nothing to hand over.',
      notClosed: 'The meeting is not closed yet. When it is, what was said stands here.',
      toLead: 'Lead the meeting',
      rounds: 'How the dots were placed',
      roundGivers: (people, dots) =>
        `${plural(people, 'person', 'people')} placed ${plural(dots, 'dot', 'dots')}.`,
      fewGivers: 'Fewer than five placed dots, so the number of people is not shown.',
      noDots: 'No dots were placed in this round.',
      theme: 'Theme or note',
      dotsHeading: 'Dots',
      peopleHeading: 'People',
      alone: (number) => `Note ${number}`,
      others: (n) => `${plural(n, 'theme', 'themes')} got no dots in this round. See further down.`,
      themes: 'Themes',
      themeIn: (round) => `${round}:`,
      notesHeading: 'What the notes said',
      looseNotes: 'Notes without a theme',
      looseNotesHint: 'They matter no less. They just did not go together with others.',
      offers: 'Offers',
      looseOffers: 'Offers without a theme',
      empty: 'No notes were written at the meeting.',
      download: 'Download files',
      downloadHint: 'The files hold no names, contacts or times of day.',
      json: 'The whole meeting (JSON)',
      files: {
        lappar: 'Notes (CSV)',
        teman: 'Themes (CSV)',
        prickar: 'Dots (CSV)',
        erbjudanden: 'Offers (CSV)',
        planunderlag: 'Plan inputs (CSV)',
      },
    },
    note: {
      number: (n) => `Note ${n}`,
      question: (n) => `Question ${n}`,
      hidden: 'The facilitator has hidden the words of this note. It still counts.',
      hiddenToOthers: 'Hidden: only facilitators see the words',
      masked: 'Words that point at somebody are removed',
      translation: 'Translation',
      alsoSaid: 'The same was said on',
    },
    offer: {
      condition: 'Condition',
      from: 'From',
      idea: 'An idea, not promised yet',
      contact: 'There is a contact',
      showContact: 'Show the contact',
      contactIs: 'Contact:',
      contactHint: 'It is recorded that you opened the contact.',
    },
  },
};
