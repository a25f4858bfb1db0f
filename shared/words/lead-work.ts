import type { Channel, NoteStatus } from '../domain/note.ts';
import type { OfferKind } from '../domain/offer.ts';
import type { Words } from './language.ts';
import { boardWords, type BoardWords } from './lead-board.ts';

export const works = ['notes', 'group', 'dots', 'offers', 'harvest'] as const;
/** A part of the facilitator's desk; any of them can be looked at in any step. */
export type Work = (typeof works)[number];

/** What the facilitator does with notes, themes, dots and offers. */
interface LeadWorkWords {
  works: string;
  work: Record<Work, string>;
  notes: {
    empty: string;
    count: (n: number) => string;
    fresh: (n: number) => string;
    show: (n: number) => string;
    pause: string;
    reveal: string;
    revealed: string;
    conceal: string;
    revealWhich: (act: string, step: string) => string;
    which: (number: number) => string;
    status: Record<NoteStatus, string>;
    channel: Record<Channel, string>;
    same: (n: number) => string;
    hide: string;
    unhide: string;
    hidden: (number: number) => string;
    shown: (number: number) => string;
    more: string;
    mask: string;
    maskHint: string;
    maskSave: string;
    masked: (number: number) => string;
    unmask: string;
    unmaskAsk: string;
    unmaskSave: string;
    unmasked: (number: number) => string;
    duplicate: string;
    duplicateHint: string;
    duplicateSave: string;
    duplicateOf: (number: number, into: number) => string;
    search: string;
    noHits: string;
    paper: string;
    paperText: string;
    paperStep: string;
    paperSave: string;
    paperSaved: (number: number | string) => string;
  };
  board: BoardWords;
  dots: {
    empty: string;
    progress: (people: number, of: number) => string;
    secret: string;
    reveal: string;
    conceal: string;
    table: { theme: string; dots: string; people: string };
    result: (dots: number, people: number) => string;
    total: (people: number) => string;
    notOpened: string;
  };
  offers: {
    empty: string;
    kind: Record<OfferKind, string>;
    contact: string;
    noTheme: string;
    condition: string;
    idea: string;
  };
  harvest: {
    hint: string;
    empty: string;
    loose: (n: number) => string;
    round: (dots: number, people: number) => string;
    offers: (n: number) => string;
  };
}

const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

export const leadWorkWords: Words<LeadWorkWords> = {
  sv: {
    works: 'Arbetsytor',
    work: {
      notes: 'Lappar',
      group: 'Gruppera',
      dots: 'Prickar',
      offers: 'Erbjudanden',
      harvest: 'Skörd',
    },
    notes: {
      empty: 'Inga lappar än. De kommer hit när någon skriver.',
      count: (n) => count(n, 'lapp', 'lappar'),
      fresh: (n) => count(n, 'ny lapp', 'nya lappar'),
      show: (n) => `${count(n, 'ny lapp', 'nya lappar')} – visa`,
      pause: 'Pausa nya lappar',
      reveal: 'Visa lapparna för alla',
      revealed: 'Lapparna syns för alla',
      conceal: 'Visa dem bara för mig',
      revealWhich: (act, step) => `${act}: ${step}`,
      which: (number) => `Lapp ${number}`,
      status: {
        visible: '',
        hidden: 'Dold',
        masked: 'Maskerad',
        merged: 'Dubblett',
        withdrawn: 'Tillbakatagen',
      },
      channel: { phone: '', form: '', paper: 'Papper', api: 'Annat system' },
      same: (n) => `+${n} likadana`,
      hide: 'Dölj',
      unhide: 'Visa igen',
      hidden: (number) => `Lapp ${number} är dold`,
      shown: (number) => `Lapp ${number} visas igen`,
      more: 'Mer',
      mask: 'Maskera ord',
      maskHint:
        'Tryck på de ord som pekar ut någon. Då står det […] i stället. Du kan ta fram orden igen tills mötet avslutas.',
      maskSave: 'Spara maskeringen',
      masked: (number) => `Lapp ${number} är maskerad`,
      unmask: 'Visa de ursprungliga orden',
      unmaskAsk: 'De maskerade orden syns igen för alla som ser lappen, precis som de skrevs.',
      unmaskSave: 'Visa orden igen',
      unmasked: (number) => `Lapp ${number} visas med sina ursprungliga ord`,
      duplicate: 'Samma som en annan',
      duplicateHint:
        'Båda lapparna sparas och följer med till resultatet. På duken och i temat syns bara en.',
      duplicateSave: 'Märk som samma',
      duplicateOf: (number, into) => `Lapp ${number} är märkt som samma som lapp ${into}`,
      search: 'Sök bland lapparna',
      noHits: 'Ingen lapp innehåller det.',
      paper: 'Skriv in en papperslapp',
      paperText: 'Det som står på lappen',
      paperStep: 'Fråga',
      paperSave: 'Lägg till lappen',
      paperSaved: (number) => `Sparad som lapp ${number}`,
    },
    board: boardWords.sv,
    dots: {
      empty: 'Dagordningen har ingen runda med prickar.',
      progress: (people, of) => `${people} av ${of} har lagt prickar`,
      secret: 'Ingen ser hur prickarna ligger förrän du visar dem.',
      reveal: 'Visa prickarna',
      conceal: 'Dölj prickarna igen',
      table: { theme: 'Tema eller lapp', dots: 'Prickar', people: 'Personer' },
      result: (dots, people) =>
        `${count(dots, 'prick', 'prickar')} från ${count(people, 'person', 'personer')}`,
      total: (people) => `${count(people, 'person har', 'personer har')} lagt prickar i den här rundan.`,
      notOpened: 'Rundan har inte öppnats än.',
    },
    offers: {
      empty: 'Inga erbjudanden än.',
      kind: { time: 'Tid', premises: 'Lokal', skill: 'Kunskap', money: 'Pengar', other: 'Annat' },
      contact: 'Har kontakt',
      noTheme: 'Inget tema',
      condition: 'Villkor',
      idea: 'Idé',
    },
    harvest: {
      hint: 'Läs upp, ett tema i taget. Nämn alltid hur många personer som har lagt prickar.',
      empty: 'Inga teman att läsa upp än.',
      loose: (n) => `${count(n, 'lapp ligger', 'lappar ligger')} för sig själva och följer också med.`,
      round: (dots, people) =>
        `${count(dots, 'prick', 'prickar')} från ${count(people, 'person', 'personer')}`,
      offers: (n) => count(n, 'erbjudande', 'erbjudanden'),
    },
  },
  en: {
    works: 'Parts of the desk',
    work: { notes: 'Notes', group: 'Group', dots: 'Dots', offers: 'Offers', harvest: 'Harvest' },
    notes: {
      empty: 'No notes yet. They come here when somebody writes.',
      count: (n) => count(n, 'note', 'notes'),
      fresh: (n) => count(n, 'new note', 'new notes'),
      show: (n) => `${count(n, 'new note', 'new notes')} – show`,
      pause: 'Pause new notes',
      reveal: 'Show the notes to everybody',
      revealed: 'Everybody sees the notes',
      conceal: 'Show them only to me',
      revealWhich: (act, step) => `${act}: ${step}`,
      which: (number) => `Note ${number}`,
      status: {
        visible: '',
        hidden: 'Hidden',
        masked: 'Masked',
        merged: 'Duplicate',
        withdrawn: 'Taken back',
      },
      channel: { phone: '', form: '', paper: 'Paper', api: 'Other system' },
      same: (n) => `+${n} alike`,
      hide: 'Hide',
      unhide: 'Show again',
      hidden: (number) => `Note ${number} is hidden`,
      shown: (number) => `Note ${number} is shown again`,
      more: 'More',
      mask: 'Mask words',
      maskHint:
        'Press the words that point at somebody. They become […]. You can bring them back until the meeting is closed.',
      maskSave: 'Save the masking',
      masked: (number) => `Note ${number} is masked`,
      unmask: 'Show the original words',
      unmaskAsk: 'Everybody who sees the note will see the masked words again, just as they were written.',
      unmaskSave: 'Show the words again',
      unmasked: (number) => `Note ${number} is shown with its original words`,
      duplicate: 'Same as another',
      duplicateHint: 'Both notes are kept and go into the outcome. The screen and the theme show only one.',
      duplicateSave: 'Mark as the same',
      duplicateOf: (number, into) => `Note ${number} is marked as the same as note ${into}`,
      search: 'Search the notes',
      noHits: 'No note contains that.',
      paper: 'Type in a paper note',
      paperText: 'What the note says',
      paperStep: 'Question',
      paperSave: 'Add the note',
      paperSaved: (number) => `Saved as note ${number}`,
    },
    board: boardWords.en,
    dots: {
      empty: 'The agenda has no round of dots.',
      progress: (people, of) => `${people} of ${of} have placed dots`,
      secret: 'Nobody sees how the dots lie until you show them.',
      reveal: 'Show the dots',
      conceal: 'Hide the dots again',
      table: { theme: 'Theme or note', dots: 'Dots', people: 'People' },
      result: (dots, people) => `${count(dots, 'dot', 'dots')} from ${count(people, 'person', 'people')}`,
      total: (people) => `${count(people, 'person has', 'people have')} placed dots in this round.`,
      notOpened: 'This round has not been opened yet.',
    },
    offers: {
      empty: 'No offers yet.',
      kind: { time: 'Time', premises: 'Premises', skill: 'Skill', money: 'Money', other: 'Other' },
      contact: 'Has contact',
      noTheme: 'No theme',
      condition: 'Condition',
      idea: 'Idea',
    },
    harvest: {
      hint: 'Read out loud, one theme at a time. Always say how many people placed the dots.',
      empty: 'No themes to read out yet.',
      loose: (n) => `${count(n, 'note lies', 'notes lie')} alone and come along too.`,
      round: (dots, people) => `${count(dots, 'dot', 'dots')} from ${count(people, 'person', 'people')}`,
      offers: (n) => count(n, 'offer', 'offers'),
    },
  },
};
