import type { Kit } from '../kit.ts';
import { lengthAtMost, lengthBetween } from './limits.ts';
import type { MeetingTables } from './meetings.ts';
import {
  planInputLimits,
  type PlanInputKind,
  type PlanInputStatus,
  type ResponsibleLevel,
} from '../../shared/domain/plan-input.ts';

/** What became of it: the outcome of a meeting, and the plan inputs made from it. */
export const outcomeTables = (k: Kit, { meetings, steps, municipalities, places }: MeetingTables) => {
  const outcomes = k.table('outcomes', {
    meetingId: k
      .text()
      .primaryKey()
      .references(() => meetings.id),
    participants: k.int().notNull(),
    closedAt: k.time().notNull(),
  });
  const themes = k.table(
    'themes',
    {
      id: k.text().primaryKey(),
      meetingId: k
        .text()
        .notNull()
        .references(() => meetings.id),
      title: k.text().notNull(),
      position: k.int().notNull(),
      serviceCodes: k.json<string[]>().notNull(),
    },
    (t) => [k.index('themes_meeting').on(t.meetingId)],
  );
  /** Dots after closing: who is a number that means nothing outside its round. */
  const ballots = k.table(
    'ballots',
    {
      id: k.text().primaryKey(),
      stepId: k
        .text()
        .notNull()
        .references(() => steps.id),
      giver: k.int().notNull(),
      targetId: k.text().notNull(),
      dots: k.int().notNull(),
    },
    (t) => [k.index('ballots_step').on(t.stepId)],
  );
  const planInputs = k.table(
    'plan_inputs',
    {
      id: k.text().primaryKey(),
      meetingId: k
        .text()
        .notNull()
        .references(() => meetings.id),
      municipalityCode: k
        .text()
        .notNull()
        .references(() => municipalities.code),
      placeId: k
        .text()
        .notNull()
        .references(() => places.id),
      kind: k.text().$type<PlanInputKind>().notNull(),
      title: k.text().notNull(),
      text: k.text().notNull(),
      serviceCodes: k.json<string[]>().notNull(),
      responsibleLevel: k.text().$type<ResponsibleLevel>().notNull(),
      status: k.text().$type<PlanInputStatus>().notNull().default('draft'),
      /** SEK; null is "not known", which is never the same as 0. */
      cost: k.int(),
      costBasis: k.text(),
      forwardTo: k.text(),
      inRegionalProgramme: k.bool(),
      registryNumber: k.text(),
      receivedOn: k.text(),
      writtenBy: k.text(),
      createdAt: k.time().notNull(),
      updatedAt: k.time().notNull(),
      submittedAt: k.time(),
    },
    (t) => [
      k.index('plan_inputs_municipality').on(t.municipalityCode),
      k.index('plan_inputs_meeting').on(t.meetingId),
      k.check('plan_inputs_title_length', lengthBetween(t.title, 1, planInputLimits.title)),
      k.check('plan_inputs_text_length', lengthAtMost(t.text, planInputLimits.text)),
      k.check(
        'plan_inputs_registryNumber_length',
        lengthBetween(t.registryNumber, 1, planInputLimits.registryNumber),
      ),
    ],
  );
  /** Each later thing keeps the ids of what it came from: the chain from a note to a decision. */
  const planInputOrigins = k.table(
    'plan_input_origins',
    {
      planInputId: k
        .text()
        .notNull()
        .references(() => planInputs.id, { onDelete: 'cascade' }),
      kind: k.text().$type<'theme' | 'note' | 'offer'>().notNull(),
      originId: k.text().notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.planInputId, t.kind, t.originId] })],
  );
  return { outcomes, themes, ballots, planInputs, planInputOrigins };
};
