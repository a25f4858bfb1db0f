import type { Db } from '../../db/connect.ts';
import type { MeetingHead } from '../../shared/wire/views.ts';
import { headRows } from '../store/meetings.ts';
import { outcomeHead } from './outcome.ts';

/** The head of one meeting: its name, place, day and promises. */
export const headOf = async (read: Db, meetingId: string): Promise<MeetingHead | undefined> => {
  const [row] = await headRows(read, { meetingId });
  return row && outcomeHead(row);
};

/** Heads of all meetings of these municipalities, newest day first. */
export const headsIn = async (read: Db, municipalityCodes: string[]): Promise<MeetingHead[]> => {
  if (municipalityCodes.length === 0) return [];
  const rows = await headRows(read, { municipalityCodes });
  return rows
    .map(outcomeHead)
    .sort((a, b) => b.day.localeCompare(a.day) || a.title.localeCompare(b.title, 'sv'));
};
