import { swedishDay } from './day.ts';
import { refuse, ok, type Result } from './problem.ts';

/** What kind of thing the village hands to the municipality. */
export const planInputKinds = ['need', 'asset', 'proposal', 'offer', 'concern'] as const;
export type PlanInputKind = (typeof planInputKinds)[number];

/** `draft`: the facilitator writes. `submitted`: handed over. `received`: registered by an officer (dnr, date). */
export const planInputStatuses = ['draft', 'submitted', 'received'] as const;
export type PlanInputStatus = (typeof planInputStatuses)[number];

/** Who can do something about it; what the municipality does not control is forwarded, not dropped. */
export const responsibleLevels = ['village', 'municipality', 'region', 'state', 'market'] as const;
export type ResponsibleLevel = (typeof responsibleLevels)[number];

export const planInputLimits = { title: 120, text: 4000, codes: 12, registryNumber: 40 } as const;

export const canWriteInput = (status: PlanInputStatus): boolean => status === 'draft';

/** Only a draft with a title and at least one origin can be handed over: no figure without the words behind it. */
export const canSubmit = (input: {
  status: PlanInputStatus;
  title: string;
  themeIds: readonly string[];
  noteIds: readonly string[];
}): Result<true> => {
  if (input.status !== 'draft') return refuse('not_ready', 'status');
  if (input.title.trim() === '') return refuse('malformed', 'title');
  return input.themeIds.length + input.noteIds.length > 0 ? ok(true) : refuse('not_ready', 'themeIds');
};

export const canReceive = (status: PlanInputStatus): boolean => status === 'submitted';

/**
 * The first day on which a plan input can have been received: nothing comes in before the meeting it came from.
 * A meeting that was held before the day it was planned for counts from when its words were handed over.
 */
export const earliestReceipt = ({ meetingDay, submittedAt }: Handed): string => {
  const handedOver = submittedAt === null ? meetingDay : swedishDay(submittedAt);
  return handedOver < meetingDay ? handedOver : meetingDay;
};
interface Handed {
  meetingDay: string;
  submittedAt: Date | null;
}

/** A register entry cannot be corrected here, so a slip of the hand is stopped: no day to come, none too early. */
export const canReceiveOn = (day: string, input: Handed, today: string): Result<true> =>
  day > today || day < earliestReceipt(input) ? refuse('malformed', 'receivedOn') : ok(true);
