import { refuse, ok, type Result } from './problem.ts';

/** The kinds of steps an agenda is made of; the order is how they usually come. */
export const stepKinds = [
  'lobby',
  'intro',
  'collect',
  'group',
  'dots',
  'offers',
  'pause',
  'harvest',
  'close',
] as const;
export type StepKind = (typeof stepKinds)[number];

export const stepStates = ['waiting', 'open', 'closed'] as const;
export type StepState = (typeof stepStates)[number];

/** What each kind of step lets participants do. Everything not named here is refused. */
const allows: Record<StepKind, { notes: boolean; dots: boolean; offers: boolean }> = {
  lobby: { notes: false, dots: false, offers: false },
  intro: { notes: false, dots: false, offers: false },
  collect: { notes: true, dots: false, offers: false },
  group: { notes: false, dots: false, offers: false },
  dots: { notes: false, dots: true, offers: false },
  offers: { notes: true, dots: false, offers: true },
  pause: { notes: false, dots: false, offers: false },
  harvest: { notes: false, dots: false, offers: false },
  close: { notes: false, dots: false, offers: false },
};

export interface StepFacts {
  kind: StepKind;
  state: StepState;
}

export type Contribution = 'notes' | 'dots' | 'offers';

export const takes = (kind: StepKind, what: Contribution): boolean => allows[kind][what];

/** A step takes what its kind allows, and only while it is open. */
export const mustTake = (step: StepFacts, what: Contribution): Result<true> =>
  takes(step.kind, what) && step.state === 'open' ? ok(true) : refuse('step_closed');

/** A closed step may be opened again: somebody always has one more thing to say. */
export const canOpen = (state: StepState): boolean => state !== 'open';

/** Limits of what a process leader may set. Minutes; dots per person. */
export const stepLimits = { minutes: 240, dotsPerPerson: 10, title: 80, question: 300, steps: 40 } as const;
