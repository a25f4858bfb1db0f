import { inArray } from 'drizzle-orm';
import { tables, type Db } from '../../db/connect.ts';
import { hashOf } from '../chance.ts';

/** Meetings whose hall screen somebody is: the cookie holds the screen's token of that meeting. */
export const screensByHash = async (
  db: Db,
  held: readonly { meetingId: string; hash: string }[],
): Promise<string[]> => {
  if (held.length === 0) return [];
  const rows = await db
    .select({ id: tables.meetings.id, token: tables.meetings.screenToken })
    .from(tables.meetings)
    .where(
      inArray(
        tables.meetings.id,
        held.map((h) => h.meetingId),
      ),
    );
  return rows
    .filter((row) => held.some((h) => h.meetingId === row.id && h.hash === hashOf(row.token)))
    .map((r) => r.id);
};
