import type { Db } from '../../db/connect.ts';
import type { Arrangement } from '../../shared/documents/themes.ts';
import type { Result } from '../../shared/domain/problem.ts';
import { refuse } from '../../shared/domain/problem.ts';
import type { Role } from '../../shared/domain/role.ts';
import type { Actor } from '../actor.ts';
import type { Chance } from '../chance.ts';
import type { Door } from '../services.ts';
import type { MeetingRow, StepRow } from '../store/meetings.ts';
import { stepById } from '../store/meetings.ts';

/** What a screen has to be told about once a command is on disk. */
export type Change =
  /** `backTo`: the participant who can change it again, and whose phone is to learn that. */
  | { what: 'note'; meetingId: string; noteId: string; backTo?: string }
  | { what: 'dots'; meetingId: string; stepId: string }
  | { what: 'offers'; meetingId: string }
  | { what: 'meeting'; meetingId: string; phase?: true }
  | Restored
  /** These take part no longer; their lines end. */
  | { what: 'left'; meetingId: string; participantIds: readonly string[] }
  | { what: 'closed'; meetingId: string };

/** The grouping is to be as it was in a version; as it is now it is kept first, under `keepAs`. */
interface Restored {
  what: 'restored';
  meetingId: string;
  versionId: string;
  keepAs: string;
  /** The command was repeated: it may have been done already. */
  again?: true;
}

/** What a command works with. Time and chance come in from outside; the transaction is the only store. */
export interface Context {
  tx: Db;
  now: Date;
  chance: Chance;
  actor: Actor;
  door: Door;
  roles: Role[];
  /** Set when this browser takes part in the meeting the command is about. */
  participantId: string | undefined;
  municipalityCode: string | undefined;
  /** How the facilitators have grouped the notes just now. */
  arrangement: Arrangement;
}
export interface InMeeting extends Context {
  meeting: MeetingRow;
}

export interface Done {
  /** Goes back to the sender, and again to whoever repeats the command. */
  result?: Record<string, unknown>;
  /** Goes back to the sender once and is never kept. */
  once?: Record<string, unknown>;
  changes?: Change[];
}
export type Carried = Promise<Result<Done>>;

/** The step, if it belongs to this meeting. */
export const stepIn = async (ctx: InMeeting, stepId: string): Promise<Result<StepRow>> => {
  const step = await stepById(ctx.tx, stepId);
  if (!step) return refuse('not_found', 'stepId');
  return step.meetingId === ctx.meeting.id ? { ok: true, value: step } : refuse('wrong_meeting', 'stepId');
};

export const done = (done: Done = {}): { ok: true; value: Done } => ({ ok: true, value: done });

/** The meeting itself changed: every screen gets its state anew. */
export const meetingChanged = (ctx: InMeeting): Change => ({ what: 'meeting', meetingId: ctx.meeting.id });
/** A step began or ended: how things lay then is worth going back to. */
export const phaseChanged = (ctx: InMeeting): Change => ({
  what: 'meeting',
  meetingId: ctx.meeting.id,
  phase: true,
});
