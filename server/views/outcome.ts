import type { Db } from '../../db/connect.ts';
import { hearingsOf, noteCodes, survivorOf, type Hear, type Heard } from '../../shared/domain/heard.ts';
import { isOver } from '../../shared/domain/meeting.ts';
import { ok, refuse, type Result } from '../../shared/domain/problem.ts';
import type {
  MeetingHead,
  Outcome,
  OutcomeNote,
  OutcomeOffer,
  OutcomeTheme,
  RoundFigure,
} from '../../shared/wire/views.ts';
import { headRows } from '../store/meetings.ts';
import { factsOf, type NoteFact, type OutcomeFacts } from '../store/outcome.ts';

export { municipalityOfMeeting } from '../store/outcome.ts';

type HeadRow = Awaited<ReturnType<typeof headRows>>[number];

/** Who it was made for decides one thing only: whether the words of a hidden note are in it. */
export interface OutcomeChoice {
  /** A facilitator hid a note because it hurts or names somebody: only facilitators read its words. */
  withHidden?: boolean;
}

/** What one finished meeting said. Refuses `not_found`, and `not_ready` until the meeting is closed. */
export const outcomeView = async (
  read: Db,
  meetingId: string,
  choice: OutcomeChoice = {},
): Promise<Result<Outcome>> => {
  const [row] = await headRows(read, { meetingId });
  if (!row) return refuse('not_found');
  if (!isOver(row.meeting.state)) return refuse('not_ready');
  const facts = (await factsOf(read, [meetingId])).get(meetingId);
  return facts ? ok(outcomeFrom(row, facts, choice)) : refuse('not_found');
};

/** What each of these finished meetings said. */
export const outcomesOf = (finished: readonly Finished[]): Outcome[] =>
  finished.map(({ row, facts }) => outcomeFrom(row, facts, {}));

/** The finished meetings of a municipality, by place and day, with their facts: what figures are counted from. */
export const finishedOf = async (read: Db, municipalityCode: string) => {
  const rows = await headRows(read, { municipalityCodes: [municipalityCode] });
  const over = rows.filter((r) => isOver(r.meeting.state)).sort(byPlaceAndDay);
  const facts = await factsOf(
    read,
    over.map((r) => r.meeting.id),
  );
  return over.flatMap((row) => {
    const found = facts.get(row.meeting.id);
    return found ? [{ row, facts: found, heard: heardFrom(row, found) }] : [];
  });
};

export type Finished = Awaited<ReturnType<typeof finishedOf>>[number];

const byPlaceAndDay = (a: HeadRow, b: HeadRow): number =>
  a.place.localeCompare(b.place, 'sv') ||
  a.meeting.day.localeCompare(b.meeting.day) ||
  a.meeting.id.localeCompare(b.meeting.id);

/** The head of a meeting as pages show it. */
export const outcomeHead = ({ meeting, place, municipality }: HeadRow): MeetingHead => ({
  id: meeting.id,
  title: meeting.title,
  place,
  placeId: meeting.placeId,
  municipality,
  municipalityCode: meeting.municipalityCode,
  day: meeting.day,
  startsAt: meeting.startsAt,
  venue: meeting.venue,
  state: meeting.state,
  ladderLevel: meeting.ladderLevel,
  custodian: meeting.custodian,
  feedbackOwner: meeting.feedbackOwner,
  feedbackDue: meeting.feedbackDue,
});

/** Rounds that were held: a step somebody opened, or where dots lie. */
const roundsOf = ({ steps, ballots }: OutcomeFacts) =>
  steps.filter((s) => s.kind === 'dots' && (s.state !== 'waiting' || ballots.some((b) => b.stepId === s.id)));

const heardFrom = ({ meeting, place }: HeadRow, facts: OutcomeFacts): Heard => ({
  meetingId: meeting.id,
  placeId: meeting.placeId,
  place,
  rounds: roundsOf(facts).map((s) => s.id),
  notes: facts.notes,
  themes: facts.themes,
  offers: facts.offers,
  ballots: facts.ballots,
});

const outcomeFrom = (row: HeadRow, facts: OutcomeFacts, choice: OutcomeChoice): Outcome => {
  const heard = heardFrom(row, facts);
  const hear = hearingsOf(heard);
  return {
    meeting: outcomeHead(row),
    participants: facts.outcome?.participants ?? 0,
    attended: row.meeting.attended,
    questions: questionsOf(facts),
    rounds: roundFigures(hear, facts),
    notes: notesFrom(heard, facts.notes, choice),
    themes: themesFrom(hear, facts),
    offers: facts.offers.map(offerFrom),
  };
};

const questionsOf = ({ steps }: OutcomeFacts): Outcome['questions'] => {
  const asked = steps.filter((s) => s.questionId !== null);
  return [...new Map(asked.map((s) => [s.questionId ?? '', s.question ?? s.title]))].map(([id, text]) => ({
    id,
    text,
  }));
};

const roundFigures = (hear: Hear, facts: OutcomeFacts): RoundFigure[] =>
  hear(() => true).map(({ stepId, dots, people }) => ({
    stepId,
    title: facts.steps.find((s) => s.id === stepId)?.title ?? '',
    dots,
    people,
  }));

const notesFrom = (heard: Heard, notes: readonly NoteFact[], choice: OutcomeChoice): OutcomeNote[] => {
  const codes = noteCodes(heard);
  const laid = laidOnTargets(heard);
  return notes.map((note) => {
    const hidden = note.status === 'hidden' && choice.withHidden !== true;
    // Field by field: for five thousand notes that takes a tenth of the time of leaving one field out.
    return {
      id: note.id,
      number: note.number,
      questionId: note.questionId,
      text: hidden ? '' : note.text,
      lang: note.lang,
      translation: hidden ? null : note.translation,
      channel: note.channel,
      status: note.status,
      mergedInto: note.mergedInto,
      themeId: note.themeId,
      serviceCodes: [...(codes.get(note.id) ?? [])],
      responsibleLevel: note.responsibleLevel,
      dots: byRound(laid.get(note.id), ({ dots }) => dots),
      people: byRound(laid.get(note.id), ({ givers }) => givers.size),
    };
  });
};

type Laid = Record<string, { dots: number; givers: Set<number> }>;

/** Dots and who laid them, by target and round; a duplicate's dots lie on the note it lives on in. */
const laidOnTargets = (heard: Heard): Map<string, Laid> => {
  const survivor = survivorOf(heard.notes);
  const by = new Map<string, Laid>();
  for (const { stepId, targetId, dots, giver } of heard.ballots) {
    if (dots === 0) continue;
    const rounds = by.get(survivor(targetId)) ?? {};
    const round = (rounds[stepId] ??= { dots: 0, givers: new Set() });
    round.dots += dots;
    round.givers.add(giver);
    by.set(survivor(targetId), rounds);
  }
  return by;
};

const byRound = (laid: Laid | undefined, of: (round: Laid[string]) => number): Record<string, number> =>
  Object.fromEntries(Object.entries(laid ?? {}).map(([stepId, round]) => [stepId, of(round)]));

/** Sorted by theme once: asked theme by theme, five thousand notes and offers are millions of looks. */
const themesFrom = (hear: Hear, { themes, notes, offers }: OutcomeFacts): OutcomeTheme[] => {
  const homes = new Map(notes.map((n) => [n.id, n.themeId]));
  const notesIn = idsBy(notes, ({ themeId }) => [themeId]);
  const offersIn = idsBy(offers, ({ themeId, noteId }) => [themeId, homes.get(noteId ?? '') ?? null]);
  return themes.map(({ id, title, serviceCodes }) => {
    const noteIds = notesIn.get(id) ?? [];
    const targets = new Set([id, ...noteIds]);
    const rounds = hear((target) => targets.has(target));
    return {
      ...{ id, title, serviceCodes, noteIds, offerIds: offersIn.get(id) ?? [] },
      rounds: Object.fromEntries(rounds.map(({ stepId, dots, people }) => [stepId, { dots, people }])),
    };
  });
};

/** Ids of what lies in each theme, in their order, each once. */
const idsBy = <T extends { id: string }>(all: readonly T[], themesOf: (one: T) => (string | null)[]) => {
  const by = new Map<string | null, string[]>();
  for (const one of all)
    for (const themeId of new Set(themesOf(one))) {
      const ids = by.get(themeId);
      if (ids) ids.push(one.id);
      else by.set(themeId, [one.id]);
    }
  return by;
};

const offerFrom = (offer: OutcomeFacts['offers'][number]): OutcomeOffer => ({
  id: offer.id,
  kind: offer.kind,
  text: offer.text,
  amount: offer.amount,
  unit: offer.unit,
  condition: offer.condition,
  ownerLabel: offer.ownerLabel,
  status: offer.status,
  themeId: offer.themeId,
  noteId: offer.noteId,
  hasContact: offer.contactRef !== null,
});
