import type { Kit } from '../kit.ts';
import { between, lengthAtMost, lengthBetween } from './limits.ts';
import {
  meetingLimits,
  type Custodian,
  type LadderLevel,
  type MeetingState,
} from '../../shared/domain/meeting.ts';
import { placeLimits } from '../../shared/domain/place.ts';
import { stepLimits, type StepKind, type StepState } from '../../shared/domain/step.ts';

/** Where and when: municipalities, places, meetings with their steps, and who came in. */
export const meetingTables = (k: Kit) => {
  const municipalities = k.table(
    'municipalities',
    {
      code: k.text().primaryKey(),
      name: k.text().notNull(),
      createdAt: k.time().notNull(),
    },
    (t) => [k.check('municipalities_name_length', lengthBetween(t.name, 1, placeLimits.name))],
  );
  const places = k.table(
    'places',
    {
      id: k.text().primaryKey(),
      municipalityCode: k
        .text()
        .notNull()
        .references(() => municipalities.code),
      name: k.text().notNull(),
      kind: k.text().notNull().default('village'),
      population: k.int(),
      createdAt: k.time().notNull(),
    },
    (t) => [
      k.uniqueIndex('places_name').on(t.municipalityCode, t.name),
      k.check('places_name_length', lengthBetween(t.name, 1, placeLimits.name)),
      k.check('places_population_range', between(t.population, 0, placeLimits.population)),
    ],
  );
  const meetings = k.table(
    'meetings',
    {
      id: k.text().primaryKey(),
      municipalityCode: k
        .text()
        .notNull()
        .references(() => municipalities.code),
      placeId: k
        .text()
        .notNull()
        .references(() => places.id),
      title: k.text().notNull(),
      /** Calendar day `YYYY-MM-DD` and clock `HH:MM`, local time of the hall. */
      day: k.text().notNull(),
      startsAt: k.text(),
      venue: k.text(),
      state: k.text().$type<MeetingState>().notNull().default('draft'),
      template: k.text().notNull(),
      custodian: k.text().$type<Custodian>().notNull(),
      ladderLevel: k.text().$type<LadderLevel>().notNull(),
      feedbackOwner: k.text(),
      feedbackDue: k.text(),
      /** Seven signs, only while the doors are open. */
      joinCode: k.text().unique(),
      joinToken: k.text().notNull().unique(),
      screenToken: k.text().notNull().unique(),
      currentStepId: k.text(),
      timerEndsAt: k.time(),
      timerMinutes: k.int(),
      noteCounter: k.int().notNull().default(0),
      /** People in the hall, counted at the door by the facilitator; joins are counted by us. */
      attended: k.int(),
      createdBy: k.text(),
      createdAt: k.time().notNull(),
      openedAt: k.time(),
      closedAt: k.time(),
      deliveredAt: k.time(),
    },
    (t) => [
      k.index('meetings_municipality').on(t.municipalityCode),
      k.check('meetings_title_length', lengthBetween(t.title, 1, meetingLimits.title)),
      k.check('meetings_attended_range', between(t.attended, 0, meetingLimits.attended)),
    ],
  );
  const steps = k.table(
    'steps',
    {
      id: k.text().primaryKey(),
      meetingId: k
        .text()
        .notNull()
        .references(() => meetings.id),
      position: k.int().notNull(),
      kind: k.text().$type<StepKind>().notNull(),
      title: k.text().notNull(),
      questionId: k.text(),
      question: k.text(),
      minutes: k.int().notNull(),
      dotsPerPerson: k.int().notNull().default(0),
      state: k.text().$type<StepState>().notNull().default('waiting'),
      notesRevealed: k.bool().notNull().default(false),
      dotsRevealed: k.bool().notNull().default(false),
      openedAt: k.time(),
      closedAt: k.time(),
    },
    (t) => [
      k.uniqueIndex('steps_position').on(t.meetingId, t.position),
      k.uniqueIndex('steps_budget').on(t.id, t.dotsPerPerson),
      k.check('steps_title_length', lengthBetween(t.title, 1, stepLimits.title)),
      k.check('steps_question_length', lengthAtMost(t.question, stepLimits.question)),
      k.check('steps_minutes_range', between(t.minutes, 0, stepLimits.minutes)),
      k.check('steps_dotsPerPerson_range', between(t.dotsPerPerson, 0, stepLimits.dotsPerPerson)),
      // Below 0 they stand only while their order changes.
      k.check('steps_position_budget', between(t.position, -stepLimits.steps, stepLimits.steps - 1)),
    ],
  );
  const participants = k.table(
    'participants',
    {
      id: k.text().primaryKey(),
      meetingId: k
        .text()
        .notNull()
        .references(() => meetings.id),
      /** SHA-256 of the 128-bit secret in the phone's cookie. */
      secretHash: k.text().notNull().unique(),
      joinedAt: k.time().notNull(),
    },
    (t) => [k.index('participants_meeting').on(t.meetingId)],
  );
  return { municipalities, places, meetings, steps, participants };
};
export type MeetingTables = ReturnType<typeof meetingTables>;
