import { connect, migrateFile, tables, type Db } from '../../db/connect.ts';

const at = new Date(Date.UTC(2026, 1, 17, 20, 3, 11));
const municipality = { code: '0482', name: 'Flen' };

type NoteRow = typeof tables.notes.$inferInsert;
type OfferRow = typeof tables.offers.$inferInsert;

/** A database with one finished meeting in an invented village, and what the builder is told to add. */
export const aFinishedMeeting = async (meetingId = 'm1', placeId = 'p-lovbruket') => {
  const connection = connect(':memory:');
  migrateFile(connection);
  const { db } = connection;
  await db.insert(tables.municipalities).values({ ...municipality, createdAt: at });
  await addMeeting(db, meetingId, placeId, 'Lövbruket');
  return { ...builder(db, meetingId), db, close: () => connection.raw.close() };
};

/** One more finished meeting, in a place that is made if it is new. */
export const addMeeting = async (db: Db, id: string, placeId: string, place: string) => {
  await db
    .insert(tables.places)
    .values({ id: placeId, municipalityCode: '0482', name: place, createdAt: at })
    .onConflictDoNothing();
  await db.insert(tables.meetings).values({
    ...{ id, placeId, municipalityCode: '0482', title: `Bygdemöte i ${place}`, day: '2026-02-17' },
    ...{ startsAt: '18:30', venue: 'Bygdegården', state: 'review', template: 'three-questions-150' },
    ...{ custodian: 'municipality', ladderLevel: 'dialogue', feedbackOwner: 'landsbygdsutvecklare' },
    ...{ feedbackDue: '2026-05-31', joinToken: `jt-${id}`, screenToken: `st-${id}`, createdAt: at },
  });
  await db.insert(tables.steps).values([
    {
      id: `${id}-q1`,
      meetingId: id,
      position: 0,
      kind: 'collect',
      title: 'Fråga 1',
      questionId: 'q1',
      question: 'Hur är det?',
      minutes: 25,
      state: 'closed',
    },
    {
      id: `${id}-r1`,
      meetingId: id,
      position: 1,
      kind: 'dots',
      title: 'Prickar, runda 1',
      minutes: 5,
      dotsPerPerson: 3,
      state: 'closed',
    },
    {
      id: `${id}-r2`,
      meetingId: id,
      position: 2,
      kind: 'dots',
      title: 'Prickar, runda 2',
      minutes: 5,
      state: 'waiting',
    },
  ]);
  await db.insert(tables.outcomes).values({ meetingId: id, participants: 12, closedAt: at });
  return builder(db, id);
};

const builder = (db: Db, meetingId: string) => ({
  note: async (number: number, text: string, change: Partial<NoteRow> = {}) => {
    const row = {
      id: `${meetingId}-n${number}`,
      meetingId,
      stepId: `${meetingId}-q1`,
      questionId: 'q1',
      number,
      text,
    };
    const rest = { channel: 'phone' as const, serviceCodes: [], writtenAt: at, updatedAt: at };
    await db.insert(tables.notes).values({ ...row, ...rest, ...change });
    return row.id;
  },
  theme: async (id: string, title: string, serviceCodes: string[], position = 0) =>
    db.insert(tables.themes).values({ id, meetingId, title, position, serviceCodes }),
  dots: async (giver: number, targetId: string, dots = 1) =>
    db
      .insert(tables.ballots)
      .values({ id: `${meetingId}-${giver}-${targetId}`, stepId: `${meetingId}-r1`, giver, targetId, dots }),
  offer: async (id: string, text: string, change: Partial<OfferRow> = {}) =>
    db
      .insert(tables.offers)
      .values({ id, meetingId, stepId: `${meetingId}-q1`, kind: 'time', text, madeAt: at, ...change }),
  input: async (id: string, title: string, change: Partial<typeof tables.planInputs.$inferInsert> = {}) =>
    db.insert(tables.planInputs).values({
      ...{
        id,
        meetingId,
        municipalityCode: '0482',
        placeId: 'p-lovbruket',
        kind: 'need',
        title,
        text: title,
      },
      ...{ serviceCodes: ['com.post'], responsibleLevel: 'municipality', status: 'submitted', cost: null },
      ...{ writtenBy: 'u-secret', createdAt: at, updatedAt: at, submittedAt: at, ...change },
    }),
});
