import type { Words } from './language.ts';

/** The politicians' pages: a municipality, one need, one place. */
interface MunicipalityWords {
  overview: {
    title: (name: string) => string;
    lead: string;
    figures: (f: { meetings: number; participants: number; notes: number; offers: number }) => string;
    inputs: (n: number) => string;
    empty: string;
    heat: string;
    heatHint: string;
    heatCell: (notes: string, group: string, place: string) => string;
    heatNone: string;
    asTable: string;
    group: string;
    needs: string;
    needsHint: string;
    noNeeds: string;
    barsHint: string;
    manyPlaces: string;
    onePlace: string;
    onePlaceHint: string;
    basic: string;
    topFive: string;
    offers: string;
    offersBy: (place: string, offers: string) => string;
    noOffers: string;
    feedback: string;
    feedbackHint: string;
    due: (day: string) => string;
    overdue: (day: string) => string;
    noDay: string;
    owner: (name: string) => string;
    noOwner: string;
    places: string;
    place: string;
    meeting: string;
    notYetMet: string;
    participants: string;
    notes: string;
    /** Under the heading of notes. */
    noNotes: string;
  };
  need: {
    came: (places: number, of: number) => string;
    absent: string;
    absentNone: string;
    back: (name: string) => string;
    silence: string;
    none: string;
    groupOf: (group: string) => string;
    parts: string;
    themes: string;
    notes: string;
    offers: string;
    read: string;
    topFive: string;
  };
  place: {
    title: (name: string) => string;
    notYetMet: string;
    noNotes: string;
    top: string;
    inputs: string;
    needs: string;
  };
}

const meetings = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

export const municipalityWords: Words<MunicipalityWords> = {
  sv: {
    overview: {
      title: (name) => `Det här säger bygderna i ${name}`,
      lead: 'Allt bygger på lappar från möten. Tryck på en siffra för att läsa orden bakom.',
      figures: (f) =>
        `${meetings(f.meetings, 'möte', 'möten')}, ${f.participants} deltagare, ${meetings(f.notes, 'lapp', 'lappar')} och ${meetings(f.offers, 'erbjudande', 'erbjudanden')}.`,
      inputs: (n) => (n === 0 ? 'Underlag till planen' : `Underlag till planen (${n})`),
      empty: 'Inget möte är avslutat än. När ett möte är klart syns det här.',
      heat: 'Vad handlade lapparna om?',
      heatHint: 'Större ruta betyder fler lappar. En lapp kan handla om flera saker.',
      heatCell: (notes, group, place) => `${notes} om ${group} i ${place}`,
      heatNone: 'ingen lapp',
      asTable: 'Samma sak som tabell, med personer',
      group: 'Område',
      needs: 'Behov',
      noNeeds: 'Inga behov än. De syns här när lappar har fått ett serviceslag.',
      needsHint:
        'Först det som kom upp på flest platser, sedan det som störst andel la prick på. Antalet prickar styr inte ordningen, för då skulle stora byar dränka små.',
      barsHint: 'Stapeln visar hur många av dem som la prickar på mötet som la minst en här.',
      manyPlaces: 'Kom upp på flera platser',
      onePlace: 'Kom upp på en plats',
      onePlaceHint: 'Få har tagit upp det. Det kan ändå vara livsviktigt där.',
      basic: 'Grundläggande service',
      topFive: 'bland de fem som flest la prick på här',
      offers: 'Det bygderna erbjuder',
      offersBy: (place, offers) => `${place}: ${offers}`,
      noOffers: 'Inga erbjudanden än.',
      feedback: 'Återkoppling till bygderna',
      feedbackHint: 'Varje möte har fått ett löfte om när kommunen svarar.',
      due: (day) => `Svar senast ${day}`,
      overdue: (day) => `Försenat, skulle varit klart ${day}`,
      noDay: 'Ingen dag är bestämd',
      owner: (name) => `Ansvarig: ${name}`,
      noOwner: 'Ingen ansvarig är utsedd',
      places: 'Platser',
      place: 'Plats',
      meeting: 'Senaste möte',
      notYetMet: 'Inget avslutat möte än',
      participants: 'Deltagare',
      notes: 'Lappar',
      noNotes: 'inga skrevs',
    },
    need: {
      came: (places, of) => `Kom upp på ${places} av ${of} ${of === 1 ? 'plats' : 'platser'}`,
      absent: 'Kom inte upp:',
      absentNone: 'Kom upp överallt där lappar har skrivits.',
      back: (name) => `Alla behov i ${name}`,
      silence:
        'Att något inte kom upp behöver inte betyda att det är bra. Det kan ha glömts bort, eller så var fel personer där.',
      none: 'Ingen lapp har handlat om det här.',
      groupOf: (group) => `Hör till ${group}`,
      parts: 'Delar i området',
      themes: 'Teman',
      notes: 'Det som stod på lapparna',
      offers: 'Erbjudanden',
      read: 'Läs hela mötet',
      topFive: 'Bland de fem som flest la prick på här.',
    },
    place: {
      title: (name) => `Det här säger ${name}`,
      notYetMet: 'Inget möte har avslutats här än.',
      noNotes: 'Inga lappar har skrivits här. Platsen räknas därför inte med när behoven jämförs.',
      top: 'Det flest la prick på',
      inputs: 'Underlag som bygden har lämnat',
      needs: 'Behov som kom upp här',
    },
  },
  en: {
    overview: {
      title: (name) => `What the villages in ${name} say`,
      lead: 'Everything builds on notes from meetings. Press a figure to read the words behind it.',
      figures: (f) =>
        `${meetings(f.meetings, 'meeting', 'meetings')}, ${meetings(f.participants, 'participant', 'participants')}, ${meetings(f.notes, 'note', 'notes')} and ${meetings(f.offers, 'offer', 'offers')}.`,
      inputs: (n) => (n === 0 ? 'Inputs to the plan' : `Inputs to the plan (${n})`),
      empty: 'No meeting is finished yet. When one is, it shows here.',
      heat: 'What were the notes about?',
      heatHint: 'A larger square means more notes. A note can be about several things.',
      heatCell: (notes, group, place) => `${notes} about ${group} in ${place}`,
      heatNone: 'no note',
      asTable: 'The same as a table, with people',
      group: 'Area',
      needs: 'Needs',
      noNeeds: 'No needs yet. They show here when notes have been given a service type.',
      needsHint:
        'First what came up in most places, then what the largest share placed a dot on. The number of dots does not decide, for then large villages would drown small ones.',
      barsHint: 'The bar shows how many of those who placed dots at the meeting placed at least one here.',
      manyPlaces: 'Came up in several places',
      onePlace: 'Came up in one place',
      onePlaceHint: 'Few brought it up. It may still be vital there.',
      basic: 'Basic service',
      topFive: 'among the five that most placed a dot on here',
      offers: 'What the villages offer',
      offersBy: (place, offers) => `${place}: ${offers}`,
      noOffers: 'No offers yet.',
      feedback: 'Feedback to the villages',
      feedbackHint: 'Each meeting was promised a day when the municipality answers.',
      due: (day) => `Answer by ${day}`,
      overdue: (day) => `Overdue, was due ${day}`,
      noDay: 'No day is set',
      owner: (name) => `Responsible: ${name}`,
      noOwner: 'Nobody is responsible yet',
      places: 'Places',
      place: 'Place',
      meeting: 'Latest meeting',
      notYetMet: 'No finished meeting yet',
      participants: 'Participants',
      notes: 'Notes',
      noNotes: 'none were written',
    },
    need: {
      came: (places, of) => `Came up in ${places} of ${of} ${of === 1 ? 'place' : 'places'}`,
      absent: 'Did not come up:',
      absentNone: 'Came up everywhere notes were written.',
      back: (name) => `All needs in ${name}`,
      silence:
        'That something did not come up does not mean all is well. It may have been forgotten, or the wrong people were there.',
      none: 'No note has been about this.',
      groupOf: (group) => `Belongs to ${group}`,
      parts: 'Parts of the area',
      themes: 'Themes',
      notes: 'What the notes said',
      offers: 'Offers',
      read: 'Read the whole meeting',
      topFive: 'Among the five that most placed a dot on here.',
    },
    place: {
      title: (name) => `What ${name} says`,
      notYetMet: 'No meeting has been finished here yet.',
      noNotes: 'No notes were written here. The place is therefore not counted when needs are compared.',
      top: 'What most placed a dot on',
      inputs: 'Inputs the village has handed over',
      needs: 'Needs that came up here',
    },
  },
};
