import { and, asc, eq, inArray, ne } from 'drizzle-orm';
import { tables, type Db } from '../../db/connect.ts';
import { originsOf } from './plan-inputs.ts';

const { meetings, municipalities, places, steps, notes, themes, ballots, offers, outcomes, planInputs } =
  tables;

/** Everything a finished meeting left behind, for one or many meetings at once; keyed by the meeting's id. */
export const factsOf = async (read: Db, meetingIds: readonly string[]) => {
  const ids = [...meetingIds];
  if (ids.length === 0) return new Map<string, OutcomeFacts>();
  const all = await Promise.all([
    read.select().from(outcomes).where(inArray(outcomes.meetingId, ids)),
    read.select().from(steps).where(inArray(steps.meetingId, ids)).orderBy(asc(steps.position)),
    notesIn(read, ids),
    read
      .select()
      .from(themes)
      .where(inArray(themes.meetingId, ids))
      .orderBy(asc(themes.position), asc(themes.id)),
    ballotsIn(read, ids),
    offersIn(read, ids),
  ]);
  return new Map(ids.map((id) => [id, factsFor(id, all)] as const));
};

const factsFor = (
  id: string,
  all: readonly [Rows['outcomes'], Rows['steps'], NoteFact[], Rows['themes'], BallotFact[], OfferFact[]],
) => {
  const mine = <T extends { meetingId: string }>(rows: readonly T[]): T[] =>
    rows.filter((r) => r.meetingId === id);
  const [ended, agenda, said, grouped, laid, offered] = all;
  return {
    outcome: mine(ended)[0],
    steps: mine(agenda),
    notes: mine(said),
    themes: mine(grouped),
    ballots: mine(laid),
    offers: mine(offered),
  };
};

interface Rows {
  outcomes: (typeof outcomes.$inferSelect)[];
  steps: (typeof steps.$inferSelect)[];
  themes: (typeof themes.$inferSelect)[];
}
export type OutcomeFacts = ReturnType<typeof factsFor>;
export type NoteFact = Awaited<ReturnType<typeof notesIn>>[number];
type BallotFact = Awaited<ReturnType<typeof ballotsIn>>[number];
type OfferFact = Awaited<ReturnType<typeof offersIn>>[number];

/** Authors, originals behind a mask and what was taken back are not even read. */
const notesIn = async (read: Db, meetingIds: string[]) =>
  read
    .select({
      id: notes.id,
      meetingId: notes.meetingId,
      number: notes.number,
      questionId: notes.questionId,
      text: notes.text,
      lang: notes.lang,
      translation: notes.translation,
      channel: notes.channel,
      status: notes.status,
      mergedInto: notes.mergedInto,
      themeId: notes.themeId,
      serviceCodes: notes.serviceCodes,
      responsibleLevel: notes.responsibleLevel,
    })
    .from(notes)
    .where(and(inArray(notes.meetingId, meetingIds), ne(notes.status, 'withdrawn')))
    .orderBy(asc(notes.number));

const ballotsIn = async (read: Db, meetingIds: string[]) =>
  read
    .select({
      meetingId: steps.meetingId,
      stepId: ballots.stepId,
      giver: ballots.giver,
      targetId: ballots.targetId,
      dots: ballots.dots,
    })
    .from(ballots)
    .innerJoin(steps, eq(steps.id, ballots.stepId))
    .where(inArray(steps.meetingId, meetingIds))
    .orderBy(asc(ballots.stepId), asc(ballots.giver), asc(ballots.targetId));

/** The random order of ids, because the order in which people offered would tell who sat where. */
const offersIn = async (read: Db, meetingIds: string[]) =>
  read
    .select({
      id: offers.id,
      meetingId: offers.meetingId,
      kind: offers.kind,
      text: offers.text,
      amount: offers.amount,
      unit: offers.unit,
      condition: offers.condition,
      ownerLabel: offers.ownerLabel,
      status: offers.status,
      themeId: offers.themeId,
      noteId: offers.noteId,
      contactRef: offers.contactRef,
    })
    .from(offers)
    .where(and(inArray(offers.meetingId, meetingIds), ne(offers.status, 'withdrawn')))
    .orderBy(asc(offers.id));

/** The municipality a meeting belongs to, which decides who may see it. Undefined when there is no such meeting. */
export const municipalityOfMeeting = async (read: Db, meetingId: string): Promise<string | undefined> =>
  (await read.select({ code: meetings.municipalityCode }).from(meetings).where(eq(meetings.id, meetingId)))[0]
    ?.code;

/** Plan inputs of one meeting, or of a municipality, with the names they are shown with and their origins. */
export const inputFacts = async (read: Db, where: { meetingId: string } | { municipalityCode: string }) => {
  const rows = await read
    .select({
      input: planInputs,
      meeting: meetings.title,
      day: meetings.day,
      place: places.name,
      municipality: municipalities.name,
    })
    .from(planInputs)
    .innerJoin(meetings, eq(meetings.id, planInputs.meetingId))
    .innerJoin(places, eq(places.id, planInputs.placeId))
    .innerJoin(municipalities, eq(municipalities.code, planInputs.municipalityCode))
    .where(
      'meetingId' in where
        ? eq(planInputs.meetingId, where.meetingId)
        : eq(planInputs.municipalityCode, where.municipalityCode),
    )
    .orderBy(asc(places.name), asc(planInputs.createdAt), asc(planInputs.id));
  const origins = new Map(rows.map(({ input }) => [input.id, [] as OriginRow[]]));
  for (const origin of await originsOf(read, [...origins.keys()]))
    origins.get(origin.planInputId)?.push(origin);
  return rows.map((row) => ({ ...row, origins: origins.get(row.input.id) ?? [] }));
};
type OriginRow = Awaited<ReturnType<typeof originsOf>>[number];
export type InputFact = Awaited<ReturnType<typeof inputFacts>>[number];
