import { sql } from 'drizzle-orm';
import type { Kit } from '../kit.ts';
import { between, goTogether, lengthAtMost, lengthBetween } from './limits.ts';
import type { MeetingTables } from './meetings.ts';
import { noteLimits, type Channel, type NoteStatus } from '../../shared/domain/note.ts';
import type { DotTarget } from '../../shared/domain/dot.ts';
import { offerLimits, type OfferKind, type OfferStatus, type OfferUnit } from '../../shared/domain/offer.ts';
import type { ResponsibleLevel } from '../../shared/domain/plan-input.ts';
import { stepLimits } from '../../shared/domain/step.ts';

/** What people said: notes, dots while the round is open, offers, and contacts in a store of their own. */
export const saidTables = (k: Kit, { meetings, steps, participants }: MeetingTables) => {
  const notes = k.table(
    'notes',
    {
      id: k.text().primaryKey(),
      meetingId: k
        .text()
        .notNull()
        .references(() => meetings.id),
      stepId: k
        .text()
        .notNull()
        .references(() => steps.id),
      questionId: k.text(),
      /** Counted within the meeting; the short key of the note in the room's document. */
      number: k.int().notNull(),
      /** Cut (null) when the meeting closes: after that nobody can say who wrote it. */
      participantId: k.text(),
      /** Counted among its author's notes, and cut with her: who wrote first would be half a name. */
      ownNumber: k.int(),
      text: k.text().notNull(),
      /** What stood there before words were masked; never leaves the server. */
      original: k.text(),
      lang: k.text().notNull().default('sv'),
      translation: k.text(),
      channel: k.text().$type<Channel>().notNull(),
      status: k.text().$type<NoteStatus>().notNull().default('visible'),
      mergedInto: k.text(),
      serviceCodes: k.json<string[]>().notNull(),
      responsibleLevel: k.text().$type<ResponsibleLevel>(),
      /** Set by the outcome; until then the facilitators' document says where a note lies. */
      themeId: k.text(),
      writtenAt: k.time().notNull(),
      updatedAt: k.time().notNull(),
    },
    (t) => [
      k.uniqueIndex('notes_number').on(t.meetingId, t.number),
      k.uniqueIndex('notes_own_number').on(t.participantId, t.ownNumber),
      k.check('notes_text_length', lengthBetween(t.text, 1, noteLimits.text)),
      k.check('notes_original_length', lengthBetween(t.original, 1, noteLimits.text)),
      // As with dots: what has a number can be there only so many times.
      k.check('notes_number_budget', between(t.number, 1, noteLimits.perMeeting)),
      k.check('notes_own_number_budget', between(t.ownNumber, 1, noteLimits.perParticipant)),
      k.check('notes_own_number_cut', goTogether(t.participantId, t.ownNumber)),
    ],
  );
  const dotOptions = k.table(
    'dot_options',
    {
      stepId: k
        .text()
        .notNull()
        .references(() => steps.id),
      targetId: k.text().notNull(),
      target: k.text().$type<DotTarget>().notNull(),
      title: k.text().notNull(),
      position: k.int().notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.stepId, t.targetId] })],
  );
  const dots = k.table(
    'dots',
    {
      stepId: k.text().notNull(),
      participantId: k
        .text()
        .notNull()
        .references(() => participants.id),
      dot: k.int().notNull(),
      /** Dots each person has in this round, as the step says; the two are kept equal by their key. */
      budget: k.int().notNull(),
      targetId: k.text().notNull(),
      /** The order of this person's own taps, as her phone counted them; an older tap never overtakes. */
      placedAt: k.time().notNull(),
    },
    (t) => [
      // The budget: a dot has a number, and a number lies in one place.
      k.primaryKey({ columns: [t.stepId, t.participantId, t.dot] }),
      k.check('dots_number', between(t.dot, 1, stepLimits.dotsPerPerson)),
      k.check('dots_round_budget', sql`${t.dot} <= ${t.budget}`),
      // Nobody can say that a round has more, and it cannot get fewer than somebody has laid.
      k
        .foreignKey({
          name: 'dots_round',
          columns: [t.stepId, t.budget],
          foreignColumns: [steps.id, steps.dotsPerPerson],
        })
        .onUpdate('cascade'),
    ],
  );
  const offers = k.table(
    'offers',
    {
      id: k.text().primaryKey(),
      meetingId: k
        .text()
        .notNull()
        .references(() => meetings.id),
      stepId: k
        .text()
        .notNull()
        .references(() => steps.id),
      participantId: k.text(),
      /** Counted among this person's offers, and cut with her. */
      ownNumber: k.int(),
      noteId: k.text(),
      themeId: k.text(),
      kind: k.text().$type<OfferKind>().notNull(),
      text: k.text().notNull(),
      amount: k.number(),
      unit: k.text().$type<OfferUnit>(),
      condition: k.text(),
      /** Who offers, as a kind of owner, never a name. */
      ownerLabel: k.text(),
      status: k.text().$type<OfferStatus>().notNull().default('offered'),
      contactRef: k.text(),
      madeAt: k.time().notNull(),
    },
    (t) => [
      k.index('offers_meeting').on(t.meetingId),
      k.uniqueIndex('offers_own_number').on(t.participantId, t.ownNumber),
      k.check('offers_text_length', lengthBetween(t.text, 1, offerLimits.text)),
      k.check('offers_condition_length', lengthAtMost(t.condition, offerLimits.condition)),
      k.check('offers_amount_range', between(t.amount, 0, offerLimits.amount)),
      k.check('offers_own_number_budget', between(t.ownNumber, 1, offerLimits.perParticipant)),
      k.check('offers_own_number_cut', goTogether(t.participantId, t.ownNumber)),
    ],
  );
  /** Reached only from an offer's random reference, one way; no export and no document holds it. */
  const contacts = k.table(
    'contacts',
    {
      ref: k.text().primaryKey(),
      meetingId: k.text().notNull(),
      contact: k.text().notNull(),
      expiresAt: k.time().notNull(),
    },
    (t) => [k.check('contacts_contact_length', lengthBetween(t.contact, 1, offerLimits.contact))],
  );
  return { notes, dotOptions, dots, offers, contacts };
};
