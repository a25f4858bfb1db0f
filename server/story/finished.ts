import type { Db } from '../../db/connect.ts';
import type { RoundKey, ToldMeeting, ToldRounds } from '../../db/seed/told.ts';
import { fixThemes, insertBallots, insertOutcome } from '../store/closing.ts';
import { insertMeeting, insertSteps } from '../store/meetings.ts';
import { insertContact, insertNote, insertOffer } from '../store/said.ts';
import { savePlanInput } from '../store/plan-inputs.ts';
import { dealDots } from './deal.ts';
import { storyId, toldMeetingId } from './ids.ts';
import { placeFor, stepsFor, storyTemplate, type StoryStep, type Telling } from './telling.ts';

const dayMs = 86_400_000;
const contactDays = 365;

interface Place {
  told: ToldMeeting;
  tx: Db;
  telling: Telling;
  meetingId: string;
  placeId: string;
  municipalityCode: string;
  steps: StoryStep[];
  closedAt: Date;
}

/** Writes one finished meeting as facts, all of it or nothing: delivered, with no link to any device. */
export const tellFinished = (telling: Telling, told: ToldMeeting, municipalityCode: string): Promise<void> =>
  telling.store.write(async (tx) => {
    const closedAt = new Date(`${told.day}T20:00:00Z`);
    const placeId = await placeFor(tx, told.place, { municipalityCode, createdAt: telling.now });
    const steps = stepsFor(told.key);
    const meetingId = toldMeetingId(told.key);
    const place = { told, tx, telling, meetingId, placeId, municipalityCode, steps, closedAt };
    await writeMeeting(place);
    await writeNotes(place);
    await writeThemes(place);
    await writeBallots(place);
    await writeOffers(place);
    await writeInputs(place);
    await insertOutcome(tx, { meetingId, participants: told.participants, closedAt });
  });

const writeMeeting = async ({
  told,
  tx,
  telling,
  meetingId,
  placeId,
  municipalityCode,
  steps,
  closedAt,
}: Place) => {
  const { title, day, startsAt, venue, ladderLevel, feedbackOwner, feedbackDue, attended } = told;
  await insertMeeting(tx, {
    ...{ title, day, startsAt, venue, ladderLevel, feedbackOwner, feedbackDue, attended },
    ...{ id: meetingId, placeId, municipalityCode, template: storyTemplate },
    ...{ custodian: 'municipality', state: 'delivered', noteCounter: told.notes.length },
    ...{ joinToken: telling.chance.token(), screenToken: telling.chance.token() },
    ...{ createdAt: closedAt, openedAt: closedAt, closedAt, deliveredAt: deliveredAt(told) },
  });
  await insertSteps(
    tx,
    steps.map((step) => ({
      ...step,
      ...{ meetingId, state: 'closed', notesRevealed: true, dotsRevealed: step.kind === 'dots' },
      question: step.questionId ? told.questions[step.questionId] : null,
      ...{ openedAt: closedAt, closedAt },
    })),
  );
};

const deliveredAt = (told: ToldMeeting): Date => new Date(`${told.deliveredOn}T08:00:00Z`);

const stepOf = (steps: readonly StoryStep[], question: string): string =>
  steps.find((step) => step.questionId === question)?.id ?? '';

const writeNotes = async ({ told, tx, meetingId, steps, closedAt }: Place) => {
  for (const [i, { key, question, theme: _, codes, mergedInto, rounds: _r, ...note }] of told.notes.entries())
    await insertNote(tx, {
      channel: 'phone',
      ...note,
      id: storyId(told.key, key),
      meetingId,
      stepId: stepOf(steps, question),
      questionId: question,
      number: i + 1,
      mergedInto: mergedInto === undefined ? null : storyId(told.key, mergedInto),
      serviceCodes: [...(codes ?? [])],
      responsibleLevel: note.level ?? null,
      writtenAt: closedAt,
      updatedAt: closedAt,
    });
};

const writeThemes = ({ told, tx, meetingId }: Place) =>
  fixThemes(
    tx,
    meetingId,
    told.themes.map(({ key, title, codes }, position) => ({
      id: storyId(told.key, key),
      meetingId,
      title,
      position,
      serviceCodes: [...codes],
      noteIds: told.notes.filter(({ theme }) => theme === key).map((note) => storyId(told.key, note.key)),
    })),
  );

const writeBallots = async ({ told, tx, steps }: Place) => {
  const rounds = steps.filter((step) => step.kind === 'dots');
  const targets: readonly { key: string; rounds?: ToldRounds }[] = [...told.themes, ...told.notes];
  for (const [i, round] of (['r1', 'r2'] as const satisfies RoundKey[]).entries()) {
    const step = rounds[i];
    if (!step) throw new Error('The agenda of the story has too few rounds.');
    const laid = targets.flatMap(({ key, rounds: own }) => {
      const dots = own?.[round];
      return dots ? [{ ...dots, targetId: storyId(told.key, key) }] : [];
    });
    const dealt = dealDots(laid, { givers: told.dotGivers[round], budget: step.dotsPerPerson });
    await insertBallots(
      tx,
      dealt.map((row) => ({ ...row, stepId: step.id, id: storyId(step.id, `${row.giver}`, row.targetId) })),
    );
  }
};

/** The contacts are as invented as the rest, but opening one shows how it is done. */
const writeOffers = async ({ told, tx, telling, meetingId, steps, closedAt }: Place) => {
  const contacts = [...new Set(told.offers.flatMap(({ contact }) => contact ?? []))];
  const refs = new Map(contacts.map((key) => [key, telling.chance.token()]));
  const expiresAt = new Date(telling.now.getTime() + contactDays * dayMs);
  for (const [i, ref] of [...refs.values()].entries())
    await insertContact(tx, {
      ref,
      meetingId,
      contact: `Kontaktperson ${i + 1}, exempel@example.org`,
      expiresAt,
    });
  for (const { key, theme, note, contact, ...offer } of told.offers)
    await insertOffer(tx, {
      ...offer,
      id: storyId(told.key, 'offer', key),
      meetingId,
      stepId: stepOf(steps, 'q3'),
      themeId: theme === undefined ? null : storyId(told.key, theme),
      noteId: note === undefined ? null : storyId(told.key, note),
      contactRef: contact === undefined ? null : (refs.get(contact) ?? null),
      madeAt: closedAt,
    });
};

const writeInputs = async (place: Place) => {
  const { told, tx, meetingId, placeId, municipalityCode } = place;
  const submittedAt = deliveredAt(told);
  for (const [i, { key, codes, level, received, themes, notes, offers, ...words }] of told.inputs.entries())
    await savePlanInput(
      tx,
      {
        ...words,
        ...{ id: storyId(told.key, 'input', key), meetingId, municipalityCode, placeId, submittedAt },
        serviceCodes: [...codes],
        responsibleLevel: level,
        status: received ? 'received' : 'submitted',
        registryNumber: received?.number ?? null,
        receivedOn: received?.on ?? null,
        // Their order in lists.
        createdAt: new Date(submittedAt.getTime() + i),
        updatedAt: submittedAt,
      },
      [
        ...themes.map((theme) => ({ kind: 'theme' as const, originId: storyId(told.key, theme) })),
        ...notes.map((note) => ({ kind: 'note' as const, originId: storyId(told.key, note) })),
        ...offers.map((offer) => ({ kind: 'offer' as const, originId: storyId(told.key, 'offer', offer) })),
      ],
    );
};
