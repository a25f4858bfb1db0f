import { mustBeLive, isOver } from '../../shared/domain/meeting.ts';
import { noteLimits, noteText, type Channel } from '../../shared/domain/note.ts';
import { ok, refuse, type Result } from '../../shared/domain/problem.ts';
import { isServiceCode } from '../../shared/domain/service-type.ts';
import { mustTake } from '../../shared/domain/step.ts';
import type { Body } from '../../shared/wire/up.ts';
import { insertNewNote, nextNumber, noteById, noteCount, updateNote, type NoteRow } from '../store/said.ts';
import { done, meetingChanged, stepIn, type Carried, type InMeeting } from './context.ts';

/** A person says one thing. A repeat with the same id is the same note, whatever door it comes through. */
export const writeNote = async (ctx: InMeeting, body: Body<'note.write'>): Carried => {
  const author = authorOf(ctx, body.channel);
  const there = await noteById(ctx.tx, body.noteId);
  if (there) return repeated(ctx, there, { author, text: body.text });
  const step = await stepIn(ctx, body.stepId);
  if (!step.ok) return step;
  const allowed = await mayWrite(ctx, author, mustTake(step.value, 'notes'));
  if (!allowed.ok) return allowed;
  const text = noteText(body.text);
  if (!text.ok) return text;
  const number = await nextNumber(ctx.tx, ctx.meeting.id);
  await insertNewNote(ctx.tx, {
    id: body.noteId,
    meetingId: ctx.meeting.id,
    stepId: step.value.id,
    questionId: step.value.questionId,
    number,
    participantId: author,
    ownNumber: allowed.value,
    text: text.value,
    lang: body.lang ?? 'sv',
    channel: channelOf(ctx, author),
    serviceCodes: [],
    writtenAt: ctx.now,
    updatedAt: ctx.now,
  });
  return done({ result: { noteId: body.noteId, number }, changes: [noteChanged(ctx, body.noteId)] });
};

/** A facilitator who types a paper slip writes for somebody else, so that note has no author. */
const authorOf = (ctx: InMeeting, channel: Channel | undefined): string | null =>
  channel === 'paper' && ctx.roles.includes('facilitator') ? null : (ctx.participantId ?? null);

const channelOf = (ctx: InMeeting, author: string | null): Channel => {
  if (author === null) return 'paper';
  return ctx.door === 'form' ? 'form' : ctx.door === 'api' ? 'api' : 'phone';
};

/** After closing nobody knows who wrote it; then the same id is enough, on a form the same words under it. */
const repeated = (ctx: InMeeting, there: NoteRow, again: { author: string | null; text: string }) => {
  if (there.meetingId !== ctx.meeting.id) return refuse('wrong_meeting', 'noteId');
  const over = isOver(ctx.meeting.state);
  const text = noteText(again.text);
  const sameText = text.ok && (text.value === there.text || text.value === there.original);
  // She may have changed it since, and closing took away what we had answered. An outbox only repeats; a form is typed in.
  const same = sameText || (over && ctx.door !== 'form');
  const mine = over || there.participantId === again.author;
  // Other words under the same id are another note: better refused and kept by the writer than swallowed.
  if (!mine || !same) return refuse('already_taken', 'noteId');
  return done({ result: { noteId: there.id, number: there.number } });
};

/** The note's number among its author's own; none when it has no author. */
const mayWrite = async (
  ctx: InMeeting,
  author: string | null,
  open: Result<true>,
): Promise<Result<number | null>> => {
  const live = mustBeLive(ctx.meeting.state);
  if (!live.ok) return live;
  // Slips lie on the table after the step has closed; whoever types them must not be hurried.
  if (author !== null && !open.ok) return open;
  // Numbers are given once and notes are never removed, so the last number says how many there are.
  if (ctx.meeting.noteCounter >= noteLimits.perMeeting) return refuse('over_budget');
  if (author === null) return ok(null);
  const mine = await noteCount(ctx.tx, author);
  return mine >= noteLimits.perParticipant ? refuse('over_budget') : ok(mine + 1);
};

export const editNote = async (ctx: InMeeting, body: Body<'note.edit'>): Carried => {
  const note = await ownNote(ctx, body.noteId);
  if (!note.ok) return note;
  const free = await mayChange(ctx, note.value);
  if (!free.ok) return free;
  const text = noteText(body.text);
  if (!text.ok) return text;
  await updateNote(ctx.tx, note.value.id, { text: text.value, updatedAt: ctx.now });
  return done({ result: { noteId: note.value.id }, changes: [noteChanged(ctx, note.value.id)] });
};

export const withdrawNote = async (ctx: InMeeting, body: Body<'note.withdraw'>): Carried => {
  const note = await ownNote(ctx, body.noteId);
  if (!note.ok) return note;
  // Taken back in two tabs, or twice without network: it is as she wanted it, and there is nothing for her to do.
  if (note.value.status === 'withdrawn') return done({ result: { noteId: note.value.id } });
  const free = await mayChange(ctx, note.value);
  if (!free.ok) return free;
  await updateNote(ctx.tx, note.value.id, { status: 'withdrawn', updatedAt: ctx.now });
  return done({ result: { noteId: note.value.id }, changes: [noteChanged(ctx, note.value.id)] });
};

/** The author's own note, while the meeting takes what people say. */
const ownNote = async (ctx: InMeeting, noteId: string): Promise<Result<NoteRow>> => {
  const note = await noteIn(ctx, noteId);
  if (!note.ok) return note;
  // First of all: after closing no note is anybody's own, and she must not be told that this one was never hers.
  const live = mustBeLive(ctx.meeting.state);
  if (!live.ok) return live;
  const isOwn = note.value.participantId !== null && note.value.participantId === ctx.participantId;
  return isOwn ? note : refuse('not_allowed', 'noteId');
};

/** Its step is open, and nobody has masked or merged it. */
const mayChange = async (ctx: InMeeting, note: NoteRow): Promise<Result<true>> => {
  const step = await stepIn(ctx, note.stepId);
  if (!step.ok) return step;
  const open = mustTake(step.value, 'notes');
  if (!open.ok) return open;
  const { status, original } = note;
  // Masked and then hidden it is still masked: new words must not lie beside the ones that were covered.
  const untouched = original === null && (status === 'visible' || status === 'hidden');
  return untouched ? ok(true) : refuse('not_ready', 'noteId');
};

const noteIn = async (ctx: InMeeting, noteId: string): Promise<Result<NoteRow>> => {
  const note = await noteById(ctx.tx, noteId);
  if (!note) return refuse('not_found', 'noteId');
  return note.meetingId === ctx.meeting.id ? ok(note) : refuse('wrong_meeting', 'noteId');
};

/** What a facilitator does to a note: never to its words without keeping them, never to its existence. */
const curate = async (
  ctx: InMeeting,
  noteId: string,
  change: (note: NoteRow) => Result<Partial<NoteRow>> | Promise<Result<Partial<NoteRow>>>,
): Carried => {
  const note = await noteIn(ctx, noteId);
  if (!note.ok) return note;
  if (isOver(ctx.meeting.state)) return refuse('meeting_closed');
  if (note.value.status === 'withdrawn') return refuse('not_ready', 'noteId');
  const wanted = await change(note.value);
  if (!wanted.ok) return wanted;
  await updateNote(ctx.tx, noteId, { ...wanted.value, updatedAt: ctx.now });
  const { participantId } = note.value;
  const back = wanted.value.status === 'visible' && participantId !== null ? { backTo: participantId } : {};
  // The whole room follows too: the note may stand among what dots can be laid on.
  return done({
    result: { noteId },
    changes: [{ ...noteChanged(ctx, noteId), ...back }, meetingChanged(ctx)],
  });
};

export const hideNote = (ctx: InMeeting, body: Body<'note.hide'>): Carried =>
  curate(ctx, body.noteId, () => ok({ status: 'hidden' as const }));

/** Back to the room; a note whose words were masked stays masked. */
export const showNote = (ctx: InMeeting, body: Body<'note.show'>): Carried =>
  curate(ctx, body.noteId, (note) =>
    ok({ status: note.original === null ? ('visible' as const) : ('masked' as const), mergedInto: null }),
  );

export const maskNote = (ctx: InMeeting, body: Body<'note.mask'>): Carried =>
  curate(ctx, body.noteId, (note) => {
    const text = noteText(body.text);
    if (!text.ok) return text;
    return ok({ status: 'masked' as const, text: text.value, original: note.original ?? note.text });
  });

/** The author's own words again, for when the wrong note was masked. One that is hidden or merged stays so. */
export const unmaskNote = (ctx: InMeeting, body: Body<'note.unmask'>): Carried =>
  curate(ctx, body.noteId, ({ text, original, status }) =>
    ok({
      text: original ?? text,
      original: null,
      status: status === 'masked' ? ('visible' as const) : status,
    }),
  );

export const mergeNote = (ctx: InMeeting, body: Body<'note.merge'>): Carried =>
  curate(ctx, body.noteId, async () => {
    const into = await noteIn(ctx, body.into);
    if (!into.ok) return into;
    const gone = into.value.status === 'merged' || (await leadsTo(ctx, into.value, body.noteId));
    return gone ? refuse('not_ready', 'into') : ok({ status: 'merged' as const, mergedInto: into.value.id });
  });

/** Whether a note is the other, or repeats it in the end: what was merged and then hidden still lives on elsewhere. */
const leadsTo = async (ctx: InMeeting, note: NoteRow, id: string): Promise<boolean> => {
  const seen = new Set<string>();
  let at: NoteRow | undefined = note;
  while (at && at.id !== id && !seen.has(at.id)) {
    seen.add(at.id);
    at = at.mergedInto === null ? undefined : await noteById(ctx.tx, at.mergedInto);
  }
  return at?.id === id;
};

export const tagNote = (ctx: InMeeting, body: Body<'note.tag'>): Carried =>
  curate(ctx, body.noteId, () =>
    body.serviceCodes.every(isServiceCode)
      ? ok({ serviceCodes: [...new Set(body.serviceCodes)] })
      : refuse('malformed', 'serviceCodes'),
  );

const noteChanged = (ctx: InMeeting, noteId: string) => ({
  what: 'note' as const,
  meetingId: ctx.meeting.id,
  noteId,
});
