import { and, count, eq, inArray, ne } from 'drizzle-orm';
import { tables, type Db } from '../../db/connect.ts';

const { planInputs, planInputOrigins } = tables;

export type PlanInputRow = typeof planInputs.$inferSelect;

export const planInputById = async (db: Db, id: string): Promise<PlanInputRow | undefined> =>
  (await db.select().from(planInputs).where(eq(planInputs.id, id)))[0];

export const originsOf = async (db: Db, ids: readonly string[]) =>
  ids.length === 0
    ? []
    : db
        .select()
        .from(planInputOrigins)
        .where(inArray(planInputOrigins.planInputId, [...ids]));

/** How many plan inputs a municipality was handed; a draft is none of them. */
export const handedOver = async (db: Db, municipalityCode: string): Promise<number> => {
  const handed = and(eq(planInputs.municipalityCode, municipalityCode), ne(planInputs.status, 'draft'));
  return (await db.select({ n: count() }).from(planInputs).where(handed))[0]?.n ?? 0;
};

/** Writes a plan input and the ids of what it came from. */
export const savePlanInput = async (
  tx: Db,
  row: typeof planInputs.$inferInsert,
  origins: { kind: 'theme' | 'note' | 'offer'; originId: string }[],
): Promise<void> => {
  const { id, createdAt, ...change } = row;
  await tx
    .insert(planInputs)
    .values({ id, createdAt, ...change })
    .onConflictDoUpdate({ target: planInputs.id, set: change });
  await tx.delete(planInputOrigins).where(eq(planInputOrigins.planInputId, id));
  if (origins.length > 0)
    await tx.insert(planInputOrigins).values(origins.map((origin) => ({ planInputId: id, ...origin })));
};

export const updatePlanInput = async (tx: Db, id: string, change: Partial<PlanInputRow>): Promise<void> => {
  await tx.update(planInputs).set(change).where(eq(planInputs.id, id));
};

export const removePlanInput = async (tx: Db, id: string): Promise<void> => {
  await tx.delete(planInputs).where(eq(planInputs.id, id));
};

/** Ids of everything a plan input of this meeting may come from. */
export const originsIn = async (db: Db, meetingId: string): Promise<Set<string>> => {
  const { notes, themes, offers } = tables;
  const found = await Promise.all([
    db.select({ id: notes.id }).from(notes).where(eq(notes.meetingId, meetingId)),
    db.select({ id: themes.id }).from(themes).where(eq(themes.meetingId, meetingId)),
    db.select({ id: offers.id }).from(offers).where(eq(offers.meetingId, meetingId)),
  ]);
  return new Set(found.flat().map((row) => row.id));
};
