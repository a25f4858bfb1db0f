import { ok, refuse, type Result } from './problem.ts';
import { tidy } from './note.ts';

/** What somebody can give (commitment in the glossary; "offer" while it is only offered). */
export const offerKinds = ['time', 'premises', 'skill', 'money', 'other'] as const;
export type OfferKind = (typeof offerKinds)[number];

export const offerUnits = ['hours_per_month', 'hours_total', 'days_per_week', 'households', 'sek'] as const;
export type OfferUnit = (typeof offerUnits)[number];

export const offerStatuses = ['offered', 'idea', 'withdrawn'] as const;
export type OfferStatus = (typeof offerStatuses)[number];

export const offerLimits = {
  text: 600,
  condition: 400,
  contact: 200,
  amount: 100_000_000,
  perParticipant: 20,
} as const;

/** The offer's words, tidied; empty or too long is refused. */
export const offerText = (typed: string): Result<string> => {
  const text = tidy(typed);
  if (text === '') return refuse('malformed', 'text');
  return text.length > offerLimits.text ? refuse('too_long', 'text') : ok(text);
};

/** A way to reach the person: name and one channel. Optional, so empty is fine. */
export const contactText = (typed: string | undefined): Result<string | undefined> => {
  const text = tidy(typed ?? '');
  if (text === '') return ok(undefined);
  return text.length > offerLimits.contact ? refuse('too_long', 'contact') : ok(text);
};
