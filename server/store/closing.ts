import { and, eq, inArray, isNotNull } from 'drizzle-orm';
import { tables, type Db } from '../../db/connect.ts';

const { notes, dots, dotOptions, offers, themes, ballots, outcomes, commands, steps, documentAuthors } =
  tables;
const { documentVersions } = tables;

/** Writes the themes as facts and says of each note where it lies. */
export const fixThemes = async (
  tx: Db,
  meetingId: string,
  fixed: (typeof themes.$inferInsert & { noteIds: readonly string[] })[],
): Promise<void> => {
  for (const { noteIds, ...theme } of fixed) {
    await tx.insert(themes).values(theme);
    for (let i = 0; i < noteIds.length; i += 500)
      await tx
        .update(notes)
        .set({ themeId: theme.id })
        .where(and(eq(notes.meetingId, meetingId), inArray(notes.id, noteIds.slice(i, i + 500))));
  }
};

/** Which of these ids another meeting's themes have already. */
export const takenThemeIds = async (tx: Db, ids: readonly string[]): Promise<string[]> => {
  const rows = await tx
    .select({ id: themes.id })
    .from(themes)
    .where(inArray(themes.id, [...ids]));
  return rows.map(({ id }) => id);
};

export const insertBallots = async (tx: Db, rows: (typeof ballots.$inferInsert)[]): Promise<void> => {
  for (let i = 0; i < rows.length; i += 200) await tx.insert(ballots).values(rows.slice(i, i + 200));
};

/**
 * Cuts every link from a device to what it wrote: authors of notes and offers, who laid which dot, the answered
 * commands, and the times, which would tell almost as much as a name in a room of twelve.
 */
export const cutLinks = async (tx: Db, meetingId: string, closedAt: Date): Promise<void> => {
  const stepIds = (await tx.select({ id: steps.id }).from(steps).where(eq(steps.meetingId, meetingId))).map(
    (s) => s.id,
  );
  if (stepIds.length > 0) {
    await tx.delete(dots).where(inArray(dots.stepId, stepIds));
    await tx.delete(dotOptions).where(inArray(dotOptions.stepId, stepIds));
  }
  await tx
    .update(notes)
    .set({ participantId: null, ownNumber: null, writtenAt: closedAt, updatedAt: closedAt })
    .where(eq(notes.meetingId, meetingId));
  await tx
    .update(offers)
    .set({ participantId: null, ownNumber: null, madeAt: closedAt })
    .where(eq(offers.meetingId, meetingId));
  await tx.delete(commands).where(and(eq(commands.meetingId, meetingId), isNotNull(commands.meetingId)));
  // Who moved which note is of no use any more: what was arranged is fact now.
  await tx.delete(documentAuthors).where(eq(documentAuthors.name, `themes/${meetingId}`));
  await tx.delete(documentVersions).where(eq(documentVersions.name, `themes/${meetingId}`));
};

export const insertOutcome = async (tx: Db, row: typeof outcomes.$inferInsert): Promise<void> => {
  await tx.insert(outcomes).values(row);
};
