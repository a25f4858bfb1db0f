import { and, asc, desc, eq, gt, lt, lte } from 'drizzle-orm';
import { tables, type Db } from '../../db/connect.ts';
import { isOver } from '../../shared/domain/meeting.ts';
import { hot } from './hot.ts';
import { meetingById } from './meetings.ts';

const { documents, documentUpdates, documentAuthors, documentVersions } = tables;

/** Which edition of a document is valid, and under which Yjs client id the server writes in it. */
export interface DocumentHead {
  epoch: number;
  clientId: number;
}
export interface StoredDocument extends DocumentHead {
  snapshot: Uint8Array | null;
  snapshotSeq: number;
  updates: { seq: number; bytes: Uint8Array }[];
  authors: { client: number; person: string }[];
}
export interface Binding {
  client: number;
  person: string;
}

const headQuery = hot('document head', ['name'], (db, { name }) =>
  db
    .select({ epoch: documents.epoch, clientId: documents.clientId })
    .from(documents)
    .where(eq(documents.name, name)),
);
export const documentHead = async (db: Db, name: string): Promise<DocumentHead | undefined> =>
  (await headQuery(db, { name }))[0];

export const loadDocument = async (db: Db, name: string): Promise<StoredDocument | undefined> => {
  const head = (await db.select().from(documents).where(eq(documents.name, name)))[0];
  if (!head) return undefined;
  const updates = await db
    .select({ seq: documentUpdates.seq, bytes: documentUpdates.bytes })
    .from(documentUpdates)
    .where(and(eq(documentUpdates.name, name), gt(documentUpdates.seq, head.snapshotSeq)))
    .orderBy(asc(documentUpdates.seq));
  const authors = await db
    .select({ client: documentAuthors.client, person: documentAuthors.person })
    .from(documentAuthors)
    .where(eq(documentAuthors.name, name));
  return { ...head, updates, authors };
};

export const createDocument = async (tx: Db, row: typeof documents.$inferInsert): Promise<void> => {
  await tx.insert(documents).values(row).onConflictDoNothing();
};

const appendQuery = hot('append update', ['name', 'seq', 'bytes'], (db, values) =>
  db.insert(documentUpdates).values(values),
);
/** Adds one update to the log, with the client ids that got an owner by it. */
export const appendUpdate = async (
  tx: Db,
  { name, seq, bytes }: { name: string; seq: number; bytes: Uint8Array },
  bindings: readonly Binding[],
): Promise<void> => {
  await appendQuery(tx, { name, seq, bytes });
  if (bindings.length > 0)
    await tx
      .insert(documentAuthors)
      .values(bindings.map((binding) => ({ name, ...binding })))
      .onConflictDoNothing();
};

/** Replaces the log up to `seq` by one state. */
export const compactDocument = async (
  tx: Db,
  name: string,
  { seq, state }: { seq: number; state: Uint8Array },
): Promise<void> => {
  await tx.update(documents).set({ snapshot: state, snapshotSeq: seq }).where(eq(documents.name, name));
  await tx.delete(documentUpdates).where(and(eq(documentUpdates.name, name), lte(documentUpdates.seq, seq)));
};

/** After the meeting nobody writes in it, and who did is nobody's business any more. */
export const forgetAuthors = async (tx: Db, name: string): Promise<void> => {
  await tx.delete(documentAuthors).where(eq(documentAuthors.name, name));
};

export type VersionRow = typeof documentVersions.$inferSelect;

const day = 24 * 60 * 60_000;
/** How long an earlier state can be gone back to (ms). */
const versionsFor = 30 * day;

/** Keeps a state to go back to, lets the old ones go, and keeps nothing of a meeting that is over. */
export const keepVersion = async (tx: Db, row: VersionRow): Promise<void> => {
  const meeting = await meetingById(tx, row.name.slice(row.name.indexOf('/') + 1));
  if (meeting && isOver(meeting.state)) return;
  const { name, at } = documentVersions;
  const old = new Date(row.at.getTime() - versionsFor);
  await tx.delete(documentVersions).where(and(eq(name, row.name), lt(at, old)));
  await tx.insert(documentVersions).values(row);
};

export const newestVersion = async (db: Db, name: string): Promise<VersionRow | undefined> =>
  (
    await db
      .select()
      .from(documentVersions)
      .where(eq(documentVersions.name, name))
      .orderBy(desc(documentVersions.at))
      .limit(1)
  )[0];

export const versionsOf = async (db: Db, name: string) =>
  db
    .select({ id: documentVersions.id, at: documentVersions.at, why: documentVersions.why })
    .from(documentVersions)
    .where(eq(documentVersions.name, name))
    .orderBy(asc(documentVersions.at));

export const versionById = async (db: Db, id: string): Promise<VersionRow | undefined> =>
  (await db.select().from(documentVersions).where(eq(documentVersions.id, id)))[0];
