import type { Words } from './language.ts';

/** The steps of a meeting and how they are changed before it. */
interface AgendaWords {
  heading: string;
  sum: (steps: number, minutes: number) => string;
  ends: (clock: string) => string;
  minutes: (minutes: number) => string;
  dots: (dots: number) => string;
  up: string;
  down: string;
  upOf: (step: string) => string;
  downOf: (step: string) => string;
  edit: string;
  editOf: (step: string) => string;
  title: string;
  question: string;
  questionHint: string;
  minutesLabel: string;
  minutesHint: string;
  dotsLabel: string;
  save: string;
  saved: string;
  remove: string;
  used: string;
  add: string;
  kind: string;
  after: string;
  last: string;
  addButton: string;
  added: string;
  removed: string;
}

export const agendaWords: Words<AgendaWords> = {
  sv: {
    heading: 'Stegen',
    sum: (steps, minutes) => `${steps} steg, ${minutes} minuter.`,
    ends: (clock) => `Slutar ungefär ${clock}.`,
    minutes: (minutes) => (minutes === 0 ? 'ingen tid satt' : `${minutes} min`),
    dots: (dots) => (dots === 1 ? '1 prick var' : `${dots} prickar var`),
    up: 'Flytta upp',
    down: 'Flytta ner',
    upOf: (step) => `Flytta upp ${step}`,
    downOf: (step) => `Flytta ner ${step}`,
    edit: 'Ändra',
    editOf: (step) => `Ändra ${step}`,
    title: 'Rubrik',
    question: 'Fråga',
    questionHint: 'Står högst upp på väggen och på telefonerna.',
    minutesLabel: 'Minuter',
    minutesHint: '0 betyder utan klocka.',
    dotsLabel: 'Prickar per person',
    save: 'Spara steget',
    saved: 'Steget är sparat.',
    remove: 'Ta bort steget',
    used: 'Steget har använts och kan inte tas bort.',
    add: 'Lägg till ett steg',
    kind: 'Sorts steg',
    after: 'Efter',
    last: 'Sist',
    addButton: 'Lägg till steget',
    added: 'Steget är tillagt.',
    removed: 'Steget är borttaget.',
  },
  en: {
    heading: 'The steps',
    sum: (steps, minutes) => `${steps} steps, ${minutes} minutes.`,
    ends: (clock) => `Ends at about ${clock}.`,
    minutes: (minutes) => (minutes === 0 ? 'no time set' : `${minutes} min`),
    dots: (dots) => (dots === 1 ? '1 dot each' : `${dots} dots each`),
    up: 'Move up',
    down: 'Move down',
    upOf: (step) => `Move up ${step}`,
    downOf: (step) => `Move down ${step}`,
    edit: 'Change',
    editOf: (step) => `Change ${step}`,
    title: 'Heading',
    question: 'Question',
    questionHint: 'Stands at the top of the wall and of the phones.',
    minutesLabel: 'Minutes',
    minutesHint: '0 means without a clock.',
    dotsLabel: 'Dots per person',
    save: 'Save the step',
    saved: 'The step is saved.',
    remove: 'Remove the step',
    used: 'The step has been used and cannot be removed.',
    add: 'Add a step',
    kind: 'Kind of step',
    after: 'After',
    last: 'Last',
    addButton: 'Add the step',
    added: 'The step is added.',
    removed: 'The step is removed.',
  },
};
