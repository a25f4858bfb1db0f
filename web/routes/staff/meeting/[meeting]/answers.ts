import type { PrepareView } from '$shared/wire/views.ts';

/** The settings as the texts their form holds. */
export const textsOf = (meeting: PrepareView['meeting']): Record<string, string> => ({
  title: meeting.title,
  day: meeting.day,
  startsAt: meeting.startsAt ?? '',
  venue: meeting.venue ?? '',
  custodian: meeting.custodian,
  ladderLevel: meeting.ladderLevel,
  feedbackOwner: meeting.feedbackOwner ?? '',
  feedbackDue: meeting.feedbackDue ?? '',
});

/** Which form was refused: the settings, the new step, a step by its id, or the page as a whole. */
export const spotOf = (values: Record<string, string>, steps: PrepareView['steps']): string => {
  const { stepId, kind, day } = values;
  if (day !== undefined) return 'settings';
  if (kind !== undefined) return 'added';
  return steps.some((step) => step.id === stepId) && stepId !== undefined ? stepId : 'page';
};
