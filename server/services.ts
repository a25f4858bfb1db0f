import type { Result } from '../shared/domain/problem.ts';
import type { Language } from '../shared/words/language.ts';
import type { Answer } from '../shared/wire/down.ts';
import type {
  LeadView,
  MeetingsView,
  Mine,
  MunicipalityView,
  Outcome,
  PeopleView,
  PlainLead,
  PlanInput,
  PrepareView,
  RoomView,
  ScreenView,
  StaffHome,
  ThemeVersion,
  Villages,
} from '../shared/wire/views.ts';
import type { Actor } from './actor.ts';

/** How a command came in; a note remembers it as its channel. */
export type Door = 'form' | 'socket' | 'api' | 'cli';

/** A cookie to set: HttpOnly, SameSite=Lax, Secure when the origin is https. */
export interface Cookie {
  name: string;
  value: string;
  maxAge: number;
}

/** What pages may ask of the server. Every answer is a value; a refusal carries a problem. */
export interface Services {
  /** Runs a command in its envelope. The one way in for everything that is said or decided. */
  run(envelope: unknown, from: { actor: Actor; door: Door; language: Language }): Promise<Answer>;
  views: {
    room(actor: Actor, meetingId: string): Promise<Result<RoomView>>;
    /** What the asking participant has said so far. */
    mine(actor: Actor, meetingId: string): Promise<Result<Mine>>;
    screen(actor: Actor, meetingId: string): Promise<Result<ScreenView>>;
    lead(actor: Actor, meetingId: string): Promise<Result<LeadView>>;
    /** What the live documents of a facilitator hold just now, for a page that runs no scripts. */
    plainLead(actor: Actor, meetingId: string): Promise<Result<PlainLead>>;
    /** Earlier states of the grouping, the oldest first. */
    versions(actor: Actor, meetingId: string): Promise<Result<ThemeVersion[]>>;
    prepare(actor: Actor, meetingId: string): Promise<Result<PrepareView>>;
    outcome(actor: Actor, meetingId: string): Promise<Result<Outcome>>;
    /** Whether she may have the outcome as it leaves the house; the file itself is made beside the event loop. */
    meetingExport(actor: Actor, meetingId: string): Promise<Result<true>>;
    /** The same for what a municipality was handed. */
    inputsExport(actor: Actor, municipalityCode: string): Promise<Result<true>>;
    /** Of one meeting, drafts included, for its facilitators. */
    meetingInputs(actor: Actor, meetingId: string): Promise<Result<PlanInput[]>>;
    /** Of a municipality: what has been submitted or received. */
    planInputs(actor: Actor, municipalityCode: string): Promise<Result<PlanInput[]>>;
    staffHome(actor: Actor): Promise<Result<StaffHome>>;
    meetings(actor: Actor, municipalityCode: string): Promise<Result<MeetingsView>>;
    people(actor: Actor, municipalityCode: string): Promise<Result<PeopleView>>;
    municipality(actor: Actor, municipalityCode: string): Promise<Result<MunicipalityView>>;
    /** The same with the outcomes behind the figures, one per finished meeting. */
    villages(actor: Actor, municipalityCode: string): Promise<Result<Villages>>;
    /** Opens one contact; the reading is written in the audit trail. */
    contact(actor: Actor, offerId: string): Promise<Result<{ contact: string }>>;
  };
  door: {
    /** Comes in with a typed code (counted against the failure budget of `address`) or the token of a link. */
    join(
      by: { code: string } | { token: string },
      from: { actor: Actor; address: string },
    ): Promise<Result<{ meetingId: string; cookie?: Cookie }>>;
    /** Turns a browser into the hall's screen. */
    screen(token: string): Promise<Result<{ meetingId: string; cookie: Cookie }>>;
  };
  signIn: {
    /** Headers are `set-cookie` lines to pass on. */
    withPassword(input: {
      email: string;
      password: string;
      address: string;
    }): Promise<Result<{ cookies: string[] }>>;
    /** Always ok, whether or not the address is known. Only when SMTP is set. */
    sendLink(email: string, address: string): Promise<Result<true>>;
    withLink(token: string, headers: Headers): Promise<Result<{ cookies: string[] }>>;
    out(headers: Headers): Promise<{ cookies: string[] }>;
    /** The first administrator, with the one-time link printed at the first start. */
    setup(
      token: string,
      input: { name: string; email: string; password: string },
    ): Promise<Result<{ cookies: string[] }>>;
    isSetupLink(token: string): Promise<boolean>;
    invitation(token: string): Promise<Result<{ email: string; municipality: string; hasAccount: boolean }>>;
    acceptInvitation(
      token: string,
      input: { name: string; password: string },
    ): Promise<Result<{ cookies: string[] }>>;
    mailIsSet: boolean;
  };
  now(): number;
  /** A line under every page of a demonstration: whose words were borrowed. */
  demoNotice: string | undefined;
}

/** Where the express process leaves its services for the pages, which are another bundle. */
export const servicesKey = Symbol.for('bystamma.services');
