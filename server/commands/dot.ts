import { dotNumber } from '../../shared/domain/dot.ts';
import { isOver, mustBeLive } from '../../shared/domain/meeting.ts';
import { ok, refuse, type Result } from '../../shared/domain/problem.ts';
import { mustTake } from '../../shared/domain/step.ts';
import type { Body } from '../../shared/wire/up.ts';
import { dotOption, liftDot, placeDot } from '../store/said.ts';
import { updateStep, type StepRow } from '../store/meetings.ts';
import { done, meetingChanged, stepIn, type Carried, type InMeeting } from './context.ts';

/** Puts one numbered dot on a target. The table itself holds the budget, so two taps at once cannot overspend. */
export const placeOneDot = async (ctx: InMeeting, body: Body<'dot.place'>): Carried => {
  const round = await openRound(ctx, body.stepId);
  if (!round.ok) return round;
  const dot = dotNumber(body.dot, round.value.step.dotsPerPerson);
  if (!dot.ok) return dot;
  if (!(await dotOption(ctx.tx, body.stepId, body.targetId))) return refuse('not_found', 'targetId');
  await placeDot(ctx.tx, {
    stepId: body.stepId,
    participantId: round.value.participantId,
    dot: dot.value,
    budget: round.value.step.dotsPerPerson,
    targetId: body.targetId,
    placedAt: ctx.now,
  });
  return done({
    result: { dot: body.dot },
    changes: [{ what: 'dots', meetingId: ctx.meeting.id, stepId: body.stepId }],
  });
};

export const liftOneDot = async (ctx: InMeeting, body: Body<'dot.lift'>): Carried => {
  const round = await openRound(ctx, body.stepId);
  if (!round.ok) return round;
  await liftDot(ctx.tx, body.stepId, round.value.participantId, body.dot);
  return done({
    result: { dot: body.dot },
    changes: [{ what: 'dots', meetingId: ctx.meeting.id, stepId: body.stepId }],
  });
};

const openRound = async (
  ctx: InMeeting,
  stepId: string,
): Promise<Result<{ step: StepRow; participantId: string }>> => {
  if (ctx.participantId === undefined) return refuse('not_allowed');
  const live = mustBeLive(ctx.meeting.state);
  if (!live.ok) return live;
  const step = await stepIn(ctx, stepId);
  if (!step.ok) return step;
  const open = mustTake(step.value, 'dots');
  return open.ok ? ok({ step: step.value, participantId: ctx.participantId }) : open;
};

/** Shows everybody how the dots fell. Revealing ends the round: nobody may tap after having seen the others. */
export const revealDots = async (ctx: InMeeting, body: Body<'dots.reveal'>): Carried => {
  const step = await stepIn(ctx, body.stepId);
  if (!step.ok) return step;
  if (isOver(ctx.meeting.state)) return refuse('meeting_closed');
  if (step.value.kind !== 'dots' || step.value.state === 'waiting') return refuse('not_ready', 'stepId');
  await updateStep(ctx.tx, step.value.id, {
    dotsRevealed: body.revealed,
    ...(body.revealed && step.value.state === 'open' ? { state: 'closed' as const, closedAt: ctx.now } : {}),
  });
  return done({ changes: [meetingChanged(ctx)] });
};
