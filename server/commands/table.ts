import type { Body, Verb } from '../../shared/wire/up.ts';
import { closeMeeting } from './close-meeting.ts';
import type { Carried, Context, InMeeting } from './context.ts';
import { clearDoor, renewCode } from './door.ts';
import { liftOneDot, placeOneDot, revealDots } from './dot.ts';
import { extendTime, openMeeting, prepareMeeting, reviseMeeting, stopTimer } from './meeting.ts';
import { addMunicipality, addPlace, reviseMunicipality, revisePlace } from './municipality.ts';
import { giveRole, invitePerson, takeRole, withdrawInvitation } from './people.ts';
import {
  editNote,
  hideNote,
  maskNote,
  mergeNote,
  showNote,
  tagNote,
  unmaskNote,
  withdrawNote,
  writeNote,
} from './note.ts';
import { makeOffer, withdrawOffer } from './offer.ts';
import { discardPlanInput, receivePlanInput, submitPlanInputs, writePlanInput } from './plan-input.ts';
import { addStep, closeStep, moveStep, openStep, removeStep, revealNotes, reviseStep } from './step.ts';
import { restoreThemes } from './themes.ts';

/** Commands about a municipality, or the whole installation; every other verb happens inside a meeting. */
export const outsideMeetings = {
  'meeting.prepare': prepareMeeting,
  'planInput.receive': receivePlanInput,
  'municipality.add': addMunicipality,
  'municipality.revise': reviseMunicipality,
  'place.add': addPlace,
  'place.revise': revisePlace,
  'person.invite': invitePerson,
  'invitation.withdraw': withdrawInvitation,
  'role.give': giveRole,
  'role.take': takeRole,
} satisfies { [V in Verb]?: (ctx: Context, body: Body<V>) => Carried };
type OutsideVerb = keyof typeof outsideMeetings;

export const insideMeetings = {
  'note.write': writeNote,
  'note.edit': editNote,
  'note.withdraw': withdrawNote,
  'note.hide': hideNote,
  'note.show': showNote,
  'note.mask': maskNote,
  'note.unmask': unmaskNote,
  'note.merge': mergeNote,
  'note.tag': tagNote,
  'notes.reveal': revealNotes,
  'dot.place': placeOneDot,
  'dot.lift': liftOneDot,
  'dots.reveal': revealDots,
  'offer.make': makeOffer,
  'offer.withdraw': withdrawOffer,
  'meeting.revise': reviseMeeting,
  'meeting.open': openMeeting,
  'meeting.close': closeMeeting,
  'code.renew': renewCode,
  'door.clear': clearDoor,
  'step.revise': reviseStep,
  'step.add': addStep,
  'step.remove': removeStep,
  'step.move': moveStep,
  'step.open': openStep,
  'step.close': closeStep,
  'timer.extend': extendTime,
  'timer.stop': stopTimer,
  'themes.restore': restoreThemes,
  'planInput.write': writePlanInput,
  'planInput.discard': discardPlanInput,
  'planInput.submit': submitPlanInputs,
} satisfies { [V in Exclude<Verb, OutsideVerb>]: (ctx: InMeeting, body: Body<V>) => Carried };

export const isOutside = (verb: Verb): verb is OutsideVerb => Object.hasOwn(outsideMeetings, verb);
