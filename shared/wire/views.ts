import type { Custodian, LadderLevel, MeetingState } from '../domain/meeting.ts';
import type { Channel, NoteStatus } from '../domain/note.ts';
import type { PlacedDot } from '../domain/dot.ts';
import type { OfferKind, OfferStatus, OfferUnit } from '../domain/offer.ts';
import type { PlanInputKind, PlanInputStatus, ResponsibleLevel } from '../domain/plan-input.ts';
import type { StaffRole } from '../domain/role.ts';
import type { DeskState } from '../documents/desk.ts';
import type { RoomState, RoomStep } from '../documents/room.ts';
import type { Arrangement } from '../documents/themes.ts';

/** What the pages are made from. Dates are ISO 8601 text (UTC) or calendar days; no view holds a secret. */

export interface MeetingHead {
  id: string;
  title: string;
  place: string;
  placeId: string;
  municipality: string;
  municipalityCode: string;
  day: string;
  startsAt: string | null;
  venue: string | null;
  state: MeetingState;
  ladderLevel: LadderLevel;
  custodian: Custodian;
  feedbackOwner: string | null;
  feedbackDue: string | null;
}

/** What one participant has said so far. */
export interface OwnNote {
  id: string;
  number: number;
  stepId: string;
  text: string;
  status: NoteStatus;
}
export interface OwnOffer {
  id: string;
  stepId: string;
  kind: OfferKind;
  text: string;
  status: OfferStatus;
}
export interface Mine {
  notes: OwnNote[];
  dots: (PlacedDot & { stepId: string })[];
  offers: OwnOffer[];
}

/** The resident's page. `epoch` names the edition of the live documents. */
export interface RoomView {
  meeting: MeetingHead;
  participantId: string;
  room: RoomState;
  mine: Mine;
  presence: { here: number; joined: number; notes: number };
  now: number;
  epoch: number;
}

/** The wall of the hall. `joinAddress` is what people type; the QR leads to `joinLink`. */
export interface ScreenView {
  meeting: MeetingHead;
  room: RoomState;
  presence: { here: number; joined: number; notes: number };
  joinAddress: string;
  joinLink: string;
  /** The QR code as rows of dark (true) and light squares. */
  qr: boolean[][];
  now: number;
  epoch: number;
}

export interface MeetingLinks {
  joinCode: string | null;
  joinLink: string;
  screenLink: string;
  leadLink: string;
}

/** The facilitator's page while the meeting lives. Notes and themes come as live documents. */
export interface LeadView {
  meeting: MeetingHead;
  links: MeetingLinks;
  room: RoomState;
  presence: { here: number; joined: number; notes: number };
  progress: { stepId: string; people: number; dots: number } | null;
  now: number;
  /** That of the room. */
  epoch: number;
  epochs: { room: number; desk: number; themes: number };
}

/** What everybody has said and how it lies grouped, at one moment: the lead page without scripts. */
export interface PlainLead {
  desk: DeskState;
  arrangement: Arrangement;
}

/** One earlier state of the grouping; `at` is when it was kept, `why` what was about to happen. */
export interface ThemeVersion {
  id: string;
  at: string;
  why: 'sweep' | 'step' | 'time' | 'restore';
  /** Null for the older ones of a very long list. */
  held: { themes: number; notes: number; names: string[] } | null;
}

export interface PrepareView {
  meeting: MeetingHead & { attended: number | null; template: string };
  links: MeetingLinks;
  steps: (RoomStep & { id: string; used: boolean })[];
}

export interface OutcomeNote {
  id: string;
  number: number;
  questionId: string | null;
  text: string;
  lang: string;
  translation: string | null;
  channel: Channel;
  status: NoteStatus;
  mergedInto: string | null;
  themeId: string | null;
  /** Own codes if a person gave any, else those of its theme. */
  serviceCodes: string[];
  responsibleLevel: ResponsibleLevel | null;
  /** By round (step id), dots laid on the note itself. */
  dots: Record<string, number>;
  /** By round (step id), those who laid them. */
  people: Record<string, number>;
}
/** Dots of one round: people are those who placed at least one dot there. */
export interface RoundFigure {
  stepId: string;
  title: string;
  dots: number;
  people: number;
}
export interface OutcomeTheme {
  id: string;
  title: string;
  serviceCodes: string[];
  noteIds: string[];
  offerIds: string[];
  /** By round: dots on the theme and on its notes, and how many different people gave them. */
  rounds: Record<string, { dots: number; people: number }>;
}
export interface OutcomeOffer {
  id: string;
  kind: OfferKind;
  text: string;
  amount: number | null;
  unit: OfferUnit | null;
  condition: string | null;
  ownerLabel: string | null;
  status: OfferStatus;
  themeId: string | null;
  noteId: string | null;
  hasContact: boolean;
}
export interface Outcome {
  meeting: MeetingHead;
  participants: number;
  attended: number | null;
  questions: { id: string; text: string }[];
  rounds: RoundFigure[];
  notes: OutcomeNote[];
  themes: OutcomeTheme[];
  offers: OutcomeOffer[];
}

export interface PlanInput {
  id: string;
  meetingId: string;
  meetingTitle: string;
  /** Nothing of the meeting was received before it. */
  meetingDay: string;
  placeId: string;
  place: string;
  kind: PlanInputKind;
  title: string;
  text: string;
  serviceCodes: string[];
  responsibleLevel: ResponsibleLevel;
  status: PlanInputStatus;
  cost: number | null;
  costBasis: string | null;
  forwardTo: string | null;
  inRegionalProgramme: boolean | null;
  registryNumber: string | null;
  receivedOn: string | null;
  submittedAt: string | null;
  themeIds: string[];
  noteIds: string[];
  offerIds: string[];
}

/** One need across villages: a service code, the places where it came up, and the people behind it. */
export interface Need {
  code: string;
  /** Places where at least one note is about it, with what was said there. */
  places: NeedAtPlace[];
  /** Places where notes were written, but none about it. */
  absent: { placeId: string; place: string }[];
  notes: number;
  offers: number;
  /** Mean, over the places where it came up, of the share of dot-givers who gave it a dot (0 to 1). */
  share: number;
}
export interface NeedAtPlace {
  placeId: string;
  place: string;
  meetingId: string;
  noteIds: string[];
  themeIds: string[];
  offerIds: string[];
  /** In the round where the most people gave it dots. */
  people: number;
  dotGivers: number;
  dots: number;
  /** Among the five needs with the most people at this place. */
  inTopFive: boolean;
}
export interface MunicipalityView {
  code: string;
  name: string;
  places: {
    id: string;
    name: string;
    meetingId: string | null;
    meetingTitle: string | null;
    day: string | null;
    participants: number;
    notes: number;
  }[];
  /** Rows: service groups; columns: places where notes were written. The figure is notes, with people beside it. */
  heat: { group: string; cells: { placeId: string; notes: number; people: number; dotGivers: number }[] }[];
  needs: Need[];
  figures: { meetings: number; participants: number; notes: number; offers: number; planInputs: number };
  feedback: {
    meetingId: string;
    place: string;
    owner: string | null;
    due: string | null;
    overdue: boolean;
  }[];
}

/** A municipality's page with the outcomes its figures were counted from. */
export interface Villages {
  view: MunicipalityView;
  outcomes: Outcome[];
}

export interface StaffHome {
  name: string;
  installation: boolean;
  municipalities: { code: string; name: string; roles: StaffRole[]; meetings: MeetingHead[] }[];
}
export interface MeetingsView {
  code: string;
  name: string;
  roles: StaffRole[];
  places: { id: string; name: string; population: number | null }[];
  meetings: MeetingHead[];
}
export interface PeopleView {
  code: string;
  name: string;
  people: { userId: string; name: string; email: string; roles: StaffRole[] }[];
  invitations: { id: string; email: string; roles: StaffRole[]; expiresAt: string }[];
}
