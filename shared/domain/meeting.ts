import { refuse, ok, type Result } from './problem.ts';

/**
 * A meeting's life. `draft`: being prepared, nobody can come in. `open`: the doors are open. `running`: the
 * first step has been opened. `review`: closed, its outcome is fixed, plan inputs are being written.
 * `delivered`: plan inputs have gone to the municipality.
 */
export const meetingStates = ['draft', 'open', 'running', 'review', 'delivered'] as const;
export type MeetingState = (typeof meetingStates)[number];

const next: Record<MeetingState, readonly MeetingState[]> = {
  draft: ['open'],
  open: ['running', 'review'],
  running: ['review'],
  review: ['delivered'],
  delivered: [],
};

/** The title in characters; people counted at the door; phones let in, so that a bot with the code cannot fill the hall for ever. */
export const meetingLimits = { title: 120, attended: 5000, participants: 1500 } as const;

/** Whose record the meeting is; decides what the law asks of it. */
export const custodians = ['municipality', 'association'] as const;
export type Custodian = (typeof custodians)[number];

/** How far the participants' influence reaches; it is told to them before they write anything. */
export const ladderLevels = ['information', 'consultation', 'dialogue', 'influence'] as const;
export type LadderLevel = (typeof ladderLevels)[number];

export const canMove = (from: MeetingState, to: MeetingState): boolean => next[from].includes(to);

/** People may come in and take part. */
export const isLive = (state: MeetingState): boolean => state === 'open' || state === 'running';

/** The outcome is fixed; nothing that was said can change any more. */
export const isOver = (state: MeetingState): boolean => state === 'review' || state === 'delivered';

/** Refuses when the meeting no longer, or not yet, takes what people say. */
export const mustBeLive = (state: MeetingState): Result<true> => {
  if (isOver(state)) return refuse('meeting_closed');
  return isLive(state) ? ok(true) : refuse('doors_closed');
};

/** The facilitator still prepares or leads: settings, wording and agenda may change. */
export const canRevise = (state: MeetingState): boolean => !isOver(state);
