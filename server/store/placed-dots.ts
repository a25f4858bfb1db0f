import { inArray } from 'drizzle-orm';
import { tables, type Db } from '../../db/connect.ts';
import { dotsOf } from './said.ts';

export interface PlacedBy {
  stepId: string;
  person: string;
  targetId: string;
}

/**
 * Dots of these rounds, one row a dot, whether the meeting still runs (dots) or is over (ballots, where a person
 * is a number that means nothing outside its round).
 */
export const placedDots = async (db: Db, stepIds: readonly string[]): Promise<PlacedBy[]> => {
  if (stepIds.length === 0) return [];
  const live = await dotsOf(db, stepIds);
  const over = await db
    .select()
    .from(tables.ballots)
    .where(inArray(tables.ballots.stepId, [...stepIds]));
  return [
    ...live.map(({ stepId, participantId, targetId }) => ({ stepId, person: participantId, targetId })),
    ...over.flatMap(({ stepId, giver, targetId, dots }) =>
      Array.from({ length: dots }, () => ({ stepId, person: `${giver}`, targetId })),
    ),
  ];
};
