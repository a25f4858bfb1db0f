import { and, asc, eq, gt, lte } from 'drizzle-orm';
import { tables, type Db } from '../../db/connect.ts';

const { commands, documents, documentUpdates, settings, audit } = tables;

/** The answer a command got the first time, if it was carried out. */
export const earlierAnswer = async (tx: Db, actor: string, commandId: string) =>
  (
    await tx
      .select({ answer: commands.answer, bodyHash: commands.bodyHash })
      .from(commands)
      .where(and(eq(commands.actor, actor), eq(commands.commandId, commandId)))
  )[0];

export const rememberAnswer = async (tx: Db, row: typeof commands.$inferInsert): Promise<void> => {
  await tx.insert(commands).values(row);
};

export interface StoredDocument {
  epoch: number;
  clientId: number;
  snapshot: Uint8Array | null;
  snapshotSeq: number;
  updates: { seq: number; bytes: Uint8Array }[];
}

export const loadDocument = async (db: Db, name: string): Promise<StoredDocument | undefined> => {
  const head = (await db.select().from(documents).where(eq(documents.name, name)))[0];
  if (!head) return undefined;
  const updates = await db
    .select({ seq: documentUpdates.seq, bytes: documentUpdates.bytes })
    .from(documentUpdates)
    .where(and(eq(documentUpdates.name, name), gt(documentUpdates.seq, head.snapshotSeq)))
    .orderBy(asc(documentUpdates.seq));
  return { ...head, updates };
};

export const createDocument = async (tx: Db, row: typeof documents.$inferInsert): Promise<void> => {
  await tx.insert(documents).values(row).onConflictDoNothing();
};

export const appendUpdate = async (tx: Db, name: string, seq: number, bytes: Uint8Array): Promise<void> => {
  await tx.insert(documentUpdates).values({ name, seq, bytes });
};

/** Replaces the log up to `seq` by one state. */
export const compactDocument = async (
  tx: Db,
  name: string,
  seq: number,
  snapshot: Uint8Array,
): Promise<void> => {
  await tx.update(documents).set({ snapshot, snapshotSeq: seq }).where(eq(documents.name, name));
  await tx.delete(documentUpdates).where(and(eq(documentUpdates.name, name), lte(documentUpdates.seq, seq)));
};

export const setting = async (db: Db, key: string): Promise<unknown> =>
  (await db.select().from(settings).where(eq(settings.key, key)))[0]?.value;

export const setSetting = async (tx: Db, key: string, value: unknown): Promise<void> => {
  await tx
    .insert(settings)
    .values({ key, value })
    .onConflictDoUpdate({ target: settings.key, set: { value } });
};

export const removeSetting = async (tx: Db, key: string): Promise<boolean> =>
  (await tx.delete(settings).where(eq(settings.key, key)).returning({ key: settings.key })).length > 0;

export const writeAudit = async (tx: Db, row: typeof audit.$inferInsert): Promise<void> => {
  await tx.insert(audit).values(row);
};
