import { swedishDay } from '../../shared/domain/day.ts';
import { isOver } from '../../shared/domain/meeting.ts';
import {
  canReceive,
  canReceiveOn,
  canSubmit,
  canWriteInput,
  planInputLimits,
} from '../../shared/domain/plan-input.ts';
import { tidy } from '../../shared/domain/note.ts';
import { ok, refuse, type Result } from '../../shared/domain/problem.ts';
import { isServiceCode } from '../../shared/domain/service-type.ts';
import type { Body } from '../../shared/wire/up.ts';
import { meetingById, updateMeeting } from '../store/meetings.ts';
import {
  originsIn,
  originsOf,
  planInputById,
  removePlanInput,
  savePlanInput,
  updatePlanInput,
  type PlanInputRow,
} from '../store/plan-inputs.ts';
import { done, type Carried, type Context, type InMeeting } from './context.ts';

/** A facilitator writes a plan input; it keeps the ids of the themes, notes and offers it came from. */
export const writePlanInput = async (ctx: InMeeting, body: Body<'planInput.write'>): Carried => {
  const checked = await check(ctx, body);
  if (!checked.ok) return checked;
  const { planInputId, themeIds, noteIds, offerIds, ...words } = body;
  await savePlanInput(
    ctx.tx,
    {
      ...words,
      text: tidy(body.text),
      id: planInputId,
      meetingId: ctx.meeting.id,
      municipalityCode: ctx.meeting.municipalityCode,
      placeId: ctx.meeting.placeId,
      status: 'draft',
      writtenBy: ctx.actor.user?.id ?? null,
      createdAt: ctx.now,
      updatedAt: ctx.now,
    },
    [...tagged('theme', themeIds), ...tagged('note', noteIds), ...tagged('offer', offerIds)],
  );
  return done({ result: { planInputId } });
};

const tagged = <K extends 'theme' | 'note' | 'offer'>(kind: K, ids: readonly string[]) =>
  [...new Set(ids)].map((originId) => ({ kind, originId }));

const check = async (ctx: InMeeting, body: Body<'planInput.write'>): Promise<Result<true>> => {
  if (!isOver(ctx.meeting.state)) return refuse('not_ready');
  if (tidy(body.text).length > planInputLimits.text) return refuse('too_long', 'text');
  if (!body.serviceCodes.every(isServiceCode)) return refuse('malformed', 'serviceCodes');
  const there = await planInputById(ctx.tx, body.planInputId);
  if (there && there.meetingId !== ctx.meeting.id) return refuse('wrong_meeting', 'planInputId');
  if (there && !canWriteInput(there.status)) return refuse('not_ready', 'planInputId');
  const known = await originsIn(ctx.tx, ctx.meeting.id);
  const strange = [...body.themeIds, ...body.noteIds, ...body.offerIds].some((id) => !known.has(id));
  return strange ? refuse('not_found', 'noteIds') : ok(true);
};

export const discardPlanInput = async (ctx: InMeeting, body: Body<'planInput.discard'>): Carried => {
  const input = await inputIn(ctx, body.planInputId);
  if (!input.ok) return input;
  if (!canWriteInput(input.value.status)) return refuse('not_ready', 'planInputId');
  await removePlanInput(ctx.tx, input.value.id);
  return done({ result: { planInputId: input.value.id } });
};

/** Hands drafts over to the municipality: all of those named, or none. */
export const submitPlanInputs = async (ctx: InMeeting, body: Body<'planInput.submit'>): Carried => {
  const origins = await originsOf(ctx.tx, body.planInputIds);
  for (const id of body.planInputIds) {
    const input = await inputIn(ctx, id);
    if (!input.ok) return input;
    const own = origins.filter((origin) => origin.planInputId === id);
    const ready = canSubmit({
      ...input.value,
      themeIds: own.filter((o) => o.kind === 'theme').map((o) => o.originId),
      noteIds: own.filter((o) => o.kind === 'note').map((o) => o.originId),
    });
    if (!ready.ok) return ready;
    await updatePlanInput(ctx.tx, id, { status: 'submitted', submittedAt: ctx.now, updatedAt: ctx.now });
  }
  if (ctx.meeting.state === 'review')
    await updateMeeting(ctx.tx, ctx.meeting.id, { state: 'delivered', deliveredAt: ctx.now });
  return done({
    result: { submitted: body.planInputIds.length },
    changes: [{ what: 'meeting', meetingId: ctx.meeting.id }],
  });
};

const inputIn = async (ctx: InMeeting, id: string): Promise<Result<PlanInputRow>> => {
  const input = await planInputById(ctx.tx, id);
  if (!input) return refuse('not_found', 'planInputId');
  return input.meetingId === ctx.meeting.id ? ok(input) : refuse('wrong_meeting', 'planInputId');
};

/** An officer registers a plan input under a registry number (dnr) and a date. */
export const receivePlanInput = async (ctx: Context, body: Body<'planInput.receive'>): Carried => {
  const input = await planInputById(ctx.tx, body.planInputId);
  if (!input || input.municipalityCode !== ctx.municipalityCode) return refuse('not_found', 'planInputId');
  if (!canReceive(input.status)) return refuse('not_ready', 'planInputId');
  const meeting = await meetingById(ctx.tx, input.meetingId);
  if (!meeting) return refuse('not_found', 'planInputId');
  const handed = { meetingDay: meeting.day, submittedAt: input.submittedAt };
  const dated = canReceiveOn(body.receivedOn, handed, swedishDay(ctx.now));
  if (!dated.ok) return dated;
  await updatePlanInput(ctx.tx, input.id, {
    status: 'received',
    registryNumber: body.registryNumber,
    receivedOn: body.receivedOn,
    updatedAt: ctx.now,
  });
  return done({ result: { planInputId: input.id } });
};
