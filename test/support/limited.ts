import type { Db } from '../../db/connect.ts';
import {
  insertMeeting,
  insertMunicipality,
  insertParticipant,
  insertPlace,
  insertSteps,
  renameMunicipality,
  updateMeeting,
  updatePlace,
  updateStep,
} from '../../server/store/meetings.ts';
import { savePlanInput, updatePlanInput } from '../../server/store/plan-inputs.ts';
import { insertContact, insertNewNote, insertOffer, placeDot, updateNote } from '../../server/store/said.ts';
import { meetingLimits } from '../../shared/domain/meeting.ts';
import { noteLimits } from '../../shared/domain/note.ts';
import { offerLimits } from '../../shared/domain/offer.ts';
import { placeLimits } from '../../shared/domain/place.ts';
import { planInputLimits } from '../../shared/domain/plan-input.ts';
import type { Problem } from '../../shared/domain/problem.ts';
import { stepLimits } from '../../shared/domain/step.ts';

const now = new Date(Date.UTC(2026, 10, 22, 18));
const id = () => crypto.randomUUID();
const signs = (many: number): string => 'å'.repeat(many);

/** Whoever could write anything into these tables, past every command: one meeting with a round of three dots. */
export const aHall = async (tx: Db) => {
  const [placeId, meetingId, stepId, roundId, participantId] = [id(), id(), id(), id(), id()];
  const municipalityCode = '0482';
  await insertMunicipality(tx, { code: municipalityCode, name: 'Flen', createdAt: now });
  await insertPlace(tx, { id: placeId, municipalityCode, name: `By ${placeId}`, createdAt: now });
  await insertMeeting(tx, {
    ...{ id: meetingId, municipalityCode, placeId, title: 'Bymöte', day: '2026-11-22', state: 'running' },
    ...{ template: 'three-questions-90', custodian: 'municipality', ladderLevel: 'dialogue' },
    ...{ joinToken: id(), screenToken: id(), createdAt: now },
  });
  const step = { meetingId, minutes: 10 };
  await insertSteps(tx, [
    { ...step, id: stepId, position: 0, kind: 'collect', title: 'Fråga 1' },
    { ...step, id: roundId, position: 1, kind: 'dots', title: 'Prickar', dotsPerPerson: 3 },
  ]);
  await insertParticipant(tx, { id: participantId, meetingId, secretHash: id(), joinedAt: now });
  return { municipalityCode, placeId, meetingId, stepId, roundId, participantId };
};
type Hall = Awaited<ReturnType<typeof aHall>>;

const note = (hall: Hall, change: Partial<Parameters<typeof insertNewNote>[1]> = {}) => ({
  ...{ id: id(), meetingId: hall.meetingId, stepId: hall.stepId, questionId: 'q1', number: 1 },
  ...{ participantId: hall.participantId, ownNumber: 1, text: 'Bussen', lang: 'sv' },
  ...{ channel: 'phone' as const, serviceCodes: [], writtenAt: now, updatedAt: now, ...change },
});
const offer = (hall: Hall, change: Partial<Parameters<typeof insertOffer>[1]> = {}) => ({
  ...{ id: id(), meetingId: hall.meetingId, stepId: hall.stepId, participantId: hall.participantId },
  ...{ ownNumber: 1, kind: 'time' as const, text: 'Jag kan köra', madeAt: now, ...change },
});
const dot = (hall: Hall, dot: number, budget = 3) => ({
  ...{ stepId: hall.roundId, participantId: hall.participantId, dot, budget, targetId: 't', placedAt: now },
});
const input = (hall: Hall, change: Partial<Parameters<typeof savePlanInput>[1]> = {}) => ({
  ...{ id: id(), meetingId: hall.meetingId, municipalityCode: hall.municipalityCode, placeId: hall.placeId },
  ...{ kind: 'need' as const, title: 'Buss', text: 'En buss', serviceCodes: [] },
  ...{ responsibleLevel: 'region' as const, createdAt: now, updatedAt: now, ...change },
});

interface Limit {
  /** The constraint in the database. */
  name: string;
  /** The numbers it must hold, from the domain. */
  numbers: number[];
  /** Writes one thing of this size, or of this number. */
  write(tx: Db, hall: Hall, size: number): Promise<unknown>;
  problem: Problem;
  /** Where the limit lies, when it is not the last of its numbers. */
  most?: number;
}

const tooLong = (field: string): Problem => ({ code: 'too_long', field });
const malformed = (field: string): Problem => ({ code: 'malformed', field });
const full: Problem = { code: 'over_budget' };

/** Every limit on what is stored, by the name it has in the database. */
export const limits: Limit[] = [
  {
    ...{ name: 'notes_text_length', numbers: [1, noteLimits.text], problem: tooLong('text') },
    write: (tx, hall, size) => insertNewNote(tx, note(hall, { text: signs(size) })),
  },
  {
    ...{ name: 'notes_original_length', numbers: [1, noteLimits.text], problem: tooLong('original') },
    write: async (tx, hall, size) => {
      const row = note(hall);
      await insertNewNote(tx, row);
      await updateNote(tx, row.id, { status: 'masked', original: signs(size) });
    },
  },
  {
    ...{ name: 'notes_number_budget', numbers: [1, noteLimits.perMeeting], problem: full },
    write: (tx, hall, size) => insertNewNote(tx, note(hall, { number: size })),
  },
  {
    ...{ name: 'notes_own_number_budget', numbers: [1, noteLimits.perParticipant], problem: full },
    write: (tx, hall, size) => insertNewNote(tx, note(hall, { ownNumber: size })),
  },
  {
    ...{ name: 'dots_number', numbers: [1, stepLimits.dotsPerPerson], problem: full },
    write: async (tx, hall, size) => {
      await updateStep(tx, hall.roundId, { dotsPerPerson: stepLimits.dotsPerPerson });
      await placeDot(tx, dot(hall, size, stepLimits.dotsPerPerson));
    },
  },
  {
    ...{ name: 'dots_round_budget', numbers: [], most: 3, problem: full },
    write: (tx, hall, size) => placeDot(tx, dot(hall, size)),
  },
  {
    ...{ name: 'offers_text_length', numbers: [1, offerLimits.text], problem: tooLong('text') },
    write: (tx, hall, size) => insertOffer(tx, offer(hall, { text: signs(size) })),
  },
  {
    ...{ name: 'offers_condition_length', numbers: [offerLimits.condition], problem: tooLong('condition') },
    write: (tx, hall, size) => insertOffer(tx, offer(hall, { condition: signs(size) })),
  },
  {
    ...{ name: 'offers_amount_range', numbers: [0, offerLimits.amount], problem: malformed('amount') },
    write: (tx, hall, size) => insertOffer(tx, offer(hall, { amount: size })),
  },
  {
    ...{ name: 'offers_own_number_budget', numbers: [1, offerLimits.perParticipant], problem: full },
    write: (tx, hall, size) => insertOffer(tx, offer(hall, { ownNumber: size })),
  },
  {
    ...{ name: 'contacts_contact_length', numbers: [1, offerLimits.contact], problem: tooLong('contact') },
    write: (tx, hall, size) =>
      insertContact(tx, { ref: id(), meetingId: hall.meetingId, contact: signs(size), expiresAt: now }),
  },
  {
    ...{ name: 'participants_budget', numbers: [meetingLimits.participants], problem: full },
    // One has come in already.
    write: async (tx, hall, size) => {
      for (let nth = 1; nth < size; nth += 1)
        await insertParticipant(tx, {
          ...{ id: id(), meetingId: hall.meetingId, secretHash: id(), joinedAt: now },
        });
    },
  },
  {
    ...{ name: 'steps_title_length', numbers: [1, stepLimits.title], problem: tooLong('title') },
    write: (tx, hall, size) => updateStep(tx, hall.stepId, { title: signs(size) }),
  },
  {
    ...{ name: 'steps_question_length', numbers: [stepLimits.question], problem: tooLong('question') },
    write: (tx, hall, size) => updateStep(tx, hall.stepId, { question: signs(size) }),
  },
  {
    ...{ name: 'steps_minutes_range', numbers: [0, stepLimits.minutes], problem: malformed('minutes') },
    write: (tx, hall, size) => updateStep(tx, hall.stepId, { minutes: size }),
  },
  {
    ...{ name: 'steps_dotsPerPerson_range', numbers: [0, stepLimits.dotsPerPerson] },
    problem: malformed('dotsPerPerson'),
    write: (tx, hall, size) => updateStep(tx, hall.roundId, { dotsPerPerson: size }),
  },
  {
    ...{ name: 'steps_position_budget', numbers: [-stepLimits.steps, stepLimits.steps - 1], problem: full },
    write: (tx, hall, size) => updateStep(tx, hall.stepId, { position: size }),
  },
  {
    ...{ name: 'meetings_title_length', numbers: [1, meetingLimits.title], problem: tooLong('title') },
    write: (tx, hall, size) => updateMeeting(tx, hall.meetingId, { title: signs(size) }),
  },
  {
    ...{ name: 'meetings_attended_range', numbers: [0, meetingLimits.attended] },
    problem: malformed('attended'),
    write: (tx, hall, size) => updateMeeting(tx, hall.meetingId, { attended: size }),
  },
  {
    ...{ name: 'municipalities_name_length', numbers: [1, placeLimits.name], problem: tooLong('name') },
    write: (tx, hall, size) => renameMunicipality(tx, hall.municipalityCode, signs(size)),
  },
  {
    ...{ name: 'places_name_length', numbers: [1, placeLimits.name], problem: tooLong('name') },
    write: (tx, hall, size) => updatePlace(tx, hall.placeId, { name: signs(size) }),
  },
  {
    ...{ name: 'places_population_range', numbers: [0, placeLimits.population] },
    problem: malformed('population'),
    write: (tx, hall, size) => updatePlace(tx, hall.placeId, { population: size }),
  },
  {
    ...{ name: 'plan_inputs_title_length', numbers: [1, planInputLimits.title], problem: tooLong('title') },
    write: (tx, hall, size) => savePlanInput(tx, input(hall, { title: signs(size) }), []),
  },
  {
    ...{ name: 'plan_inputs_text_length', numbers: [planInputLimits.text], problem: tooLong('text') },
    write: (tx, hall, size) => savePlanInput(tx, input(hall, { text: signs(size) }), []),
  },
  {
    ...{ name: 'plan_inputs_registryNumber_length', numbers: [1, planInputLimits.registryNumber] },
    problem: tooLong('registryNumber'),
    write: async (tx, hall, size) => {
      const row = input(hall);
      await savePlanInput(tx, row, []);
      await updatePlanInput(tx, row.id, { registryNumber: signs(size) });
    },
  },
];
