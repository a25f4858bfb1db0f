import { optionsFor } from '../../shared/domain/dot-options.ts';
import { canRevise, isLive, isOver } from '../../shared/domain/meeting.ts';
import { ok, refuse, type Result } from '../../shared/domain/problem.ts';
import { canOpen, stepLimits } from '../../shared/domain/step.ts';
import { startTimer } from '../../shared/domain/timer.ts';
import type { Body } from '../../shared/wire/up.ts';
import type { Arrangement } from '../../shared/documents/themes.ts';
import type { Db } from '../../db/connect.ts';
import {
  insertSteps,
  removeStep as deleteStep,
  reorderSteps,
  stepsOf,
  updateMeeting,
  updateStep,
} from '../store/meetings.ts';
import type { StepRow } from '../store/meetings.ts';
import { dotOptionsOf, dotsOf, notesOf, offerOptions, removeOptions, stepIsUsed } from '../store/said.ts';
import { done, meetingChanged, phaseChanged, stepIn, type Carried, type InMeeting } from './context.ts';
import { dateAt } from './time.ts';

/** Opens a step for everybody, closes the one before, and starts the shared timer. */
export const openStep = async (ctx: InMeeting, body: Body<'step.open'>): Carried => {
  const step = await stepIn(ctx, body.stepId);
  if (!step.ok) return step;
  if (!isLive(ctx.meeting.state))
    return refuse(canRevise(ctx.meeting.state) ? 'doors_closed' : 'meeting_closed');
  if (!canOpen(step.value.state)) return done();
  const all = await stepsOf(ctx.tx, ctx.meeting.id);
  for (const other of all.filter((s) => s.state === 'open'))
    await updateStep(ctx.tx, other.id, { state: 'closed', closedAt: ctx.now });
  // Opening a round of dots again means people may change their minds, so what was shown is hidden first.
  await updateStep(ctx.tx, step.value.id, {
    state: 'open',
    openedAt: ctx.now,
    closedAt: null,
    dotsRevealed: false,
  });
  const timer = startTimer(ctx.now.getTime(), step.value.minutes);
  await updateMeeting(ctx.tx, ctx.meeting.id, {
    state: 'running',
    currentStepId: step.value.id,
    timerEndsAt: timer && dateAt(ctx.now, timer.endsAt),
    timerMinutes: timer && timer.minutes,
  });
  if (step.value.kind === 'dots') await renewOptions(ctx.tx, step.value, ctx.arrangement);
  return done({ changes: [phaseChanged(ctx)] });
};

export const closeStep = async (ctx: InMeeting, body: Body<'step.close'>): Carried => {
  const step = await stepIn(ctx, body.stepId);
  if (!step.ok) return step;
  if (step.value.state !== 'open') return done();
  await updateStep(ctx.tx, step.value.id, { state: 'closed', closedAt: ctx.now });
  await updateMeeting(ctx.tx, ctx.meeting.id, { timerEndsAt: null, timerMinutes: null });
  return done({ changes: [phaseChanged(ctx)] });
};

/**
 * Brings what can be chosen in step with how the notes lie grouped now. What has already got a dot stays, so
 * that nobody's dot disappears under her thumb.
 */
export const renewOptions = async (tx: Db, round: StepRow, arrangement: Arrangement): Promise<void> => {
  const steps = await stepsOf(tx, round.meetingId);
  const notes = await notesOf(tx, round.meetingId);
  const wanted = optionsFor(round, { steps, notes, themes: arrangement.themes, untitled: 'Tema utan namn' });
  await offerOptions(
    tx,
    wanted.map((option, position) => ({ ...option, stepId: round.id, position })),
  );
  const chosen = new Set((await dotsOf(tx, [round.id])).map((dot) => dot.targetId));
  const keep = new Set(wanted.map((option) => option.targetId));
  const there = (await dotOptionsOf(tx, round.meetingId)).filter((option) => option.stepId === round.id);
  await removeOptions(
    tx,
    round.id,
    there.map((option) => option.id).filter((id) => !keep.has(id) && !chosen.has(id)),
  );
};

export const revealNotes = async (ctx: InMeeting, body: Body<'notes.reveal'>): Carried => {
  const step = await stepIn(ctx, body.stepId);
  if (!step.ok) return step;
  if (isOver(ctx.meeting.state)) return refuse('meeting_closed');
  await updateStep(ctx.tx, step.value.id, { notesRevealed: body.revealed });
  const round = (await stepsOf(ctx.tx, ctx.meeting.id)).find((s) => s.kind === 'dots' && s.state === 'open');
  if (round) await renewOptions(ctx.tx, round, ctx.arrangement);
  return done({ changes: [meetingChanged(ctx)] });
};

export const reviseStep = async (ctx: InMeeting, body: Body<'step.revise'>): Carried => {
  const step = await revisable(ctx, body.stepId);
  if (!step.ok) return step;
  const { stepId, ...change } = body;
  // A budget that shrinks under laid dots would make some of them illegal after the fact.
  if (change.dotsPerPerson !== undefined && step.value.state !== 'waiting')
    return refuse('not_ready', 'dotsPerPerson');
  await updateStep(ctx.tx, stepId, change);
  return done({ changes: [meetingChanged(ctx)] });
};

export const addStep = async (ctx: InMeeting, body: Body<'step.add'>): Carried => {
  if (!canRevise(ctx.meeting.state)) return refuse('meeting_closed');
  const all = await stepsOf(ctx.tx, ctx.meeting.id);
  if (all.some((s) => s.id === body.stepId)) return refuse('already_taken', 'stepId');
  if (all.length >= stepLimits.steps) return refuse('over_budget');
  const takesWords = body.kind === 'collect' || body.kind === 'offers';
  await insertSteps(ctx.tx, [
    {
      id: body.stepId,
      meetingId: ctx.meeting.id,
      position: all.length,
      kind: body.kind,
      title: body.title,
      questionId: takesWords ? freeQuestionId(all) : null,
      question: takesWords ? body.title : null,
      minutes: 10,
      dotsPerPerson: body.kind === 'dots' ? 3 : 0,
    },
  ]);
  const ids = all.map((s) => s.id);
  const at = body.after === undefined ? ids.length : ids.indexOf(body.after) + 1;
  await reorderSteps(ctx.tx, ids.toSpliced(at, 0, body.stepId));
  return done({ result: { stepId: body.stepId }, changes: [meetingChanged(ctx)] });
};

const freeQuestionId = (steps: readonly StepRow[]): string => {
  const numbers = steps.map((s) => Number(/^q(\d+)$/.exec(s.questionId ?? '')?.[1] ?? 0));
  return `q${Math.max(3, ...numbers) + 1}`;
};

export const removeStep = async (ctx: InMeeting, body: Body<'step.remove'>): Carried => {
  const step = await revisable(ctx, body.stepId);
  if (!step.ok) return step;
  if (step.value.state !== 'waiting' || (await stepIsUsed(ctx.tx, body.stepId)))
    return refuse('not_ready', 'stepId');
  await deleteStep(ctx.tx, body.stepId);
  const rest = await stepsOf(ctx.tx, ctx.meeting.id);
  await reorderSteps(
    ctx.tx,
    rest.map((s) => s.id),
  );
  return done({ changes: [meetingChanged(ctx)] });
};

export const moveStep = async (ctx: InMeeting, body: Body<'step.move'>): Carried => {
  const step = await revisable(ctx, body.stepId);
  if (!step.ok) return step;
  const ids = (await stepsOf(ctx.tx, ctx.meeting.id)).map((s) => s.id);
  const from = ids.indexOf(body.stepId);
  const to = from + body.by;
  if (to < 0 || to >= ids.length) return done();
  await reorderSteps(ctx.tx, ids.toSpliced(from, 1).toSpliced(to, 0, body.stepId));
  return done({ changes: [meetingChanged(ctx)] });
};

const revisable = async (ctx: InMeeting, stepId: string): Promise<Result<StepRow>> => {
  const step = await stepIn(ctx, stepId);
  if (!step.ok) return step;
  return canRevise(ctx.meeting.state) ? ok(step.value) : refuse('meeting_closed');
};
