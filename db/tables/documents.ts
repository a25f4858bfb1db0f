import type { Kit } from '../kit.ts';

/** The live documents as they are kept: a state, the updates since, whose client ids are whose, and versions. */
export const documentTables = (k: Kit) => {
  const documents = k.table('documents', {
    name: k.text().primaryKey(),
    /** Raised when an older copy must not come back: after a restored backup. */
    epoch: k.int().notNull(),
    /** The Yjs client id under which the server itself writes. */
    clientId: k.number().notNull(),
    snapshot: k.bytes(),
    snapshotSeq: k.int().notNull().default(0),
  });
  const documentUpdates = k.table(
    'document_updates',
    {
      name: k.text().notNull(),
      seq: k.int().notNull(),
      bytes: k.bytes().notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.name, t.seq] })],
  );
  /** A Yjs client id belongs for good to the person who first wrote with it. */
  const documentAuthors = k.table(
    'document_authors',
    {
      name: k.text().notNull(),
      client: k.number().notNull(),
      person: k.text().notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.name, t.client] })],
  );
  /** Whole states to go back to when a hand slipped. */
  const documentVersions = k.table(
    'document_versions',
    {
      id: k.text().primaryKey(),
      name: k.text().notNull(),
      at: k.time().notNull(),
      why: k.text().$type<'sweep' | 'step' | 'time' | 'restore'>().notNull(),
      state: k.bytes().notNull(),
    },
    (t) => [k.index('document_versions_name').on(t.name, t.at)],
  );
  return { documents, documentUpdates, documentAuthors, documentVersions };
};
