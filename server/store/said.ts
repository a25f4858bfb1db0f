import { and, asc, count, eq, inArray, max, sql } from 'drizzle-orm';
import { tables, type Db } from '../../db/connect.ts';
import { hot } from './hot.ts';

const { notes, dots, dotOptions, offers, contacts, meetings, steps } = tables;

export type NoteRow = typeof notes.$inferSelect;
export type OfferRow = typeof offers.$inferSelect;

const noteQuery = hot('note', ['id'], (db, { id }) => db.select().from(notes).where(eq(notes.id, id)));
export const noteById = async (db: Db, id: string): Promise<NoteRow | undefined> =>
  (await noteQuery(db, { id }))[0];

/** Those of these ids that there are, in no order. */
export const notesByIds = async (db: Db, ids: readonly string[]): Promise<NoteRow[]> =>
  (await Promise.all(ids.map((id) => noteQuery(db, { id })))).flat();

export const notesOf = async (db: Db, meetingId: string): Promise<NoteRow[]> =>
  db.select().from(notes).where(eq(notes.meetingId, meetingId)).orderBy(asc(notes.number));

export const notesBy = async (db: Db, meetingId: string, participantId: string): Promise<NoteRow[]> =>
  db
    .select()
    .from(notes)
    .where(and(eq(notes.meetingId, meetingId), eq(notes.participantId, participantId)))
    .orderBy(asc(notes.number));

const numberQuery = hot('next number', ['meetingId'], (db, { meetingId }) =>
  db
    .update(meetings)
    .set({ noteCounter: sql`${meetings.noteCounter} + 1` })
    .where(eq(meetings.id, meetingId))
    .returning({ n: meetings.noteCounter }),
);
/** Takes the next number in the meeting; inside a write transaction nobody else can take the same. */
export const nextNumber = async (tx: Db, meetingId: string): Promise<number> =>
  (await numberQuery(tx, { meetingId }))[0]?.n ?? 0;

const insertQuery = hot(
  'write note',
  [
    'id',
    'meetingId',
    'stepId',
    'questionId',
    'number',
    'participantId',
    'ownNumber',
    'text',
    'lang',
    'channel',
    'serviceCodes',
    'writtenAt',
    'updatedAt',
  ],
  (db, values) => db.insert(notes).values(values),
);
/** What a note is when it is written. */
export type NewNote = Pick<
  NoteRow,
  | 'id'
  | 'meetingId'
  | 'stepId'
  | 'questionId'
  | 'number'
  | 'participantId'
  | 'ownNumber'
  | 'text'
  | 'lang'
  | 'channel'
  | 'serviceCodes'
  | 'writtenAt'
  | 'updatedAt'
>;
export const insertNewNote = async (tx: Db, note: NewNote): Promise<void> => {
  await insertQuery(tx, note);
};

/** A note with everything that has become of it, as a story tells it. */
export const insertNote = async (tx: Db, row: typeof notes.$inferInsert): Promise<void> => {
  await tx.insert(notes).values(row);
};

export const updateNote = async (tx: Db, id: string, change: Partial<NoteRow>): Promise<void> => {
  await tx.update(notes).set(change).where(eq(notes.id, id));
};

const countQuery = hot('notes by', ['participantId'], (db, { participantId }) =>
  db
    .select({ n: max(notes.ownNumber) })
    .from(notes)
    .where(eq(notes.participantId, participantId)),
);
/** How many notes this person has written, those taken back too: none is ever removed, so the last number says it. */
export const noteCount = async (db: Db, participantId: string): Promise<number> =>
  (await countQuery(db, { participantId }))[0]?.n ?? 0;

/** Notes written in one step, for the number on the wall. */
export const notesInStep = async (db: Db, stepId: string): Promise<number> =>
  (
    await db
      .select({ n: count() })
      .from(notes)
      .where(and(eq(notes.stepId, stepId), inArray(notes.status, ['visible', 'masked', 'merged', 'hidden'])))
  )[0]?.n ?? 0;

export const stepIsUsed = async (db: Db, stepId: string): Promise<boolean> => {
  const found = await Promise.all([
    db.select({ n: count() }).from(notes).where(eq(notes.stepId, stepId)),
    db.select({ n: count() }).from(dotOptions).where(eq(dotOptions.stepId, stepId)),
    db.select({ n: count() }).from(offers).where(eq(offers.stepId, stepId)),
  ]);
  return found.some((rows) => (rows[0]?.n ?? 0) > 0);
};

const placeQuery = hot(
  'place dot',
  ['stepId', 'participantId', 'dot', 'budget', 'targetId', 'placedAt'],
  (db, { stepId, participantId, dot, budget, targetId, placedAt }) =>
    db
      .insert(dots)
      .values({ stepId, participantId, dot, budget, targetId, placedAt })
      .onConflictDoUpdate({
        target: [dots.stepId, dots.participantId, dots.dot],
        set: { targetId: sql`excluded.target_id`, placedAt: sql`excluded.placed_at` },
      }),
);
/** Puts the dot down, or moves it when that number already lies somewhere. */
export const placeDot = async (tx: Db, row: typeof dots.$inferInsert): Promise<void> => {
  await placeQuery(tx, row);
};

export const liftDot = async (tx: Db, stepId: string, participantId: string, dot: number): Promise<void> => {
  await tx
    .delete(dots)
    .where(and(eq(dots.stepId, stepId), eq(dots.participantId, participantId), eq(dots.dot, dot)));
};

export const dotsOf = async (db: Db, stepIds: readonly string[]) =>
  stepIds.length === 0
    ? []
    : db
        .select()
        .from(dots)
        .where(inArray(dots.stepId, [...stepIds]));

export const dotsBy = async (db: Db, participantId: string) =>
  db
    .select({ stepId: dots.stepId, dot: dots.dot, targetId: dots.targetId })
    .from(dots)
    .where(eq(dots.participantId, participantId))
    .orderBy(asc(dots.stepId), asc(dots.dot));

export const dotProgress = async (db: Db, stepId: string): Promise<{ people: number; dots: number }> =>
  (
    await db
      .select({ people: sql<number>`count(distinct ${dots.participantId})`, dots: count() })
      .from(dots)
      .where(eq(dots.stepId, stepId))
  )[0] ?? { people: 0, dots: 0 };

export const dotOptionsOf = async (db: Db, meetingId: string) =>
  db
    .select({
      stepId: dotOptions.stepId,
      id: dotOptions.targetId,
      target: dotOptions.target,
      title: dotOptions.title,
      position: dotOptions.position,
    })
    .from(dotOptions)
    .innerJoin(steps, eq(steps.id, dotOptions.stepId))
    .where(eq(steps.meetingId, meetingId))
    .orderBy(asc(dotOptions.position));

const optionQuery = hot('dot option', ['stepId', 'targetId'], (db, { stepId, targetId }) =>
  db
    .select()
    .from(dotOptions)
    .where(and(eq(dotOptions.stepId, stepId), eq(dotOptions.targetId, targetId))),
);
export const dotOption = async (db: Db, stepId: string, targetId: string) =>
  (await optionQuery(db, { stepId, targetId }))[0];

/** Adds what can now be chosen and renews titles; an option that has got a dot is never taken away. */
export const offerOptions = async (tx: Db, rows: (typeof dotOptions.$inferInsert)[]): Promise<void> => {
  for (const row of rows)
    await tx
      .insert(dotOptions)
      .values(row)
      .onConflictDoUpdate({
        target: [dotOptions.stepId, dotOptions.targetId],
        set: { title: row.title, position: row.position },
      });
};

export const removeOptions = async (tx: Db, stepId: string, targetIds: readonly string[]): Promise<void> => {
  if (targetIds.length > 0)
    await tx
      .delete(dotOptions)
      .where(and(eq(dotOptions.stepId, stepId), inArray(dotOptions.targetId, [...targetIds])));
};

export const offerById = async (db: Db, id: string): Promise<OfferRow | undefined> =>
  (await db.select().from(offers).where(eq(offers.id, id)))[0];

export const offersOf = async (db: Db, meetingId: string): Promise<OfferRow[]> =>
  db.select().from(offers).where(eq(offers.meetingId, meetingId)).orderBy(asc(offers.madeAt), asc(offers.id));

/** How many offers this person has made, those taken back too. */
export const offerCount = async (db: Db, participantId: string): Promise<number> =>
  (
    await db
      .select({ n: max(offers.ownNumber) })
      .from(offers)
      .where(eq(offers.participantId, participantId))
  )[0]?.n ?? 0;

export const insertOffer = async (tx: Db, row: typeof offers.$inferInsert): Promise<void> => {
  await tx.insert(offers).values(row);
};

export const updateOffer = async (tx: Db, id: string, change: Partial<OfferRow>): Promise<void> => {
  await tx.update(offers).set(change).where(eq(offers.id, id));
};

export const insertContact = async (tx: Db, row: typeof contacts.$inferInsert): Promise<void> => {
  await tx.insert(contacts).values(row);
};

export const contactByRef = async (db: Db, ref: string) =>
  (await db.select().from(contacts).where(eq(contacts.ref, ref)))[0];

export const removeContact = async (tx: Db, ref: string): Promise<void> => {
  await tx.delete(contacts).where(eq(contacts.ref, ref));
};
