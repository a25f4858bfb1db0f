import { mustBeLive } from '../../shared/domain/meeting.ts';
import { contactText, offerLimits, offerText } from '../../shared/domain/offer.ts';
import { refuse } from '../../shared/domain/problem.ts';
import { mustTake } from '../../shared/domain/step.ts';
import type { Body } from '../../shared/wire/up.ts';
import {
  insertContact,
  insertOffer,
  offerById,
  offersOf,
  removeContact,
  updateOffer,
} from '../store/said.ts';
import { done, stepIn, type Carried, type InMeeting } from './context.ts';
import { dateAt } from './time.ts';

/** A contact is kept at most a year: long enough to be called back, short enough to be forgotten. */
const contactDays = 365;
const dayMs = 86_400_000;

/** Somebody offers something. The contact goes to a store of its own, tied by a random reference one way. */
export const makeOffer = async (ctx: InMeeting, body: Body<'offer.make'>): Carried => {
  const there = await offerById(ctx.tx, body.offerId);
  if (there) {
    const mine = there.meetingId === ctx.meeting.id && there.participantId === (ctx.participantId ?? null);
    return mine ? done({ result: { offerId: there.id } }) : refuse('already_taken', 'offerId');
  }
  const checked = await check(ctx, body);
  if (!checked.ok) return checked;
  const { text, contact } = checked.value;
  const contactRef = contact === undefined ? null : ctx.chance.token();
  if (contactRef !== null && contact !== undefined)
    await insertContact(ctx.tx, {
      ref: contactRef,
      meetingId: ctx.meeting.id,
      contact,
      expiresAt: dateAt(ctx.now, ctx.now.getTime() + contactDays * dayMs),
    });
  await insertOffer(ctx.tx, {
    id: body.offerId,
    meetingId: ctx.meeting.id,
    stepId: body.stepId,
    participantId: ctx.participantId ?? null,
    themeId: body.themeId ?? null,
    kind: body.kind,
    text,
    amount: body.amount ?? null,
    unit: body.unit ?? null,
    condition: body.condition ?? null,
    contactRef,
    madeAt: ctx.now,
  });
  return done({
    result: { offerId: body.offerId },
    changes: [{ what: 'offers', meetingId: ctx.meeting.id }],
  });
};

const check = async (ctx: InMeeting, body: Body<'offer.make'>) => {
  const live = mustBeLive(ctx.meeting.state);
  if (!live.ok) return live;
  const step = await stepIn(ctx, body.stepId);
  if (!step.ok) return step;
  const open = mustTake(step.value, 'offers');
  if (!open.ok) return open;
  const text = offerText(body.text);
  if (!text.ok) return text;
  const contact = contactText(body.contact);
  if (!contact.ok) return contact;
  const mine = (await offersOf(ctx.tx, ctx.meeting.id)).filter((o) => o.participantId === ctx.participantId);
  if (mine.length >= offerLimits.perParticipant) return refuse('too_many');
  return { ok: true as const, value: { text: text.value, contact: contact.value } };
};

/** Takes one's own offer back; its contact is removed at once. */
export const withdrawOffer = async (ctx: InMeeting, body: Body<'offer.withdraw'>): Carried => {
  const offer = await offerById(ctx.tx, body.offerId);
  if (!offer) return refuse('not_found', 'offerId');
  if (offer.meetingId !== ctx.meeting.id) return refuse('wrong_meeting', 'offerId');
  if (offer.participantId === null || offer.participantId !== ctx.participantId)
    return refuse('not_allowed', 'offerId');
  const live = mustBeLive(ctx.meeting.state);
  if (!live.ok) return live;
  if (offer.contactRef !== null) await removeContact(ctx.tx, offer.contactRef);
  await updateOffer(ctx.tx, offer.id, { status: 'withdrawn', contactRef: null });
  return done({ result: { offerId: offer.id }, changes: [{ what: 'offers', meetingId: ctx.meeting.id }] });
};
