import * as v from 'valibot';
import { custodians, ladderLevels, meetingLimits } from '../domain/meeting.ts';
import { stepKinds, stepLimits } from '../domain/step.ts';
import { templateIds } from '../domain/template.ts';
import { clock, day, id, optionalLine } from './fields.ts';

const settings = {
  title: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(meetingLimits.title)),
  day,
  startsAt: v.optional(v.nullable(clock)),
  venue: optionalLine,
  custodian: v.picklist(custodians),
  ladderLevel: v.picklist(ladderLevels),
  feedbackOwner: optionalLine,
  feedbackDue: v.optional(v.nullable(day)),
};

/** A new meeting from a template; the answer carries code and links. */
export const meetingPrepare = v.strictObject({
  meetingId: id,
  placeId: id,
  template: v.picklist(templateIds),
  ...settings,
});
export const meetingRevise = v.partial(
  v.strictObject({
    ...settings,
    attended: v.optional(
      v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(meetingLimits.attended))),
    ),
  }),
);
export const meetingOpen = v.strictObject({});
/** Fixes the outcome and cuts every link between a device and what it wrote. Cannot be undone. */
export const meetingClose = v.strictObject({});
/** A new code and a new link at the door; those who are in stay in. */
export const codeRenew = v.strictObject({});
/** The same, and whoever has said nothing yet must come in anew: for a room that strangers have crowded. */
export const doorClear = v.strictObject({});

const minutes = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(stepLimits.minutes));
const dotsPerPerson = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(stepLimits.dotsPerPerson));

export const stepRevise = v.strictObject({
  stepId: id,
  title: v.optional(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(stepLimits.title))),
  question: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(stepLimits.question)))),
  minutes: v.optional(minutes),
  dotsPerPerson: v.optional(dotsPerPerson),
});
/** Adds a step last, or after another. */
export const stepAdd = v.strictObject({
  stepId: id,
  kind: v.picklist(stepKinds),
  title: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(stepLimits.title)),
  after: v.optional(id),
});
/** Removes a step that nobody has used. */
export const stepRemove = v.strictObject({ stepId: id });
export const stepMove = v.strictObject({ stepId: id, by: v.picklist([-1, 1]) });
/** Opens a step for everybody, closes the one before, and starts its timer. */
export const stepOpen = v.strictObject({ stepId: id });
export const stepClose = v.strictObject({ stepId: id });
export const notesReveal = v.strictObject({ stepId: id, revealed: v.boolean() });
export const timerExtend = v.strictObject({
  seconds: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(7200)),
});
export const timerStop = v.strictObject({});
