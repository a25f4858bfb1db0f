import { and, eq, sql } from 'drizzle-orm';
import { tables, type Db } from '../../db/connect.ts';
import { hot } from './hot.ts';

const { commands, settings, audit } = tables;

const answerQuery = hot('earlier answer', ['actor', 'commandId'], (db, { actor, commandId }) =>
  db
    .select({ answer: commands.answer, bodyHash: commands.bodyHash, meetingId: commands.meetingId })
    .from(commands)
    .where(and(eq(commands.actor, actor), eq(commands.commandId, commandId))),
);
/** The answer a command got the first time, if it was carried out. */
export const earlierAnswer = async (tx: Db, actor: string, commandId: string) =>
  (await answerQuery(tx, { actor, commandId }))[0];

const rememberQuery = hot(
  'remember answer',
  ['actor', 'commandId', 'meetingId', 'verb', 'bodyHash', 'answer', 'at'],
  (db, values) =>
    db
      .insert(commands)
      .values(values)
      .onConflictDoUpdate({
        target: [commands.actor, commands.commandId],
        set: { bodyHash: sql`excluded.body_hash`, answer: sql`excluded.answer`, at: sql`excluded.at` },
      }),
);
export const rememberAnswer = async (tx: Db, row: typeof commands.$inferSelect): Promise<void> => {
  await rememberQuery(tx, row);
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
