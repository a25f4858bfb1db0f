import type { Words } from './language.ts';
import { quoted } from './quote.ts';

/** Grouping notes into themes. */
export interface BoardWords {
  ungrouped: (n: number) => string;
  allGrouped: string;
  none: string;
  themes: (n: number) => string;
  noThemes: string;
  how: string;
  /** On a phone nothing is dragged, and one button leads to all that can be done with the ticked notes. */
  howOnPhone: string;
  step: string;
  everyStep: string;
  chosen: (n: number) => string;
  choose: (number: number) => string;
  name: string;
  group: string;
  moveTo: string;
  moveWhere: (n: number) => string;
  move: string;
  out: string;
  newTheme: string;
  dropNew: string;
  unchoose: string;
  nameless: string;
  more: (theme: string) => string;
  merge: string;
  mergeInto: (theme: string) => string;
  mergeHint: string;
  split: (n: number) => string;
  splitHint: string;
  dissolve: string;
  dissolveSure: (theme: string, n: number) => string;
  earlier: string;
  later: string;
  grouped: (n: number, theme: string) => string;
  moved: (n: number, theme: string) => string;
  taken: (n: number) => string;
  merged: (from: string, into: string) => string;
  dissolved: (theme: string) => string;
  placed: (theme: string, at: number) => string;
  undo: string;
  redo: string;
  undone: string;
  redone: string;
  overtaken: string;
  saved: string;
  waiting: string;
  notes: (n: number) => string;
  codes: string;
  suggestions: string;
  suggested: (name: string, because: string) => string;
  add: string;
  addChoose: string;
  full: string;
  remove: (name: string) => string;
  useSuggestions: string;
}

const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

export const boardWords: Words<BoardWords> = {
  sv: {
    ungrouped: (n) => `Inte grupperade (${n})`,
    allGrouped: 'Alla lappar ligger i ett tema.',
    none: 'Inga lappar att gruppera än.',
    themes: (n) => `Teman (${n})`,
    noThemes: 'Inga teman än.',
    how: 'Dra en lapp till ett tema, eller kryssa för flera och välj Gruppera. En lapp får vara kvar för sig själv.',
    howOnPhone:
      'Kryssa för lappar som hör ihop, välj Flytta till … och ge dem ett tema. En lapp får vara kvar för sig själv.',
    step: 'Lappar från',
    everyStep: 'Alla frågor',
    chosen: (n) => count(n, 'lapp vald', 'lappar valda'),
    choose: (number) => `Välj lapp ${number}`,
    name: 'Temats namn',
    group: 'Gruppera',
    moveTo: 'Flytta till …',
    moveWhere: (n) => (n === 1 ? 'Flytta lappen till' : `Flytta ${n} lappar till`),
    move: 'Flytta',
    out: 'Ut ur temat',
    newTheme: 'Nytt tema',
    dropNew: 'Släpp här för ett nytt tema',
    unchoose: 'Avmarkera',
    nameless: 'Tema utan namn',
    more: (theme) => `Ändra ${theme}`,
    merge: 'Slå ihop med …',
    mergeInto: (theme) => `Slå ihop ${theme} med`,
    mergeHint: 'Alla lappar och prickar följer med. Det går att ångra.',
    split: (n) => `Bryt ut ${n} till ett nytt tema`,
    splitHint: 'Kryssa för lappar i temat för att bryta ut dem.',
    dissolve: 'Lös upp',
    dissolveSure: (theme, n) =>
      `Lösa upp ${theme}? ${count(n, 'lapp blir ogrupperad', 'lappar blir ogrupperade')}. Det går att ångra.`,
    earlier: 'Flytta före',
    later: 'Flytta efter',
    grouped: (n, theme) => `${count(n, 'lapp', 'lappar')} i ${theme}`,
    moved: (n, theme) => `${count(n, 'lapp flyttad', 'lappar flyttade')} till ${theme}`,
    taken: (n) => `${count(n, 'lapp', 'lappar')} utan tema`,
    merged: (from, into) => `${from} är ihopslaget med ${into}`,
    dissolved: (theme) => `${theme} är upplöst`,
    placed: (theme, at) => `${theme} ligger nu på plats ${at}`,
    undo: 'Ångra',
    redo: 'Gör om',
    undone: 'Ångrat',
    redone: 'Gjort igen',
    overtaken: 'Det är redan ändrat av något senare. Inget ångrades.',
    saved: 'Sparat på servern',
    waiting: 'Väntar på nätet – dina ändringar ligger kvar här',
    notes: (n) => count(n, 'lapp', 'lappar'),
    codes: 'Serviceslag',
    suggestions: 'Förslag ur orden',
    suggested: (name, because) => `${name}, för ordet ${quoted(because, 'sv')}`,
    add: 'Lägg till serviceslag',
    addChoose: 'Välj …',
    full: 'Fyra serviceslag är det mesta ett tema kan ha.',
    remove: (name) => `Ta bort ${name}`,
    useSuggestions: 'Föreslå serviceslag',
  },
  en: {
    ungrouped: (n) => `Not grouped (${n})`,
    allGrouped: 'Every note lies in a theme.',
    none: 'No notes to group yet.',
    themes: (n) => `Themes (${n})`,
    noThemes: 'No themes yet.',
    how: 'Drag a note onto a theme, or tick several and choose Group. A note may stay by itself.',
    howOnPhone:
      'Tick notes that belong together, choose Move to … and give them a theme. A note may stay by itself.',
    step: 'Notes from',
    everyStep: 'All questions',
    chosen: (n) => count(n, 'note chosen', 'notes chosen'),
    choose: (number) => `Choose note ${number}`,
    name: 'Name of the theme',
    group: 'Group',
    moveTo: 'Move to …',
    moveWhere: (n) => (n === 1 ? 'Move the note to' : `Move ${n} notes to`),
    move: 'Move',
    out: 'Out of the theme',
    newTheme: 'New theme',
    dropNew: 'Drop here for a new theme',
    unchoose: 'Clear choice',
    nameless: 'Theme without a name',
    more: (theme) => `Change ${theme}`,
    merge: 'Merge with …',
    mergeInto: (theme) => `Merge ${theme} with`,
    mergeHint: 'All notes and dots follow. It can be undone.',
    split: (n) => `Break out ${n} to a new theme`,
    splitHint: 'Tick notes in the theme to break them out.',
    dissolve: 'Take apart',
    dissolveSure: (theme, n) =>
      `Take ${theme} apart? ${count(n, 'note becomes', 'notes become')} ungrouped. It can be undone.`,
    earlier: 'Move before',
    later: 'Move after',
    grouped: (n, theme) => `${count(n, 'note', 'notes')} in ${theme}`,
    moved: (n, theme) => `${count(n, 'note', 'notes')} moved to ${theme}`,
    taken: (n) => `${count(n, 'note', 'notes')} without a theme`,
    merged: (from, into) => `${from} is merged with ${into}`,
    dissolved: (theme) => `${theme} is taken apart`,
    placed: (theme, at) => `${theme} now has place ${at}`,
    undo: 'Undo',
    redo: 'Redo',
    undone: 'Undone',
    redone: 'Done again',
    overtaken: 'Something later has changed it already. Nothing was undone.',
    saved: 'Saved on the server',
    waiting: 'Waiting for the network – your changes are kept here',
    notes: (n) => count(n, 'note', 'notes'),
    codes: 'Kinds of service',
    suggestions: 'Suggested by the words',
    suggested: (name, because) => `${name}, for the word ${quoted(because, 'en')}`,
    add: 'Add a kind of service',
    addChoose: 'Choose …',
    full: 'Four kinds of service is the most a theme can have.',
    remove: (name) => `Remove ${name}`,
    useSuggestions: 'Suggest kinds of service',
  },
};
