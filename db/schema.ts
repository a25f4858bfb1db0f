import type { Kit } from './kit.ts';
import { documentTables } from './tables/documents.ts';
import { meetingTables } from './tables/meetings.ts';
import { outcomeTables } from './tables/outcome.ts';
import { peopleTables } from './tables/people.ts';
import { saidTables } from './tables/said.ts';
import { upkeepTables } from './tables/upkeep.ts';

/** The one definition of every table, made for SQLite or PostgreSQL by the kit that is passed in. */
export const makeSchema = (k: Kit) => {
  const meeting = meetingTables(k);
  return {
    ...peopleTables(k),
    ...meeting,
    ...saidTables(k, meeting),
    ...outcomeTables(k, meeting),
    ...documentTables(k),
    ...upkeepTables(k),
  };
};
