import { isLive, isOver } from '$shared/domain/meeting.ts';
import type { StepKind } from '$shared/domain/step.ts';
import type { RoomState, RoomStep } from '$shared/documents/room.ts';

export type Step = RoomStep & { id: string };

/** What fills the phone: a step of the agenda, or what there is before the first and after the last. */
export interface Scene {
  kind: StepKind;
  step: Step;
}

/** Where a meeting is before its first step. */
const nowhere: Step = {
  id: '',
  position: -1,
  kind: 'lobby',
  title: '',
  questionId: null,
  question: null,
  minutes: 0,
  dotsPerPerson: 0,
  state: 'waiting',
  notesRevealed: false,
  dotsRevealed: false,
};

/** The scene of the meeting. `at` is the step to show, or one a person stays in although the meeting has moved on. */
export const sceneOf = (room: RoomState, at: string | null | undefined): Scene => {
  const state = room.meeting?.state ?? 'draft';
  const step = room.steps.find((s) => s.id === at) ?? nowhere;
  if (isOver(state)) return { kind: 'close', step };
  return isLive(state) ? { kind: step.kind, step } : { kind: 'lobby', step: nowhere };
};

export const stepAfter = (room: RoomState, step: Step): Step | undefined =>
  room.steps.find((s) => s.position > step.position && s.kind !== 'lobby');

/** Questions that have been asked before this step, latest first. */
export const earlierQuestions = (room: RoomState, step: Step): Step[] =>
  room.steps
    .filter((s) => s.question !== null && s.state !== 'waiting' && s.position < step.position)
    .reverse();

/** Which question a note belongs to, for its hue; the hue never stands alone. */
export const questionOf = (room: RoomState, stepId: string): string | undefined =>
  room.steps.find((s) => s.id === stepId)?.questionId ?? undefined;
