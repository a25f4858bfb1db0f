import { and, asc, count, eq, inArray } from 'drizzle-orm';
import { tables, type Db } from '../../db/connect.ts';
import { hot } from './hot.ts';

const { meetings, steps, places, municipalities, participants } = tables;

export type MeetingRow = typeof meetings.$inferSelect;
export type StepRow = typeof steps.$inferSelect;

const byId = hot('meeting', ['id'], (db, { id }) => db.select().from(meetings).where(eq(meetings.id, id)));
export const meetingById = async (db: Db, id: string): Promise<MeetingRow | undefined> =>
  (await byId(db, { id }))[0];

export const meetingByCode = async (db: Db, code: string): Promise<MeetingRow | undefined> =>
  (await db.select().from(meetings).where(eq(meetings.joinCode, code)))[0];

export const meetingByJoinToken = async (db: Db, token: string): Promise<MeetingRow | undefined> =>
  (await db.select().from(meetings).where(eq(meetings.joinToken, token)))[0];

export const meetingByScreenToken = async (db: Db, token: string): Promise<MeetingRow | undefined> =>
  (await db.select().from(meetings).where(eq(meetings.screenToken, token)))[0];

export const updateMeeting = async (tx: Db, id: string, change: Partial<MeetingRow>): Promise<void> => {
  if (Object.keys(change).length > 0) await tx.update(meetings).set(change).where(eq(meetings.id, id));
};

export const insertMeeting = async (tx: Db, row: typeof meetings.$inferInsert): Promise<void> => {
  await tx.insert(meetings).values(row);
};

const stepsQuery = hot('steps', ['meetingId'], (db, { meetingId }) =>
  db.select().from(steps).where(eq(steps.meetingId, meetingId)).orderBy(asc(steps.position)),
);
export const stepsOf = async (db: Db, meetingId: string): Promise<StepRow[]> => stepsQuery(db, { meetingId });

const stepQuery = hot('step', ['id'], (db, { id }) => db.select().from(steps).where(eq(steps.id, id)));
export const stepById = async (db: Db, id: string): Promise<StepRow | undefined> =>
  (await stepQuery(db, { id }))[0];

export const insertSteps = async (tx: Db, rows: (typeof steps.$inferInsert)[]): Promise<void> => {
  if (rows.length > 0) await tx.insert(steps).values(rows);
};

export const updateStep = async (tx: Db, id: string, change: Partial<StepRow>): Promise<void> => {
  if (Object.keys(change).length > 0) await tx.update(steps).set(change).where(eq(steps.id, id));
};

/** Gives the steps the positions 0, 1, 2 … in this order, by way of numbers nobody uses. */
export const reorderSteps = async (tx: Db, ids: readonly string[]): Promise<void> => {
  for (const [i, id] of ids.entries())
    await tx
      .update(steps)
      .set({ position: -1 - i })
      .where(eq(steps.id, id));
  for (const [i, id] of ids.entries()) await tx.update(steps).set({ position: i }).where(eq(steps.id, id));
};

export const removeStep = async (tx: Db, id: string): Promise<void> => {
  await tx.delete(steps).where(eq(steps.id, id));
};

/** A meeting with the names of its place and municipality. */
export const headRows = async (db: Db, where: { meetingId: string } | { municipalityCodes: string[] }) =>
  db
    .select({ meeting: meetings, place: places.name, municipality: municipalities.name })
    .from(meetings)
    .innerJoin(places, eq(places.id, meetings.placeId))
    .innerJoin(municipalities, eq(municipalities.code, meetings.municipalityCode))
    .where(
      'meetingId' in where
        ? eq(meetings.id, where.meetingId)
        : inArray(meetings.municipalityCode, where.municipalityCodes),
    );

export const joinedCount = async (db: Db, meetingId: string): Promise<number> =>
  (await db.select({ n: count() }).from(participants).where(eq(participants.meetingId, meetingId)))[0]?.n ??
  0;

const hashQuery = hot('participant', ['hash'], (db, { hash }) =>
  db
    .select({ id: participants.id, meetingId: participants.meetingId, secretHash: participants.secretHash })
    .from(participants)
    .where(eq(participants.secretHash, hash)),
);
/** The participants whose secrets have these hashes; a phone holds one or two. */
export const participantsByHash = async (db: Db, hashes: readonly string[]) =>
  (await Promise.all(hashes.map((hash) => hashQuery(db, { hash })))).flat();

const participantQuery = hot('is participant', ['id'], (db, { id }) =>
  db.select({ id: participants.id }).from(participants).where(eq(participants.id, id)),
);
export const isParticipant = async (db: Db, id: string): Promise<boolean> =>
  (await participantQuery(db, { id })).length > 0;

export const insertParticipant = async (tx: Db, row: typeof participants.$inferInsert): Promise<void> => {
  await tx.insert(participants).values(row);
};

const municipalityQuery = hot('municipality', ['code'], (db, { code }) =>
  db.select().from(municipalities).where(eq(municipalities.code, code)),
);
export const municipalityByCode = async (db: Db, code: string) => (await municipalityQuery(db, { code }))[0];

export const allMunicipalities = async (db: Db) =>
  db.select().from(municipalities).orderBy(asc(municipalities.name));

export const insertMunicipality = async (tx: Db, row: typeof municipalities.$inferInsert) => {
  await tx.insert(municipalities).values(row).onConflictDoNothing();
};

export const renameMunicipality = async (tx: Db, code: string, name: string): Promise<void> => {
  await tx.update(municipalities).set({ name }).where(eq(municipalities.code, code));
};

export const placesOf = async (db: Db, municipalityCode: string) =>
  db.select().from(places).where(eq(places.municipalityCode, municipalityCode)).orderBy(asc(places.name));

export const placeIn = async (db: Db, municipalityCode: string, id: string) =>
  (
    await db
      .select()
      .from(places)
      .where(and(eq(places.id, id), eq(places.municipalityCode, municipalityCode)))
  )[0];

export const insertPlace = async (tx: Db, row: typeof places.$inferInsert): Promise<boolean> =>
  (await tx.insert(places).values(row).onConflictDoNothing().returning({ id: places.id })).length > 0;

export const updatePlace = async (
  tx: Db,
  id: string,
  change: Partial<typeof places.$inferInsert>,
): Promise<void> => {
  if (Object.keys(change).length > 0) await tx.update(places).set(change).where(eq(places.id, id));
};
