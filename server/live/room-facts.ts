import type { Db } from '../../db/connect.ts';
import { tally } from '../../shared/domain/dot.ts';
import { isPublic } from '../../shared/domain/note.ts';
import type { DeskState } from '../../shared/documents/desk.ts';
import type { DotOption, RoomNote, RoomState, RoomTallies } from '../../shared/documents/room.ts';
import type { Arrangement } from '../../shared/documents/themes.ts';
import { meetingById, stepsOf, type MeetingRow, type StepRow } from '../store/meetings.ts';
import { dotOptionsOf, notesOf, offersOf, type NoteRow, type OfferRow } from '../store/said.ts';
import { placedDots } from '../store/placed-dots.ts';

/** What everybody in the meeting may see, from the facts and the facilitators' grouping. */
export const roomFacts = async (db: Db, meetingId: string, arrangement: Arrangement): Promise<RoomState> => {
  const [meeting, steps, notes, options, offers] = await Promise.all([
    meetingById(db, meetingId),
    stepsOf(db, meetingId),
    notesOf(db, meetingId),
    dotOptionsOf(db, meetingId),
    offersOf(db, meetingId),
  ]);
  const revealed = new Set(steps.filter((s) => s.notesRevealed).map((s) => s.id));
  return {
    meeting: meeting && meetingOf(meeting),
    steps: steps.map(stepOf),
    notes: notes
      .filter((note) => isPublic(note.status) && revealed.has(note.stepId))
      .map((note) => ({ ...roomNote(note, arrangement), number: note.number })),
    themes: arrangement.themes.map((theme, order) => ({ id: theme.id, title: theme.title, order })),
    options: Object.fromEntries(
      steps
        .filter((s) => s.kind === 'dots' && s.state !== 'waiting')
        .map((s) => [
          s.id,
          options.filter((o) => o.stepId === s.id).flatMap((option) => shownOption(option, notes)),
        ]),
    ),
    tallies: await talliesOf(db, steps),
    offers: offers.filter((o) => o.status !== 'withdrawn').map(offerOf),
  };
};

/** A note's words as they are now: what was hidden or masked after the round opened must not live on here. */
const shownOption = (option: DotOption, notes: readonly NoteRow[]): DotOption[] => {
  const { id, target, title } = option;
  if (target === 'theme') return [{ id, target, title }];
  const note = notes.find((n) => n.id === id);
  return note && isPublic(note.status) ? [{ id, target, title: note.text }] : [];
};

const meetingOf = (meeting: MeetingRow): RoomState['meeting'] => ({
  title: meeting.title,
  state: meeting.state,
  currentStepId: meeting.currentStepId,
  timer: meeting.timerEndsAt && { endsAt: meeting.timerEndsAt.getTime(), minutes: meeting.timerMinutes ?? 0 },
  joinCode: meeting.joinCode,
});

const stepOf = (s: StepRow): RoomState['steps'][number] => ({
  id: s.id,
  position: s.position,
  kind: s.kind,
  title: s.title,
  questionId: s.questionId,
  question: s.question,
  minutes: s.minutes,
  dotsPerPerson: s.dotsPerPerson,
  state: s.state,
  notesRevealed: s.notesRevealed,
  dotsRevealed: s.dotsRevealed,
});

/** A note as the room sees it: its words, its step and its theme, nothing about who. */
export const roomNote = (note: NoteRow, arrangement: Arrangement): RoomNote => {
  const theme = arrangement.placement[note.id] ?? note.themeId ?? undefined;
  return {
    t: note.text,
    s: note.stepId,
    ...(theme === undefined ? {} : { h: theme }),
    ...(note.lang === 'sv' ? {} : { l: note.lang }),
  };
};

/** Only rounds that a facilitator has revealed are counted here: before that nobody sees a figure. */
const talliesOf = async (db: Db, steps: readonly StepRow[]): Promise<Record<string, RoomTallies>> => {
  const revealed = steps.filter((s) => s.dotsRevealed).map((s) => s.id);
  const placed = await placedDots(db, revealed);
  return Object.fromEntries(
    revealed.map((stepId) => {
      const round = placed.filter((dot) => dot.stepId === stepId);
      return [stepId, { people: new Set(round.map((dot) => dot.person)).size, list: tally(round) }];
    }),
  );
};

const offerOf = ({ id, kind, text, themeId }: OfferRow): RoomState['offers'][number] => ({
  id,
  kind,
  text,
  themeId,
});

/** What facilitators see besides: every note and offer, without authors or contacts. */
export const deskFacts = async (db: Db, meetingId: string): Promise<DeskState> => {
  const [notes, offers] = await Promise.all([notesOf(db, meetingId), offersOf(db, meetingId)]);
  return {
    notes: notes.map(deskNote),
    offers: offers.map(deskOffer),
  };
};

const deskOffer = ({ id, kind, themeId, status, ...o }: OfferRow): DeskState['offers'][number] => {
  const common = { id, kind, themeId, status, hasContact: o.contactRef !== null };
  // As with notes: what somebody took back is no longer anybody's to read.
  return status === 'withdrawn'
    ? { ...common, text: '', amount: null, unit: null, condition: null }
    : { ...common, text: o.text, amount: o.amount, unit: o.unit, condition: o.condition };
};

export const deskNote = (note: NoteRow): DeskState['notes'][number] => ({
  number: note.number,
  id: note.id,
  // What somebody took back is no longer anybody's to read; that it was there is.
  text: note.status === 'withdrawn' ? '' : note.text,
  stepId: note.stepId,
  questionId: note.questionId,
  status: note.status,
  channel: note.channel,
  lang: note.lang,
  mergedInto: note.mergedInto,
  serviceCodes: note.serviceCodes,
});
