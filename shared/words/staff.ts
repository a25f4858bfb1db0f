import type { Words } from './language.ts';

/** Home of those who work with meetings, a municipality's page and its people. */
interface StaffWords {
  home: {
    title: string;
    hello: (name: string) => string;
    noRoles: string;
    noMunicipalities: string;
    noMeetings: string;
    all: string;
    regionLater: string;
    addHeading: string;
    addLead: string;
    code: string;
    codeHint: string;
    name: string;
    addButton: string;
  };
  links: { newMeeting: string; overview: string; inputs: string; people: string };
  next: { prepare: string; lead: string; review: string; read: string };
  municipality: {
    meetings: string;
    groups: { now: string; draft: string; review: string; delivered: string };
    places: string;
    noPlaces: string;
    inhabitants: (count: number) => string;
    addPlace: string;
    placeName: string;
    population: string;
    optional: string;
    addPlaceButton: string;
    revise: string;
    revisePlace: (name: string) => string;
    reviseButton: string;
    reviseName: string;
    municipalityName: string;
    firstHeading: string;
    firstPlace: string;
    firstFacilitator: string;
    firstMeeting: string;
    firstPeople: string;
  };
  people: {
    title: string;
    heading: (municipality: string) => string;
    you: string;
    has: (name: string) => string;
    everywhere: (role: string) => string;
    take: (role: string, name: string) => string;
    takeShort: string;
    giveFor: (name: string) => string;
    giveButton: string;
    inviteHeading: string;
    inviteLead: string;
    email: string;
    rolesLegend: string;
    inviteButton: string;
    linkReady: string;
    linkOnce: string;
    linkLabel: string;
    copy: string;
    copied: string;
    waiting: string;
    until: (day: string) => string;
    withdraw: (email: string) => string;
    withdrawShort: string;
  };
}

export const staffWords: Words<StaffWords> = {
  sv: {
    home: {
      title: 'Mina möten',
      hello: (name) => `Hej ${name}!`,
      noRoles: 'Du har ingen roll i någon kommun än. Be en administratör att ge dig en.',
      noMunicipalities: 'Här finns ingen kommun än. Lägg till den första, så kan du bjuda in processledare.',
      noMeetings: 'Inget möte är planerat.',
      all: 'Alla möten och platser',
      regionLater: 'Sidor för regionen finns inte än. Här ser du vilka möten som har hållits och planeras.',
      addHeading: 'Lägg till en kommun',
      addLead: 'Kommunen får en egen sida med platser, möten och personer.',
      code: 'Kommunkod',
      codeHint: 'Fyra siffror, till exempel 0482.',
      name: 'Kommunens namn',
      addButton: 'Lägg till kommunen',
    },
    links: {
      newMeeting: 'Nytt möte',
      overview: 'Det som kommit fram',
      inputs: 'Underlag till planen',
      people: 'Personer och roller',
    },
    next: { prepare: 'Förbered', lead: 'Led mötet', review: 'Gå igenom resultatet', read: 'Läs resultatet' },
    municipality: {
      meetings: 'Möten',
      groups: { now: 'Just nu', draft: 'På gång', review: 'Att gå igenom', delivered: 'Klara' },
      places: 'Platser',
      noPlaces: 'Ingen plats finns än. En plats är en by, en stadsdel eller en ort där ni möts.',
      inhabitants: (count) => `${count} invånare`,
      addPlace: 'Lägg till en plats',
      placeName: 'Platsens namn',
      population: 'Antal invånare',
      optional: 'kan lämnas tomt',
      addPlaceButton: 'Lägg till platsen',
      revise: 'Ändra',
      revisePlace: (name) => `Ändra ${name}`,
      reviseButton: 'Spara ändringen',
      reviseName: 'Ändra kommunens namn',
      municipalityName: 'Kommunens namn',
      firstHeading: 'Så kommer ni igång',
      firstPlace: 'Lägg till platsen där ni ska mötas, längre ner på sidan.',
      firstFacilitator: 'Ge någon rollen processledare. Det kan vara du själv.',
      firstMeeting: 'Processledaren skapar ett nytt möte och förbereder det.',
      firstPeople: 'Till personer och roller',
    },
    people: {
      title: 'Personer och roller',
      heading: (municipality) => `Personer och roller i ${municipality}`,
      you: 'du',
      has: (name) => `Roller för ${name}`,
      everywhere: (role) => `${role} i alla kommuner`,
      take: (role, name) => `Ta bort rollen ${role} från ${name}`,
      takeShort: 'Ta bort',
      giveFor: (name) => `Ny roll för ${name}`,
      giveButton: 'Ge rollen',
      inviteHeading: 'Bjud in någon',
      inviteLead: 'Du får en länk att skicka till personen. Den gäller en gång.',
      email: 'Personens e-post',
      rolesLegend: 'Vad ska personen göra?',
      inviteButton: 'Skapa inbjudan',
      linkReady: 'Inbjudan är klar. Skicka länken till personen nu.',
      linkOnce: 'Länken visas bara den här gången.',
      linkLabel: 'Länk att skicka',
      copy: 'Kopiera länken',
      copied: 'Kopierad',
      waiting: 'Inbjudna som inte svarat',
      until: (day) => `gäller till ${day}`,
      withdraw: (email) => `Dra tillbaka inbjudan till ${email}`,
      withdrawShort: 'Dra tillbaka',
    },
  },
  en: {
    home: {
      title: 'My meetings',
      hello: (name) => `Hello ${name}!`,
      noRoles: 'You have no role in any municipality yet. Ask an administrator to give you one.',
      noMunicipalities: 'There is no municipality yet. Add the first one, then you can invite facilitators.',
      noMeetings: 'No meeting is planned.',
      all: 'All meetings and places',
      regionLater:
        'Pages for the region do not exist yet. Here you see which meetings have been held and are planned.',
      addHeading: 'Add a municipality',
      addLead: 'The municipality gets its own page with places, meetings and people.',
      code: 'Municipality code',
      codeHint: 'Four digits, for example 0482.',
      name: 'Name of the municipality',
      addButton: 'Add the municipality',
    },
    links: {
      newMeeting: 'New meeting',
      overview: 'What has come up',
      inputs: 'Plan inputs',
      people: 'People and roles',
    },
    next: {
      prepare: 'Prepare',
      lead: 'Lead the meeting',
      review: 'Go through the outcome',
      read: 'Read the outcome',
    },
    municipality: {
      meetings: 'Meetings',
      groups: { now: 'Right now', draft: 'Coming', review: 'To go through', delivered: 'Done' },
      places: 'Places',
      noPlaces: 'There is no place yet. A place is a village, a district or a locality where you meet.',
      inhabitants: (count) => `${count} inhabitants`,
      addPlace: 'Add a place',
      placeName: 'Name of the place',
      population: 'Number of inhabitants',
      optional: 'may be left empty',
      addPlaceButton: 'Add the place',
      revise: 'Change',
      revisePlace: (name) => `Change ${name}`,
      reviseButton: 'Save the change',
      reviseName: 'Change the name of the municipality',
      municipalityName: 'Name of the municipality',
      firstHeading: 'How to get started',
      firstPlace: 'Add the place where you will meet, further down this page.',
      firstFacilitator: 'Give somebody the role of facilitator. It may be yourself.',
      firstMeeting: 'The facilitator makes a new meeting and prepares it.',
      firstPeople: 'To people and roles',
    },
    people: {
      title: 'People and roles',
      heading: (municipality) => `People and roles in ${municipality}`,
      you: 'you',
      has: (name) => `Roles of ${name}`,
      everywhere: (role) => `${role} in every municipality`,
      take: (role, name) => `Remove the role ${role} from ${name}`,
      takeShort: 'Remove',
      giveFor: (name) => `New role for ${name}`,
      giveButton: 'Give the role',
      inviteHeading: 'Invite somebody',
      inviteLead: 'You get a link to send to the person. It works once.',
      email: 'E-mail of the person',
      rolesLegend: 'What will the person do?',
      inviteButton: 'Make the invitation',
      linkReady: 'The invitation is ready. Send the link to the person now.',
      linkOnce: 'The link is shown only this time.',
      linkLabel: 'Link to send',
      copy: 'Copy the link',
      copied: 'Copied',
      waiting: 'Invited, not yet answered',
      until: (day) => `valid until ${day}`,
      withdraw: (email) => `Withdraw the invitation to ${email}`,
      withdrawShort: 'Withdraw',
    },
  },
};
