import type { Custodian, LadderLevel } from '$shared/domain/meeting.ts';
import { daysAfter, feedbackDays } from '$lib/ui/dates.ts';
import { choiceOf, textOf, textOrNull } from './form.ts';

/** The settings of a meeting as its form sends them. An empty day for feedback becomes 90 days after the meeting. */
export const settingsOf = (form: FormData, fallbackTitle = '') => {
  const day = textOf(form, 'day');
  return {
    title: textOf(form, 'title') || fallbackTitle,
    day,
    startsAt: textOrNull(form, 'startsAt')?.slice(0, 5) ?? null,
    venue: textOrNull(form, 'venue'),
    custodian: choiceOf<Custodian>(form, 'custodian'),
    ladderLevel: choiceOf<LadderLevel>(form, 'ladderLevel'),
    feedbackOwner: textOrNull(form, 'feedbackOwner'),
    feedbackDue: textOf(form, 'feedbackDue') || daysAfter(day, feedbackDays) || null,
  };
};
