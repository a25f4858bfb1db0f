import type { Db } from '../../db/connect.ts';
import type { Actor } from '../actor.ts';
import type { Door } from '../services.ts';
import { isParticipant } from '../store/meetings.ts';
import { grantsOf } from '../store/people.ts';

/**
 * What somebody holds in this very transaction. Who she is was found out before her turn came; meanwhile a role may have
 * been taken away, or the door cleared.
 */
export const heldNow = async (
  tx: Db,
  { actor, door }: { actor: Actor; door: Door },
  meetingId: string | undefined,
): Promise<Actor> => {
  const { user } = actor;
  // The operator has no account.
  if (door === 'cli') return actor;
  const here = actor.participants.find((p) => p.meetingId === meetingId);
  const stays = here !== undefined && (await isParticipant(tx, here.participantId));
  return {
    ...actor,
    participants: stays ? [here] : [],
    ...(user ? { user: { ...user, grants: await grantsOf(tx, user.id) } } : {}),
  };
};
