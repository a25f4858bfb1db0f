import type { Words } from './language.ts';

/** Around every page: header, footer and what is said when a page cannot be shown. */
interface ShellWords {
  skip: string;
  menu: string;
  otherLanguage: { code: 'sv' | 'en'; label: string };
  help: string;
  signIn: string;
  signOut: string;
  staff: string;
  accessibility: string;
  privacy: string;
  error: {
    title: string;
    notFound: string;
    broken: string;
    home: string;
    code: string;
    signIn: string;
    staff: string;
    again: string;
  };
}

export const shellWords: Words<ShellWords> = {
  sv: {
    skip: 'Till innehållet',
    menu: 'Sidhuvud',
    otherLanguage: { code: 'en', label: 'English' },
    help: 'Hjälp',
    signIn: 'Logga in',
    signOut: 'Logga ut',
    staff: 'Mina möten',
    accessibility: 'Tillgänglighet',
    privacy: 'Så hanterar vi uppgifter',
    error: {
      title: 'Det gick inte',
      notFound: 'Sidan finns inte. Länken kan vara gammal, eller så saknas ett tecken.',
      broken: 'Något gick fel hos oss. Försök igen om en liten stund.',
      home: 'Till startsidan',
      code: 'Skriv mötets kod',
      signIn: 'Logga in',
      staff: 'Till mina möten',
      again: 'Försök igen',
    },
  },
  en: {
    skip: 'To the content',
    menu: 'Header',
    otherLanguage: { code: 'sv', label: 'Svenska' },
    help: 'Help',
    signIn: 'Sign in',
    signOut: 'Sign out',
    staff: 'My meetings',
    accessibility: 'Accessibility',
    privacy: 'How we handle data',
    error: {
      title: 'That did not work',
      notFound: 'The page does not exist. The link may be old, or a letter is missing.',
      broken: 'Something went wrong on our side. Try again in a moment.',
      home: 'To the start page',
      code: 'Type the code of the meeting',
      signIn: 'Sign in',
      staff: 'To my meetings',
      again: 'Try again',
    },
  },
};
