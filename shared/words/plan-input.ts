import type { Words } from './language.ts';

/** The pages where plan inputs are written, handed over and received. */
interface PlanInputWords {
  meeting: {
    title: string;
    lead: string;
    leadSubmitted: string;
    back: string;
    newFrom: (title: string) => string;
    newFromNote: (number: number) => string;
    edit: string;
    save: string;
    cancel: string;
    drafts: string;
    noDrafts: string;
    editThis: (title: string) => string;
    editShort: string;
    discard: string;
    discardSure: string;
    discardButton: (title: string) => string;
    submit: (n: number) => string;
    submitSure: string;
    submitButton: (n: number) => string;
    submitted: string;
    notYet: string;
    allThere: string;
    fromTheme: string;
    fromThemeNamed: (title: string) => string;
    looseNotes: string;
    fromNote: string;
    readOnly: string;
  };
  fields: {
    kind: string;
    title: string;
    text: string;
    textHint: string;
    codes: string;
    codesHint: string;
    level: string;
    programme: string;
    unknown: string;
    yes: string;
    no: string;
    cost: string;
    costHint: string;
    costBasis: string;
    forwardTo: string;
    forwardHint: string;
    notes: string;
    notesHint: string;
    offers: string;
    more: string;
  };
  shown: {
    from: string;
    notes: (n: number) => string;
    offers: (n: number) => string;
    who: string;
    cost: string;
    costUnknown: string;
    sek: (n: number) => string;
    forwardTo: string;
    programme: string;
    submittedOn: (day: string) => string;
    receivedOn: (day: string, number: string) => string;
  };
  municipality: {
    title: string;
    lead: string;
    empty: string;
    back: (name: string) => string;
    waiting: string;
    received: string;
    receive: string;
    registryNumber: string;
    receivedDay: string;
    receiveButton: (title: string) => string;
    receiveShort: string;
    download: string;
    json: string;
    csv: string;
  };
}

const inputs = (n: number): string => `${n} ${n === 1 ? 'input' : 'inputs'}`;

export const planInputWords: Words<PlanInputWords> = {
  sv: {
    meeting: {
      title: 'Underlag till kommunen',
      lead: 'Gör om mötets teman till underlag som kommunen kan ta emot. Lapparna följer med.',
      leadSubmitted: 'Det här har mötet lämnat till kommunen. Lapparna följer med.',
      back: 'Till det som sades',
      newFrom: (title) => `Nytt underlag av temat ${title}`,
      newFromNote: (number) => `Nytt underlag av lapp ${number}`,
      edit: 'Ändra underlaget',
      save: 'Spara utkastet',
      cancel: 'Avbryt',
      drafts: 'Utkast',
      noDrafts: 'Inga utkast än.',
      editThis: (title) => `Ändra ${title}`,
      editShort: 'Ändra',
      discard: 'Ta bort',
      discardSure: 'Utkastet försvinner. Lapparna och temat finns kvar.',
      discardButton: (title) => `Ta bort utkastet ${title}`,
      submit: (n) => `Lämna ${n} underlag till kommunen`,
      submitSure: 'När underlagen är lämnade går de inte att ändra. Kommunens handläggare ser dem direkt.',
      submitButton: (n) => `Ja, lämna ${n} underlag`,
      submitted: 'Lämnade underlag',
      notYet: 'Teman som inte är med än',
      allThere: 'Alla teman är med i något underlag.',
      fromTheme: 'Skapa underlag av temat',
      fromThemeNamed: (title) => `Skapa underlag av temat ${title}`,
      looseNotes: 'Lappar utan tema som inte är med än',
      fromNote: 'Skapa underlag av lappen',
      readOnly: 'Bara processledare skriver underlag. Du kan läsa dem här.',
    },
    fields: {
      kind: 'Vad är det?',
      title: 'Rubrik',
      text: 'Text',
      textHint: 'Lapparnas egna ord står här som citat. Låt gärna några vara kvar.',
      codes: 'Serviceslag',
      codesHint: 'Högst tolv.',
      level: 'Vem kan göra något åt det?',
      programme: 'Ingår i det regionala serviceprogrammet?',
      unknown: 'Vet inte',
      yes: 'Ja',
      no: 'Nej',
      cost: 'Kostnad i kronor',
      costHint: 'Lämna tomt om ingen vet. Tomt är inte detsamma som noll.',
      costBasis: 'Vad kostnaden bygger på',
      forwardTo: 'Bör skickas vidare till',
      forwardHint: 'Till exempel Trafikverket, när kommunen inte bestämmer själv.',
      notes: 'Lappar som underlaget bygger på',
      notesHint: 'De som är ikryssade följer med som källa.',
      offers: 'Erbjudanden som hör till',
      more: 'Kostnad, serviceprogram och vem det skickas till',
    },
    shown: {
      from: 'Bygger på',
      notes: (n) => (n === 1 ? '1 lapp' : `${n} lappar`),
      offers: (n) => (n === 1 ? '1 erbjudande' : `${n} erbjudanden`),
      who: 'Kan göra något åt det',
      cost: 'Kostnad',
      costUnknown: 'inte känd',
      sek: (n) => `${n.toLocaleString('sv-SE')} kr`,
      forwardTo: 'Skickas vidare till',
      programme: 'Regionalt serviceprogram',
      submittedOn: (day) => `Lämnat ${day}`,
      receivedOn: (day, number) => `Mottaget ${day}, diarienummer ${number}`,
    },
    municipality: {
      title: 'Underlag till serviceplanen',
      lead: 'Det här har bygderna lämnat till kommunen. Bakom varje underlag finns orden från mötet.',
      empty: 'Inget underlag har lämnats än. Det kommer hit när en processledare lämnar in det.',
      back: (name) => `Alla platser i ${name}`,
      waiting: 'Väntar på att tas emot',
      received: 'Mottagna',
      receive: 'Ta emot',
      registryNumber: 'Diarienummer',
      receivedDay: 'Mottaget den',
      receiveButton: (title) => `Ta emot underlaget ${title}`,
      receiveShort: 'Ta emot underlaget',
      download: 'Hämta som filer',
      json: 'Alla underlag (JSON)',
      csv: 'Alla underlag (CSV)',
    },
  },
  en: {
    meeting: {
      title: 'Inputs to the municipality',
      lead: 'Turn the themes of the meeting into inputs the municipality can receive. The notes go with them.',
      leadSubmitted: 'The meeting has handed this to the municipality. The notes go with it.',
      back: 'To what was said',
      newFrom: (title) => `New input from the theme ${title}`,
      newFromNote: (number) => `New input from note ${number}`,
      edit: 'Change the input',
      save: 'Save the draft',
      cancel: 'Cancel',
      drafts: 'Drafts',
      noDrafts: 'No drafts yet.',
      editThis: (title) => `Change ${title}`,
      editShort: 'Change',
      discard: 'Discard',
      discardSure: 'The draft disappears. The notes and the theme remain.',
      discardButton: (title) => `Discard the draft ${title}`,
      submit: (n) => `Hand ${inputs(n)} to the municipality`,
      submitSure: 'Once handed over they cannot be changed. The officers see them at once.',
      submitButton: (n) => `Yes, hand over ${inputs(n)}`,
      submitted: 'Handed over',
      notYet: 'Themes not yet in an input',
      allThere: 'Every theme is in an input.',
      fromTheme: 'Make an input of the theme',
      fromThemeNamed: (title) => `Make an input of the theme ${title}`,
      looseNotes: 'Notes without a theme, not yet in an input',
      fromNote: 'Make an input of the note',
      readOnly: 'Only facilitators write inputs. You can read them here.',
    },
    fields: {
      kind: 'What is it?',
      title: 'Heading',
      text: 'Text',
      textHint: 'The notes’ own words stand here as quotes. Please let some of them stay.',
      codes: 'Services',
      codesHint: 'At most twelve.',
      level: 'Who can do something about it?',
      programme: 'Part of the regional service programme?',
      unknown: 'Not known',
      yes: 'Yes',
      no: 'No',
      cost: 'Cost in SEK',
      costHint: 'Leave empty if nobody knows. Empty is not the same as nought.',
      costBasis: 'What the cost is based on',
      forwardTo: 'Should be forwarded to',
      forwardHint: 'For example the road authority, when the municipality does not decide.',
      notes: 'Notes behind the input',
      notesHint: 'Those that are ticked go with it as its source.',
      offers: 'Offers that belong to it',
      more: 'Cost, service programme and forwarding',
    },
    shown: {
      from: 'Built on',
      notes: (n) => (n === 1 ? '1 note' : `${n} notes`),
      offers: (n) => (n === 1 ? '1 offer' : `${n} offers`),
      who: 'Can do something about it',
      cost: 'Cost',
      costUnknown: 'not known',
      sek: (n) => `SEK ${n.toLocaleString('en-GB')}`,
      forwardTo: 'Forwarded to',
      programme: 'Regional service programme',
      submittedOn: (day) => `Handed over ${day}`,
      receivedOn: (day, number) => `Received ${day}, registry number ${number}`,
    },
    municipality: {
      title: 'Inputs to the service plan',
      lead: 'This is what the villages have handed over. Behind each input are the words from the meeting.',
      empty: 'No input has been handed over yet. It comes here when a facilitator hands it over.',
      back: (name) => `All places in ${name}`,
      waiting: 'Waiting to be received',
      received: 'Received',
      receive: 'Receive',
      registryNumber: 'Registry number',
      receivedDay: 'Received on',
      receiveButton: (title) => `Receive the input ${title}`,
      receiveShort: 'Receive the input',
      download: 'Download files',
      json: 'All inputs (JSON)',
      csv: 'All inputs (CSV)',
    },
  },
};
