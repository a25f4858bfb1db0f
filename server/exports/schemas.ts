import { custodians, ladderLevels } from '../../shared/domain/meeting.ts';
import { channels, noteStatuses } from '../../shared/domain/note.ts';
import { offerKinds, offerStatuses, offerUnits } from '../../shared/domain/offer.ts';
import { planInputKinds, planInputStatuses, responsibleLevels } from '../../shared/domain/plan-input.ts';
import { count, day, ids, list, maybe, oneOf, record, text, yesNo, type Schema } from './schema-parts.ts';

/**
 * Version of both exports. The first number is raised when an old reader would misunderstand, the second when
 * something was added.
 */
export const schemaVersion = '1.0';

const root = (name: string, description: string, properties: Record<string, Schema>): Schema => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: `urn:bystamma:${name}:${schemaVersion}`,
  description,
  ...record({ schemaVersion: { const: schemaVersion }, kind: { const: name }, ...properties }),
});

const few: Schema = {
  ...maybe(count),
  description: 'Different people. Null where fewer than five gave dots in the round.',
};

const meetingHead = record({
  id: text,
  title: text,
  municipalityCode: text,
  municipality: text,
  placeId: text,
  place: text,
  day,
  venue: maybe(text),
  custodian: oneOf(custodians),
  ladderLevel: oneOf(ladderLevels),
  feedbackOwner: maybe(text),
  feedbackDue: maybe(day),
});

const theme = record({
  id: text,
  title: text,
  serviceCodes: ids,
  noteIds: ids,
  offerIds: ids,
  rounds: list(record({ roundId: text, dots: count, people: few })),
});

const note = record({
  id: text,
  number: { type: 'integer', minimum: 1 },
  questionId: maybe(text),
  text: { ...maybe(text), description: 'Null when a facilitator hid the note.' },
  translation: maybe(text),
  lang: text,
  channel: oneOf(channels),
  status: oneOf(noteStatuses.filter((status) => status !== 'withdrawn')),
  mergedInto: maybe(text),
  themeId: maybe(text),
  serviceCodes: { ...ids, description: "The note's own codes if it has any, else those of its theme." },
  responsibleLevel: maybe(oneOf(responsibleLevels)),
  dots: list(record({ roundId: text, dots: count })),
});

const offer = record({
  id: text,
  kind: oneOf(offerKinds),
  text,
  amount: maybe({ type: 'number', minimum: 0 }),
  unit: maybe(oneOf(offerUnits)),
  condition: maybe(text),
  ownerLabel: { ...maybe(text), description: 'A kind of owner, never a name.' },
  status: oneOf(offerStatuses.filter((status) => status !== 'withdrawn')),
  themeId: maybe(text),
  noteId: maybe(text),
});

const planInput = record({
  id: text,
  meetingId: text,
  meetingTitle: text,
  placeId: text,
  place: text,
  kind: oneOf(planInputKinds),
  title: text,
  text,
  serviceCodes: ids,
  responsibleLevel: oneOf(responsibleLevels),
  status: oneOf(planInputStatuses.filter((status) => status !== 'draft')),
  cost: { ...maybe(count), description: 'SEK. Null is not known, which is never the same as 0.' },
  costBasis: maybe(text),
  forwardTo: maybe(text),
  inRegionalProgramme: maybe(yesNo),
  registryNumber: maybe(text),
  receivedOn: maybe(day),
  submittedOn: maybe(day),
  themeIds: ids,
  noteIds: ids,
  offerIds: ids,
});

/** The published JSON Schemas (2020-12) of the exports. */
export const schemas = {
  meeting: root('meeting', 'What one village meeting said. Dots are opinions, not votes.', {
    meeting: meetingHead,
    participants: count,
    attended: maybe(count),
    questions: list(record({ id: text, text })),
    rounds: list(record({ id: text, title: text, dots: count, people: few })),
    themes: list(theme),
    notes: list(note),
    offers: list(offer),
  }),
  planInputs: root('planInputs', 'Plan inputs that villages have handed to a municipality.', {
    municipalityCode: text,
    planInputs: list(planInput),
  }),
};
