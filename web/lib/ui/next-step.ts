import { isLive, type MeetingState } from '$shared/domain/meeting.ts';
import type { StaffRole } from '$shared/domain/role.ts';
import { mayUse, viewAccess } from '$shared/wire/access.ts';

export interface NextStep {
  href: string;
  label: 'prepare' | 'lead' | 'review' | 'read';
}

/** What a person with these roles does with a meeting just now, or null when there is nothing to do or see. */
export const nextStepOf = (
  meeting: { id: string; state: MeetingState },
  roles: readonly StaffRole[],
): NextStep | null => {
  if (meeting.state === 'draft') return mayUse(viewAccess.prepare, roles) ? prepare(meeting.id) : null;
  if (isLive(meeting.state)) return mayUse(viewAccess.lead, roles) ? lead(meeting.id) : null;
  if (!mayUse(viewAccess.outcome, roles)) return null;
  const isToDo = meeting.state === 'review' && roles.includes('facilitator');
  return { href: `/outcome/${meeting.id}`, label: isToDo ? 'review' : 'read' };
};

/** The more pressing first: what is going on, what is coming, what is to be gone through, what is done. */
const urgency: Record<MeetingState, number> = { running: 0, open: 0, draft: 1, review: 2, delivered: 3 };

/** Meetings in the order they need somebody; otherwise as they came. */
export const byUrgency = <T extends { state: MeetingState }>(meetings: readonly T[]): T[] =>
  [...meetings].sort((a, b) => urgency[a.state] - urgency[b.state]);

const prepare = (id: string): NextStep => ({ href: `/staff/meeting/${id}`, label: 'prepare' });
const lead = (id: string): NextStep => ({ href: `/lead/${id}`, label: 'lead' });
