import { makeCode } from '../../shared/domain/join-code.ts';
import { canRevise } from '../../shared/domain/meeting.ts';
import { refuse } from '../../shared/domain/problem.ts';
import type { Body } from '../../shared/wire/up.ts';
import { meetingByCode, updateMeeting } from '../store/meetings.ts';
import { removeSilent } from '../store/silent.ts';
import { done, meetingChanged, type Carried, type Context, type InMeeting } from './context.ts';

/** A code and a link that no meeting has. */
export const freshKeys = async (ctx: Context): Promise<{ joinCode: string; joinToken: string }> => {
  for (;;) {
    const joinCode = makeCode(ctx.chance.bytes(64));
    if (joinCode.length === 7 && !(await meetingByCode(ctx.tx, joinCode)))
      return { joinCode, joinToken: ctx.chance.token() };
  }
};

/** Changes the lock; the answer says what to show at the door. */
const changeKeys = async (ctx: InMeeting): Promise<{ joinCode: string; joinPath: string }> => {
  const keys = await freshKeys(ctx);
  await updateMeeting(ctx.tx, ctx.meeting.id, keys);
  return { joinCode: keys.joinCode, joinPath: `/j/${keys.joinToken}` };
};

/** A new code and link at the door, for when the old one has spread. Those who are in stay in. */
export const renewCode = async (ctx: InMeeting, _body: Body<'code.renew'>): Carried => {
  if (!canRevise(ctx.meeting.state)) return refuse('meeting_closed');
  return done({ result: await changeKeys(ctx), changes: [meetingChanged(ctx)] });
};

/**
 * The same, when somebody has let in a crowd that is not in the hall: whoever has said nothing is out and comes in with
 * the new code. Nobody's words are touched, and whoever has said something stays.
 */
export const clearDoor = async (ctx: InMeeting, _body: Body<'door.clear'>): Carried => {
  if (!canRevise(ctx.meeting.state)) return refuse('meeting_closed');
  const keys = await changeKeys(ctx);
  const participantIds = await removeSilent(ctx.tx, ctx.meeting.id);
  return done({
    result: { ...keys, removed: participantIds.length },
    changes: [meetingChanged(ctx), { what: 'left', meetingId: ctx.meeting.id, participantIds }],
  });
};
