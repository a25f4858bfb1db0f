import { and, eq, isNotNull, notInArray } from 'drizzle-orm';
import { tables, type Db } from '../../db/connect.ts';

const { dots, notes, offers, participants } = tables;

/** Removes everyone in a meeting who has written no note, laid no dot and offered nothing; returns their ids. */
export const removeSilent = async (tx: Db, meetingId: string): Promise<string[]> => {
  const authors = tx
    .select({ id: notes.participantId })
    .from(notes)
    .where(and(eq(notes.meetingId, meetingId), isNotNull(notes.participantId)));
  const givers = tx
    .select({ id: offers.participantId })
    .from(offers)
    .where(and(eq(offers.meetingId, meetingId), isNotNull(offers.participantId)));
  const removed = await tx
    .delete(participants)
    .where(
      and(
        eq(participants.meetingId, meetingId),
        notInArray(participants.id, authors),
        notInArray(participants.id, givers),
        notInArray(participants.id, tx.select({ id: dots.participantId }).from(dots)),
      ),
    )
    .returning({ id: participants.id });
  return removed.map(({ id }) => id);
};
