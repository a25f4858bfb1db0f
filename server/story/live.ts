import type { Db } from '../../db/connect.ts';
import type { ToldLiveMeeting } from '../../db/seed/told.ts';
import { makeCode } from '../../shared/domain/join-code.ts';
import { startTimer } from '../../shared/domain/timer.ts';
import { hashOf } from '../chance.ts';
import { insertMeeting, insertParticipant, insertSteps } from '../store/meetings.ts';
import { insertNote } from '../store/said.ts';
import { storyId, toldMeetingId } from './ids.ts';
import { placeFor, stepsFor, storyTemplate, type StoryStep, type Telling } from './telling.ts';

interface Hall {
  tx: Db;
  telling: Telling;
  told: ToldLiveMeeting;
  meetingId: string;
  current: StoryStep;
}

/** Writes the meeting that goes on just now: doors open, first question asked, a few notes on the table. */
export const tellLive = (telling: Telling, told: ToldLiveMeeting, municipalityCode: string): Promise<void> =>
  telling.store.write(async (tx) => {
    const steps = stepsFor(told.key);
    const current = steps.find((step) => step.kind === 'collect');
    if (!current) throw new Error('The agenda of the story asks nothing.');
    const hall = { tx, telling, told, meetingId: toldMeetingId(told.key), current };
    const placeId = await placeFor(tx, told.place, { municipalityCode, createdAt: telling.now });
    await openMeeting(hall, { placeId, municipalityCode });
    await insertSteps(
      tx,
      steps.map((step) => ({ ...step, meetingId: hall.meetingId, ...progress(hall, step) })),
    );
    await writeNotes(hall);
  });

const openMeeting = async (
  { tx, telling: { chance, now }, told, meetingId, current }: Hall,
  where: { placeId: string; municipalityCode: string },
): Promise<void> => {
  const timer = startTimer(now.getTime(), current.minutes);
  await insertMeeting(tx, {
    ...where,
    ...{ id: meetingId, title: told.title, venue: told.venue, day: now.toISOString().slice(0, 10) },
    ...{ startsAt: '18:30', state: 'running', template: storyTemplate, custodian: 'municipality' },
    ...{ ladderLevel: 'dialogue', feedbackOwner: 'Landsbygdsutvecklaren', noteCounter: told.notes.length },
    ...{ joinCode: makeCode(chance.bytes(64)), joinToken: chance.token(), screenToken: chance.token() },
    ...{ currentStepId: current.id, createdAt: now, openedAt: now },
    ...(timer ? { timerEndsAt: new Date(timer.endsAt), timerMinutes: timer.minutes } : {}),
  });
};

const progress = ({ current, telling: { now } }: Hall, step: StoryStep) => {
  if (step.position > current.position) return {};
  const open = step.id === current.id;
  return {
    state: open ? ('open' as const) : ('closed' as const),
    openedAt: now,
    closedAt: open ? null : now,
  };
};

/** Each from a phone that nobody holds: its secret is drawn and forgotten. */
const writeNotes = async ({
  tx,
  telling: { chance, now },
  told,
  meetingId,
  current,
}: Hall): Promise<void> => {
  for (const [i, text] of told.notes.entries()) {
    const participantId = storyId(told.key, 'participant', `${i}`);
    await insertParticipant(tx, {
      id: participantId,
      meetingId,
      secretHash: hashOf(chance.token()),
      joinedAt: now,
    });
    await insertNote(tx, {
      ...{
        id: storyId(told.key, 'note', `${i}`),
        meetingId,
        participantId,
        ownNumber: 1,
        text,
        number: i + 1,
      },
      ...{ channel: 'phone', serviceCodes: [], stepId: current.id, questionId: current.questionId },
      ...{ writtenAt: now, updatedAt: now },
    });
  }
};
