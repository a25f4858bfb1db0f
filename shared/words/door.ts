import type { Words } from './language.ts';

/** The ways in: with a code, with a password or link, and the first time. */
interface DoorWords {
  join: {
    title: string;
    heading: string;
    lead: string;
    label: string;
    hint: string;
    button: string;
    back: string;
    noName: string;
    forStaff: string;
    signIn: string;
    paper: string;
    /** By the link behind the QR code, which nobody has typed. */
    linkOver: string;
    linkOld: string;
  };
  signIn: {
    title: string;
    email: string;
    password: string;
    button: string;
    linkHeading: string;
    linkLead: string;
    linkButton: string;
    linkSent: string;
    noAccount: string;
    resident: string;
    wrong: string;
  };
  link: { title: string; lead: string; button: string };
  setup: { title: string; lead: string; name: string; button: string; passwordHint: string };
  invitation: {
    title: string;
    lead: (municipality: string) => string;
    signsInAs: string;
    newLead: string;
    knownLead: string;
    button: string;
  };
}

export const doorWords: Words<DoorWords> = {
  sv: {
    join: {
      title: 'Kom med i mötet',
      heading: 'Välkommen till bystämman',
      lead: 'Skriv koden som står på väggen eller på ditt papper.',
      label: 'Mötets kod',
      hint: 'Sju tecken. Stora eller små bokstäver spelar ingen roll.',
      button: 'Gå in',
      back: 'Tillbaka till mötet du var i',
      noName: 'Du behöver inget konto, och ingen frågar vad du heter.',
      forStaff: 'För dig som leder möten eller arbetar i kommunen:',
      signIn: 'logga in',
      paper: 'Du kan också vara med på papper. Be processledaren om lappar.',
      linkOver: 'Mötet är avslutat.',
      linkOld: 'Länken gäller inte. Skriv koden som står på väggen i stället.',
    },
    signIn: {
      title: 'Logga in',
      email: 'E-post',
      password: 'Lösenord',
      button: 'Logga in',
      linkHeading: 'Utan lösenord',
      linkLead: 'Vi skickar en länk till din e-post. Den gäller en gång.',
      linkButton: 'Skicka en länk',
      linkSent: 'Om adressen har ett konto är en länk på väg. Titta i din inkorg.',
      noAccount: 'Saknar du konto? Be kommunens administratör om en inbjudan.',
      resident: 'Ska du vara med på ett möte? Då räcker mötets kod.',
      wrong: 'E-posten och lösenordet hör inte ihop. Försök igen.',
    },
    link: {
      title: 'Logga in med länken',
      lead: 'Tryck på knappen, så är du inne. Länken gäller en gång.',
      button: 'Logga in',
    },
    setup: {
      title: 'Första gången',
      lead: 'Du blir den första administratören. Länken slutar gälla när du är klar.',
      name: 'Ditt namn',
      button: 'Skapa kontot',
      passwordHint: 'Minst tio tecken. Några vanliga ord i rad går bra.',
    },
    invitation: {
      title: 'Du är inbjuden',
      lead: (municipality) => `Du är inbjuden att arbeta med möten i ${municipality}.`,
      signsInAs: 'Du loggar in med',
      newLead: 'Skriv ditt namn och välj ett lösenord.',
      knownLead: 'Du har redan ett konto. Skriv ditt lösenord, så läggs inbjudan till.',
      button: 'Ta emot inbjudan',
    },
  },
  en: {
    join: {
      title: 'Join the meeting',
      heading: 'Welcome to the village meeting',
      lead: 'Type the code shown on the wall or on your paper.',
      label: 'Code of the meeting',
      hint: 'Seven signs. Capital or small letters make no difference.',
      button: 'Go in',
      back: 'Back to the meeting you were in',
      noName: 'You need no account, and nobody asks for your name.',
      forStaff: 'If you lead meetings or work for the municipality:',
      signIn: 'sign in',
      paper: 'You can also take part on paper. Ask the facilitator for slips.',
      linkOver: 'The meeting is over.',
      linkOld: 'The link is not valid. Type the code shown on the wall instead.',
    },
    signIn: {
      title: 'Sign in',
      email: 'E-mail',
      password: 'Password',
      button: 'Sign in',
      linkHeading: 'Without a password',
      linkLead: 'We send a link to your e-mail. It works once.',
      linkButton: 'Send a link',
      linkSent: 'If the address has an account, a link is on its way. Look in your inbox.',
      noAccount: 'No account? Ask the administrator of your municipality for an invitation.',
      resident: 'Taking part in a meeting? The code of the meeting is all you need.',
      wrong: 'The e-mail and the password do not belong together. Try again.',
    },
    link: {
      title: 'Sign in with the link',
      lead: 'Press the button and you are in. The link works once.',
      button: 'Sign in',
    },
    setup: {
      title: 'The first time',
      lead: 'You become the first administrator. The link stops working when you are done.',
      name: 'Your name',
      button: 'Create the account',
      passwordHint: 'At least ten characters. A few common words in a row will do.',
    },
    invitation: {
      title: 'You are invited',
      lead: (municipality) => `You are invited to work with meetings in ${municipality}.`,
      signsInAs: 'You sign in with',
      newLead: 'Write your name and choose a password.',
      knownLead: 'You have an account already. Type your password and the invitation is added.',
      button: 'Accept the invitation',
    },
  },
};
