import type { Words } from './language.ts';

/** Making a new meeting and preparing it. */
interface PrepareWords {
  settings: {
    place: string;
    title: string;
    titleHint: string;
    day: string;
    startsAt: string;
    venue: string;
    venueHint: string;
    custodian: string;
    custodianHint: string;
    ladder: string;
    ladderHint: string;
    feedbackOwner: string;
    feedbackOwnerHint: string;
    feedbackDue: string;
    feedbackDueHint: string;
    attended: string;
    attendedHint: string;
  };
  fresh: {
    title: string;
    defaultTitle: (place: string) => string;
    template: string;
    showSteps: string;
    button: string;
    noPlaces: string;
    toMunicipality: string;
    notFacilitator: string;
  };
  page: {
    prepare: string;
    over: string;
    toOutcome: string;
    doors: string;
    lead: string;
    leadHint: string;
    code: string;
    codeLater: string;
    joinLink: string;
    screenLink: string;
    screenHint: string;
    renewHeading: string;
    renewLead: string;
    renewButton: string;
    renewed: string;
    clearLead: string;
    clearButton: string;
    cleared: string;
    settings: string;
    save: string;
    saved: string;
  };
}

export const prepareWords: Words<PrepareWords> = {
  sv: {
    settings: {
      place: 'Plats',
      title: 'Mötets namn',
      titleHint: 'Lämna tomt så heter det ”Bystämma i” och platsens namn.',
      day: 'Dag',
      startsAt: 'Börjar',
      venue: 'Lokal',
      venueHint: 'Till exempel bygdegården.',
      custodian: 'Vem håller i mötet?',
      custodianHint: 'Den som håller i mötet ansvarar för det som skrivs.',
      ladder: 'Vad lovar ni?',
      ladderHint: 'Löftet visas för alla innan de skriver något.',
      feedbackOwner: 'Vem berättar hur det gick?',
      feedbackOwnerHint: 'Skriv en funktion, till exempel landsbygdsutvecklaren.',
      feedbackDue: 'Senaste dag att berätta',
      feedbackDueHint: 'Lämna tomt så blir det 90 dagar efter mötet.',
      attended: 'Hur många var i lokalen?',
      attendedHint: 'Räkna huvuden. Alla har inte telefonen framme.',
    },
    fresh: {
      title: 'Nytt möte',
      defaultTitle: (place) => `Bystämma i ${place}`,
      template: 'Upplägg',
      showSteps: 'Visa stegen',
      button: 'Skapa mötet',
      noPlaces: 'Först behövs en plats att mötas på.',
      toMunicipality: 'Lägg till en plats',
      notFacilitator: 'Bara processledare kan skapa möten. En administratör kan ge dig rollen.',
    },
    page: {
      prepare: 'Förbered mötet',
      over: 'Mötet är avslutat. Det som sades ligger fast.',
      toOutcome: 'Till resultatet',
      doors: 'På kvällen',
      lead: 'Led mötet',
      leadHint: 'Där öppnar du dörrarna och tar ett steg i taget.',
      code: 'Mötets kod',
      codeLater: 'Koden kommer när dörrarna öppnas.',
      joinLink: 'Länk för deltagare',
      screenLink: 'Länk för väggen i salen',
      screenHint: 'Öppna den på datorn vid projektorn.',
      renewHeading: 'Byt kod och länk',
      renewLead: 'Om koden hamnat fel. Den gamla slutar gälla; de som är inne är kvar.',
      renewButton: 'Byt kod',
      renewed: 'Koden är bytt.',
      clearLead:
        'Har utomstående trängt sig in? Byt kod och släpp ut alla som inte har sagt något än. De som sitter i salen kommer in igen med den nya koden. Inget som är sagt försvinner.',
      clearButton: 'Byt kod och töm dörren',
      cleared: 'Koden är bytt, och de som inte hade sagt något är ute. Visa den nya koden i salen.',
      settings: 'Om mötet',
      save: 'Spara',
      saved: 'Sparat.',
    },
  },
  en: {
    settings: {
      place: 'Place',
      title: 'Name of the meeting',
      titleHint: 'Leave it empty and it is called “Village meeting in” and the name of the place.',
      day: 'Day',
      startsAt: 'Starts',
      venue: 'Venue',
      venueHint: 'For example the village hall.',
      custodian: 'Who holds the meeting?',
      custodianHint: 'Whoever holds the meeting is responsible for what is written.',
      ladder: 'What do you promise?',
      ladderHint: 'The promise is shown to everybody before they write anything.',
      feedbackOwner: 'Who tells people how it went?',
      feedbackOwnerHint: 'Write a function, for example the rural development officer.',
      feedbackDue: 'Last day to tell',
      feedbackDueHint: 'Leave it empty and it becomes 90 days after the meeting.',
      attended: 'How many were in the room?',
      attendedHint: 'Count heads. Not everybody has a phone out.',
    },
    fresh: {
      title: 'New meeting',
      defaultTitle: (place) => `Village meeting in ${place}`,
      template: 'Agenda',
      showSteps: 'Show the steps',
      button: 'Make the meeting',
      noPlaces: 'A place to meet is needed first.',
      toMunicipality: 'Add a place',
      notFacilitator: 'Only facilitators can make meetings. An administrator can give you the role.',
    },
    page: {
      prepare: 'Prepare the meeting',
      over: 'The meeting is over. What was said stands.',
      toOutcome: 'To the outcome',
      doors: 'On the evening',
      lead: 'Lead the meeting',
      leadHint: 'There you open the doors and take one step at a time.',
      code: 'Code of the meeting',
      codeLater: 'The code comes when the doors open.',
      joinLink: 'Link for participants',
      screenLink: 'Link for the wall of the hall',
      screenHint: 'Open it on the computer at the projector.',
      renewHeading: 'Change code and link',
      renewLead: 'If the code has gone astray. The old one stops working; those who are in stay in.',
      renewButton: 'Change the code',
      renewed: 'The code has been changed.',
      clearLead:
        'Have outsiders crowded in? Change the code and let out everybody who has said nothing yet. Those in the hall come in again with the new code. Nothing that was said is lost.',
      clearButton: 'Change the code and clear the door',
      cleared: 'The code is changed, and those who had said nothing are out. Show the new code in the hall.',
      settings: 'About the meeting',
      save: 'Save',
      saved: 'Saved.',
    },
  },
};
