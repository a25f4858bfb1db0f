import * as v from 'valibot';
import * as dot from './dot.ts';
import { id } from './fields.ts';
import * as meeting from './meeting.ts';
import * as municipality from './municipality.ts';
import * as note from './note.ts';
import * as offer from './offer.ts';
import * as planInput from './plan-input.ts';
import * as themes from './themes.ts';

/** Every command, by verb. This table is the contents page of what can be said to the server. */
export const commandBodies = {
  'note.write': note.noteWrite,
  'note.edit': note.noteEdit,
  'note.withdraw': note.noteWithdraw,
  'note.hide': note.noteHide,
  'note.show': note.noteShow,
  'note.mask': note.noteMask,
  'note.unmask': note.noteUnmask,
  'note.merge': note.noteMerge,
  'note.tag': note.noteTag,
  'notes.reveal': meeting.notesReveal,
  'dot.place': dot.dotPlace,
  'dot.lift': dot.dotLift,
  'dots.reveal': dot.dotsReveal,
  'offer.make': offer.offerMake,
  'offer.withdraw': offer.offerWithdraw,
  'meeting.prepare': meeting.meetingPrepare,
  'meeting.revise': meeting.meetingRevise,
  'meeting.open': meeting.meetingOpen,
  'meeting.close': meeting.meetingClose,
  'code.renew': meeting.codeRenew,
  'door.clear': meeting.doorClear,
  'step.revise': meeting.stepRevise,
  'step.add': meeting.stepAdd,
  'step.remove': meeting.stepRemove,
  'step.move': meeting.stepMove,
  'step.open': meeting.stepOpen,
  'step.close': meeting.stepClose,
  'timer.extend': meeting.timerExtend,
  'timer.stop': meeting.timerStop,
  'themes.restore': themes.themesRestore,
  'planInput.write': planInput.planInputWrite,
  'planInput.discard': planInput.planInputDiscard,
  'planInput.submit': planInput.planInputSubmit,
  'planInput.receive': planInput.planInputReceive,
  'municipality.add': municipality.municipalityAdd,
  'municipality.revise': municipality.municipalityRevise,
  'place.add': municipality.placeAdd,
  'place.revise': municipality.placeRevise,
  'person.invite': municipality.personInvite,
  'invitation.withdraw': municipality.invitationWithdraw,
  'role.give': municipality.roleGive,
  'role.take': municipality.roleTake,
} as const;

export type Verb = keyof typeof commandBodies;
export type Body<V extends Verb> = v.InferOutput<(typeof commandBodies)[V]>;
export const verbs = Object.keys(commandBodies) as Verb[];

/**
 * The envelope every command travels in, whatever the door. `id` is made by the sender once and kept through
 * every retry. `meetingId` for what happens in a meeting, `municipalityCode` for what happens in a municipality.
 */
export const envelope = v.strictObject({
  v: v.number(),
  id,
  verb: v.pipe(v.string(), v.maxLength(40)),
  meetingId: v.optional(id),
  municipalityCode: v.optional(v.pipe(v.string(), v.maxLength(4))),
  body: v.unknown(),
});
export type Envelope = v.InferOutput<typeof envelope>;

export const isVerb = (verb: string): verb is Verb => Object.hasOwn(commandBodies, verb);
