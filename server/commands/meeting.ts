import { canMove, canRevise } from '../../shared/domain/meeting.ts';
import { refuse } from '../../shared/domain/problem.ts';
import { templates } from '../../shared/domain/template.ts';
import { extendTimer } from '../../shared/domain/timer.ts';
import type { Body } from '../../shared/wire/up.ts';
import { insertMeeting, insertSteps, meetingById, placeIn, updateMeeting } from '../store/meetings.ts';
import { freshKeys } from './door.ts';
import { dateAt } from './time.ts';
import { done, meetingChanged, type Carried, type Context, type InMeeting } from './context.ts';

/** A new meeting from a template; the answer carries its code and links. */
export const prepareMeeting = async (ctx: Context, body: Body<'meeting.prepare'>): Carried => {
  const { meetingId, template, ...settings } = body;
  const code = ctx.municipalityCode ?? '';
  if (await meetingById(ctx.tx, meetingId)) return refuse('already_taken', 'meetingId');
  if (!(await placeIn(ctx.tx, code, body.placeId))) return refuse('not_found', 'placeId');
  const keys = { ...(await freshKeys(ctx)), screenToken: ctx.chance.token() };
  await insertMeeting(ctx.tx, {
    ...settings,
    ...keys,
    id: meetingId,
    municipalityCode: code,
    template,
    createdBy: ctx.actor.user?.id ?? null,
    createdAt: ctx.now,
  });
  await insertSteps(
    ctx.tx,
    templates[template].steps.map((step, position) => ({
      ...step,
      id: ctx.chance.uuid(),
      meetingId,
      position,
      dotsPerPerson: step.dotsPerPerson ?? 0,
    })),
  );
  return done({
    result: {
      meetingId,
      joinCode: keys.joinCode,
      joinPath: `/j/${keys.joinToken}`,
      screenPath: `/hall/${keys.screenToken}`,
      leadPath: `/lead/${meetingId}`,
    },
  });
};

export const reviseMeeting = async (ctx: InMeeting, body: Body<'meeting.revise'>): Carried => {
  const { attended, ...settings } = body;
  // The head count at the door is often known only afterwards; the rest is fixed when the meeting is.
  if (!canRevise(ctx.meeting.state) && Object.keys(settings).length > 0) return refuse('meeting_closed');
  await updateMeeting(ctx.tx, ctx.meeting.id, {
    ...settings,
    ...(attended === undefined ? {} : { attended }),
  });
  return done({ changes: [meetingChanged(ctx)] });
};

export const openMeeting = async (ctx: InMeeting, _body: Body<'meeting.open'>): Carried => {
  if (!canMove(ctx.meeting.state, 'open')) return refuse('not_ready');
  await updateMeeting(ctx.tx, ctx.meeting.id, { state: 'open', openedAt: ctx.now });
  return done({ changes: [meetingChanged(ctx)] });
};

export const extendTime = async (ctx: InMeeting, body: Body<'timer.extend'>): Carried => {
  if (ctx.meeting.state !== 'running') return refuse('not_ready');
  const now = timerOf(ctx);
  const next = extendTimer(now, ctx.now.getTime(), body.seconds);
  await updateMeeting(ctx.tx, ctx.meeting.id, {
    timerEndsAt: dateAt(ctx.now, next.endsAt),
    timerMinutes: next.minutes,
  });
  return done({ result: { endsAt: next.endsAt }, changes: [meetingChanged(ctx)] });
};

export const stopTimer = async (ctx: InMeeting, _body: Body<'timer.stop'>): Carried => {
  if (!canRevise(ctx.meeting.state)) return refuse('meeting_closed');
  await updateMeeting(ctx.tx, ctx.meeting.id, { timerEndsAt: null, timerMinutes: null });
  return done({ changes: [meetingChanged(ctx)] });
};

const timerOf = ({ meeting }: InMeeting) =>
  meeting.timerEndsAt ? { endsAt: meeting.timerEndsAt.getTime(), minutes: meeting.timerMinutes ?? 0 } : null;
