import type { RoomStep } from '$shared/documents/room.ts';
import type { StepKind } from '$shared/domain/step.ts';
import { works, type Work } from '$shared/words/lead-work.ts';

type Step = RoomStep & { id: string };

/** What a facilitator has before her in each kind of step. */
const workOf: Record<StepKind, Work> = {
  lobby: 'notes',
  intro: 'notes',
  collect: 'notes',
  group: 'group',
  dots: 'dots',
  offers: 'offers',
  pause: 'group',
  harvest: 'harvest',
  close: 'harvest',
};

export const workFor = (kind: StepKind | undefined): Work => (kind ? workOf[kind] : 'notes');

export const isWork = (value: string | null): value is Work => works.some((work) => work === value);

/** The step after (1) or before (-1) the current one; the first step when none has been opened. */
export const neighbour = (
  steps: readonly Step[],
  currentId: string | null | undefined,
  by: 1 | -1,
): Step | undefined => {
  const at = steps.findIndex((step) => step.id === currentId);
  return at < 0 ? (by === 1 ? steps[0] : undefined) : steps[at + by];
};

/** Steps in which notes are written. */
export const asking = (steps: readonly Step[]): Step[] =>
  steps.filter((step) => step.kind === 'collect' || step.kind === 'offers');
