import type { MeetingState } from '../domain/meeting.ts';
import type { StepState } from '../domain/step.ts';
import type { Words } from './language.ts';

/** The facilitator's page: everything around the work itself, which has its words in `lead-work.ts`. */
interface LeadWords {
  state: Record<MeetingState, string>;
  line: Record<'connecting' | 'here' | 'away', string>;
  door: {
    code: string;
    noCode: string;
    link: string;
    copy: string;
    copied: string;
    screen: string;
    here: (here: number, joined: number) => string;
    open: string;
    openHint: string;
  };
  timer: { heading: string; left: string; over: string; none: string; minute: string; stop: string };
  agenda: {
    heading: string;
    steps: (n: number) => string;
    state: Record<StepState, string>;
    open: string;
    again: string;
    close: string;
    which: (act: string, step: string) => string;
    next: string;
    previous: string;
    minutes: (n: number) => string;
    opened: (step: string) => string;
    closed: (step: string) => string;
  };
  ending: {
    button: string;
    heading: string;
    fixed: string;
    fixedWhat: string[];
    cut: string;
    cutWhat: string[];
    kept: string;
    papers: string;
    confirm: string;
    over: string;
    toOutcome: string;
  };
  keys: {
    button: string;
    heading: string;
    list: { keys: string; does: string }[];
    use: string;
  };
  again: string;
  undo: string;
  cancel: string;
  close: string;
  waiting: string;
  reload: string;
  oldEdition: string;
  notLead: string;
  noScript: string;
  fetchPlain: string;
  fetching: string;
}

export const leadWords: Words<LeadWords> = {
  sv: {
    state: {
      draft: 'Förbereds',
      open: 'Dörrarna är öppna',
      running: 'Pågår',
      review: 'Avslutat',
      delivered: 'Överlämnat',
    },
    line: {
      connecting: 'Ansluter till mötet',
      here: 'Ansluten',
      away: 'Inget nät just nu. Det du grupperar ligger kvar här och skickas när nätet är tillbaka.',
    },
    door: {
      code: 'Kod',
      noCode: 'Koden kommer när dörrarna öppnas',
      link: 'Länk till mötet',
      copy: 'Kopiera länken',
      copied: 'Länken är kopierad',
      screen: 'Öppna salsskärmen',
      here: (here, joined) => `${here} här nu, ${joined} har kommit in`,
      open: 'Öppna dörrarna',
      openHint: 'Då gäller koden, och folk kan komma in.',
    },
    timer: {
      heading: 'Klocka',
      left: 'kvar',
      over: 'över tiden',
      none: 'Klockan står',
      minute: '+1 minut',
      stop: 'Stoppa klockan',
    },
    agenda: {
      heading: 'Dagordning',
      steps: (n) => `Alla ${n} steg`,
      state: { waiting: 'Inte öppnat', open: 'Öppet nu', closed: 'Stängt' },
      open: 'Öppna',
      again: 'Öppna igen',
      close: 'Stäng',
      which: (act, step) => `${act}: ${step}`,
      next: 'Nästa:',
      previous: 'Föregående',
      minutes: (n) => `${n} min`,
      opened: (step) => `${step} är öppet`,
      closed: (step) => `${step} är stängt`,
    },
    ending: {
      button: 'Avsluta mötet …',
      heading: 'Avsluta mötet?',
      fixed: 'Det här fastställs',
      fixedWhat: [
        'Alla lappar, teman, prickar och erbjudanden blir mötets resultat. De kan inte ändras efteråt, inte heller av dig.',
        'Ingen kan längre skriva, ändra eller ta tillbaka något.',
      ],
      cut: 'Det här klipps av',
      cutWhat: [
        'Kopplingen mellan varje telefon och de lappar och erbjudanden som skrevs på den.',
        'Vem som lade vilken prick, och klockslagen för det som skrevs.',
      ],
      kept: 'Kontaktuppgifter till erbjudanden finns kvar, förvarade för sig.',
      papers: 'Skriv in alla papperslappar och rätta temanas namn först. Det går inte att ångra.',
      confirm: 'Avsluta mötet',
      over: 'Mötet är avslutat och resultatet är fastställt.',
      toOutcome: 'Till resultatet',
    },
    keys: {
      button: 'Tangenter',
      heading: 'Tangenter',
      list: [
        { keys: '→  Page Down', does: 'Öppna nästa steg' },
        { keys: '←  Page Up', does: 'Öppna föregående steg' },
        { keys: '+', does: 'En minut till på klockan' },
        { keys: 'Ctrl Z', does: 'Ångra din senaste gruppering' },
        { keys: 'Ctrl Y', does: 'Gör om den' },
        { keys: '?', does: 'Visa den här listan' },
      ],
      use: 'Styr mötet med tangenter och klickare',
    },
    again: 'Försök igen',
    undo: 'Ångra',
    cancel: 'Avbryt',
    close: 'Stäng',
    waiting: 'Väntar på svar från servern',
    reload: 'Ladda om sidan',
    oldEdition: 'Sidan har blivit gammal. Ladda om den för att fortsätta gruppera.',
    fetching: 'Hämtar det som sagts.',
    notLead: 'Du får inte längre gruppera här. Logga in igen.',
    noScript:
      'Webbläsaren kör inga skript. Du kan leda stegen och dölja lappar, men inte gruppera. Sidan följer inte mötet av sig själv.',
    fetchPlain: 'Hämta läget',
  },
  en: {
    state: {
      draft: 'Being prepared',
      open: 'The doors are open',
      running: 'Under way',
      review: 'Closed',
      delivered: 'Handed over',
    },
    line: {
      connecting: 'Connecting to the meeting',
      here: 'Connected',
      away: 'No network just now. What you group stays here and is sent when the network is back.',
    },
    door: {
      code: 'Code',
      noCode: 'The code comes when the doors open',
      link: 'Link to the meeting',
      copy: 'Copy the link',
      copied: 'The link is copied',
      screen: 'Open the hall screen',
      here: (here, joined) => `${here} here now, ${joined} have come in`,
      open: 'Open the doors',
      openHint: 'The code becomes valid, and people can come in.',
    },
    timer: {
      heading: 'Clock',
      left: 'left',
      over: 'over time',
      none: 'No clock running',
      minute: '+1 minute',
      stop: 'Stop the clock',
    },
    agenda: {
      heading: 'Agenda',
      steps: (n) => `All ${n} steps`,
      state: { waiting: 'Not opened', open: 'Open now', closed: 'Closed' },
      open: 'Open',
      again: 'Open again',
      close: 'Close',
      which: (act, step) => `${act}: ${step}`,
      next: 'Next:',
      previous: 'Previous',
      minutes: (n) => `${n} min`,
      opened: (step) => `${step} is open`,
      closed: (step) => `${step} is closed`,
    },
    ending: {
      button: 'Close the meeting …',
      heading: 'Close the meeting?',
      fixed: 'This is fixed',
      fixedWhat: [
        'All notes, themes, dots and offers become the outcome of the meeting. They cannot be changed afterwards, not by you either.',
        'Nobody can write, change or take back anything any more.',
      ],
      cut: 'This is cut',
      cutWhat: [
        'The link between each phone and the notes and offers that were written on it.',
        'Who placed which dot, and the times at which things were written.',
      ],
      kept: 'Contact details for offers are kept, stored apart.',
      papers: 'Type in all paper notes and put the names of the themes right first. This cannot be undone.',
      confirm: 'Close the meeting',
      over: 'The meeting is closed and its outcome is fixed.',
      toOutcome: 'To the outcome',
    },
    keys: {
      button: 'Keys',
      heading: 'Keys',
      list: [
        { keys: '→  Page Down', does: 'Open the next step' },
        { keys: '←  Page Up', does: 'Open the previous step' },
        { keys: '+', does: 'One more minute on the clock' },
        { keys: 'Ctrl Z', does: 'Undo your latest grouping' },
        { keys: 'Ctrl Y', does: 'Redo it' },
        { keys: '?', does: 'Show this list' },
      ],
      use: 'Lead the meeting with keys and clicker',
    },
    again: 'Try again',
    undo: 'Undo',
    cancel: 'Cancel',
    close: 'Close',
    waiting: 'Waiting for an answer from the server',
    reload: 'Reload the page',
    oldEdition: 'This page has become old. Reload it to go on grouping.',
    fetching: 'Fetching what has been said.',
    notLead: 'You may no longer group here. Sign in again.',
    noScript:
      'This browser runs no scripts. You can lead the steps and hide notes, but not group them. The page does not follow the meeting by itself.',
    fetchPlain: 'Fetch the latest',
  },
};
