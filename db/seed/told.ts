import type { LadderLevel } from '../../shared/domain/meeting.ts';
import type { Channel, NoteStatus } from '../../shared/domain/note.ts';
import type { OfferKind, OfferStatus, OfferUnit } from '../../shared/domain/offer.ts';
import type { PlanInputKind, ResponsibleLevel } from '../../shared/domain/plan-input.ts';

/** How a told meeting is written down: as facts, with short keys in the place of ids. */
export type QuestionKey = 'q1' | 'q2' | 'q3';
export type RoundKey = 'r1' | 'r2';

/** Dots of one round: how many, and by how many people when that is fewer than the dots. */
export interface ToldDots {
  dots: number;
  people?: number;
}
export type ToldRounds = Partial<Record<RoundKey, ToldDots>>;

export interface ToldNote {
  key: string;
  question: QuestionKey;
  text: string;
  /** Key of its theme; none when nobody grouped it. */
  theme?: string;
  /** What a person said this very note is about; without them its theme speaks for it. */
  codes?: readonly string[];
  level?: ResponsibleLevel;
  channel?: Channel;
  lang?: string;
  translation?: string;
  status?: NoteStatus;
  mergedInto?: string;
  rounds?: ToldRounds;
}
export interface ToldTheme {
  key: string;
  title: string;
  codes: readonly string[];
  rounds?: ToldRounds;
}
export interface ToldOffer {
  key: string;
  kind: OfferKind;
  text: string;
  theme?: string;
  note?: string;
  amount?: number;
  unit?: OfferUnit;
  condition?: string;
  ownerLabel?: string;
  status?: OfferStatus;
  /** Key of an invented contact; offers of the same key share it. */
  contact?: string;
}
export interface ToldInput {
  key: string;
  kind: PlanInputKind;
  title: string;
  text: string;
  codes: readonly string[];
  level: ResponsibleLevel;
  themes: readonly string[];
  notes: readonly string[];
  offers: readonly string[];
  /** SEK; left out when nobody knows. */
  cost?: number;
  costBasis?: string;
  forwardTo?: string;
  inRegionalProgramme?: boolean;
  /** Registered by an officer: number and calendar day. */
  received?: { number: string; on: string };
}

export interface ToldPlace {
  key: string;
  name: string;
  population: number;
}
export interface ToldMeeting {
  key: string;
  place: ToldPlace;
  title: string;
  /** Calendar days `YYYY-MM-DD`, clock `HH:MM`. */
  day: string;
  startsAt: string;
  venue: string;
  ladderLevel: LadderLevel;
  feedbackOwner?: string;
  feedbackDue?: string;
  attended: number;
  /** People who came in; at least as many as gave dots. */
  participants: number;
  dotGivers: Record<RoundKey, number>;
  deliveredOn: string;
  questions: Record<QuestionKey, string>;
  themes: readonly ToldTheme[];
  notes: readonly ToldNote[];
  offers: readonly ToldOffer[];
  inputs: readonly ToldInput[];
}

/** A meeting that goes on just now, at its first question. */
export interface ToldLiveMeeting {
  key: string;
  place: ToldPlace;
  title: string;
  venue: string;
  notes: readonly string[];
}

export const usualQuestions: Record<QuestionKey, string> = {
  q1: 'Hur ser det ut idag med servicen där vi bor och verkar?',
  q2: 'Hur skulle vi vilja att det ska se ut i framtiden?',
  q3: 'Hur vill vi bli delaktiga och påverka, och vad kan vi själva bidra med?',
};
