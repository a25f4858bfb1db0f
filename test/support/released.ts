import Database from 'better-sqlite3';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import * as Y from 'yjs';
import type { DocumentKind } from '../../shared/wire/access.ts';
import { rowsOf } from './releases.ts';

/** Schemas that were released before this one, each with a database as its program wrote it. */
export const releasedSchemas = [1, 2] as const;

/** A data folder as that version left it in the middle of an evening; see `test/support/released/README.md`. */
export const releasedFolder = (folder: string, schema: (typeof releasedSchemas)[number]): string => {
  mkdirSync(folder, { recursive: true });
  const packed = readFileSync(`test/support/released/schema-${schema}.db.gz`);
  writeFileSync(join(folder, 'bystamma.db'), gunzipSync(packed));
  return join(folder, 'bystamma.db');
};

/** Opens the file, looks whether it is sound, and works on it. */
export const inFile = <T>(file: string, work: (raw: Database.Database) => T): T => {
  const raw = new Database(file);
  try {
    const sound = [raw.pragma('quick_check', { simple: true }), raw.pragma('foreign_key_check')];
    if (JSON.stringify(sound) !== '["ok",[]]') throw new Error(`not sound: ${JSON.stringify(sound)}`);
    return work(raw);
  } finally {
    raw.close();
  }
};

export const rowsIn = (file: string) => inFile(file, rowsOf);

/** The meeting that goes on, and the person who has written the most notes in it. */
export const runningMeeting = (file: string) =>
  inFile(file, (raw) => {
    const meetingId = raw.prepare("SELECT id FROM meetings WHERE state = 'running'").pluck().get() as string;
    const writer = raw
      .prepare(
        `SELECT participant_id AS id, count(*) AS notes FROM notes WHERE meeting_id = ? AND participant_id IS NOT NULL
         GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 1`,
      )
      .get(meetingId) as { id: string; notes: number };
    const code = raw.prepare('SELECT municipality_code FROM meetings WHERE id = ?').pluck().get(meetingId);
    return { meetingId, writer, municipalityCode: code as string };
  });

/** A live document as it lies in the file: the state, and what was written since. */
export const storedDocument = (file: string, kind: DocumentKind, meetingId: string): Y.Doc =>
  inFile(file, (raw) => {
    const name = `${kind}/${meetingId}`;
    const doc = new Y.Doc();
    const state = raw.prepare('SELECT snapshot FROM documents WHERE name = ?').pluck().get(name);
    const since = raw
      .prepare('SELECT bytes FROM document_updates WHERE name = ? ORDER BY seq')
      .pluck()
      .all(name);
    for (const bytes of [state, ...since]) if (bytes) Y.applyUpdate(doc, bytes as Uint8Array);
    return doc;
  });
