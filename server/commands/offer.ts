import { isOver, mustBeLive } from '../../shared/domain/meeting.ts';
import { contactText, offerLimits, offerText } from '../../shared/domain/offer.ts';
import { ok, refuse, type Result } from '../../shared/domain/problem.ts';
import { mustTake } from '../../shared/domain/step.ts';
import type { Body } from '../../shared/wire/up.ts';
import {
  insertContact,
  insertOffer,
  offerById,
  offerCount,
  removeContact,
  updateOffer,
} from '../store/said.ts';
import type { OfferRow } from '../store/said.ts';
import { done, stepIn, type Carried, type Change, type InMeeting } from './context.ts';
import { dateAt } from './time.ts';

/** A contact is kept at most a year: long enough to be called back, short enough to be forgotten. */
const contactMs = 365 * 86_400_000;

/** Somebody offers something. The contact goes to a store of its own, tied by a random reference one way. */
export const makeOffer = async (ctx: InMeeting, body: Body<'offer.make'>): Carried => {
  const there = await offerById(ctx.tx, body.offerId);
  if (there) return repeated(ctx, there);
  const checked = await check(ctx, body);
  if (!checked.ok) return checked;
  const contactRef = await keepContact(ctx, checked.value.contact);
  const { text, ownNumber } = checked.value;
  await insertOffer(ctx.tx, { ...offerRow(ctx, body), text, ownNumber, contactRef });
  return done({ result: { offerId: body.offerId }, changes: [offersChanged(ctx)] });
};

/** The same id again: the same offer if it is the same person's. After closing nobody knows whose it was. */
const repeated = (ctx: InMeeting, there: OfferRow) => {
  const mine = isOver(ctx.meeting.state) || there.participantId === ctx.participantId;
  return mine && there.meetingId === ctx.meeting.id
    ? done({ result: { offerId: there.id } })
    : refuse('already_taken', 'offerId');
};

const offerRow = (ctx: InMeeting, body: Body<'offer.make'>) => {
  const { offerId: id, contact: _contact, ...offer } = body;
  return { ...offer, id, meetingId: ctx.meeting.id, participantId: ctx.participantId, madeAt: ctx.now };
};

const keepContact = async (ctx: InMeeting, contact: string | undefined): Promise<string | null> => {
  if (contact === undefined) return null;
  const ref = ctx.chance.token();
  const expiresAt = dateAt(ctx.now, ctx.now.getTime() + contactMs);
  await insertContact(ctx.tx, { ref, meetingId: ctx.meeting.id, contact, expiresAt });
  return ref;
};

const check = async (ctx: InMeeting, body: Body<'offer.make'>) => {
  const open = await takesOffers(ctx, body.stepId);
  if (!open.ok) return open;
  const text = offerText(body.text);
  if (!text.ok) return text;
  const contact = contactText(body.contact);
  return contact.ok ? ok({ text: text.value, contact: contact.value, ownNumber: open.value }) : contact;
};

/** The offer's number among this person's own. */
const takesOffers = async (ctx: InMeeting, stepId: string): Promise<Result<number | null>> => {
  const live = mustBeLive(ctx.meeting.state);
  if (!live.ok) return live;
  const step = await stepIn(ctx, stepId);
  if (!step.ok) return step;
  const open = mustTake(step.value, 'offers');
  if (!open.ok) return open;
  if (ctx.participantId === undefined) return ok(null);
  const mine = await offerCount(ctx.tx, ctx.participantId);
  return mine >= offerLimits.perParticipant ? refuse('over_budget') : ok(mine + 1);
};

/** Takes one's own offer back; its contact is removed at once. */
export const withdrawOffer = async (ctx: InMeeting, body: Body<'offer.withdraw'>): Carried => {
  const offer = await offerById(ctx.tx, body.offerId);
  if (!offer) return refuse('not_found', 'offerId');
  if (offer.meetingId !== ctx.meeting.id) return refuse('wrong_meeting', 'offerId');
  const live = mustBeLive(ctx.meeting.state);
  if (!live.ok) return live;
  if (offer.participantId === null || offer.participantId !== ctx.participantId)
    return refuse('not_allowed', 'offerId');
  if (offer.contactRef !== null) await removeContact(ctx.tx, offer.contactRef);
  await updateOffer(ctx.tx, offer.id, { status: 'withdrawn', contactRef: null });
  return done({ result: { offerId: offer.id }, changes: [offersChanged(ctx)] });
};

const offersChanged = (ctx: InMeeting): Change => ({ what: 'offers', meetingId: ctx.meeting.id });
