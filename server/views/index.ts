import { swedishDay } from '../../shared/domain/day.ts';
import { refuse, ok, type Problem, type Result } from '../../shared/domain/problem.ts';
import { mayUse, viewAccess, type View } from '../../shared/wire/access.ts';
import { participantIn, rolesFor, type Actor } from '../actor.ts';
import type { Chance } from '../chance.ts';
import type { Services } from '../services.ts';
import { meetingById, type MeetingRow } from '../store/meetings.ts';
import { contactByRef, offerById } from '../store/said.ts';
import type { Store } from '../store/store.ts';
import { writeAudit } from '../store/upkeep.ts';
import { leadView, mine, prepareView, roomView, screenView, type LiveSide } from './live.ts';
import { municipalityView, villagesView } from './municipality.ts';
import { outcomeView } from './outcome.ts';
import { meetingInputs, planInputs } from './plan-inputs.ts';
import { meetingsView, peopleView, staffHome } from './staff.ts';

export interface ViewDeps {
  store: Store;
  live: LiveSide;
  chance: Chance;
  now(): Date;
  /** `https://host` under which people reach us; `seen` is what this asker used. */
  origin(seen: string | undefined): string;
}

/** Every view behind its row in the access table. What somebody may not see, she is told nothing about. */
export const makeViews = ({ store, live, chance, now, origin }: ViewDeps): Services['views'] => {
  const { read } = store;

  const inMeeting = async <T>(
    view: View,
    { actor, meetingId }: { actor: Actor; meetingId: string },
    show: (meeting: MeetingRow) => Promise<Result<T>>,
  ): Promise<Result<T>> => {
    const meeting = await meetingById(read, meetingId);
    const roles = rolesFor(actor, { meetingId, municipalityCode: meeting?.municipalityCode });
    if (!mayUse(viewAccess[view], roles)) return closed(actor);
    return meeting ? show(meeting) : refuse('not_found');
  };
  const inMunicipality = async <T>(
    view: View,
    { actor, code }: { actor: Actor; code: string },
    show: () => Promise<Result<T>>,
  ): Promise<Result<T>> =>
    mayUse(viewAccess[view], rolesFor(actor, { municipalityCode: code })) ? show() : closed(actor);

  return {
    room: (actor, meetingId) =>
      inMeeting('room', { actor, meetingId }, async () => {
        const participantId = participantIn(actor, meetingId);
        return participantId === undefined ? closed(actor) : roomView(live, meetingId, participantId);
      }),
    mine: (actor, meetingId) =>
      inMeeting('mine', { actor, meetingId }, async () => {
        const participantId = participantIn(actor, meetingId);
        return participantId === undefined ? closed(actor) : ok(await mine(read, meetingId, participantId));
      }),
    screen: (actor, meetingId) =>
      inMeeting('screen', { actor, meetingId }, (m) => screenView(live, m, origin(actor.origin))),
    lead: (actor, meetingId) =>
      inMeeting('lead', { actor, meetingId }, (m) => leadView(live, m, origin(actor.origin))),
    plainLead: (actor, meetingId) =>
      inMeeting('lead', { actor, meetingId }, async () =>
        ok({ desk: await live.desk(meetingId), arrangement: await live.arrangement(meetingId) }),
      ),
    versions: (actor, meetingId) =>
      inMeeting('versions', { actor, meetingId }, async () => ok(await live.versions(meetingId))),
    prepare: (actor, meetingId) =>
      inMeeting('prepare', { actor, meetingId }, (m) => prepareView(live, m, origin(actor.origin))),
    outcome: (actor, meetingId) =>
      inMeeting('outcome', { actor, meetingId }, (m) =>
        outcomeView(read, meetingId, { withHidden: isFacilitator(actor, m) }),
      ),
    meetingExport: (actor, meetingId) =>
      inMeeting('meetingExport', { actor, meetingId }, async () => ok(true as const)),
    inputsExport: (actor, code) =>
      inMunicipality('planInputs', { actor, code }, async () => ok(true as const)),
    meetingInputs: (actor, meetingId) =>
      inMeeting('planInputs', { actor, meetingId }, async (m) => {
        const inputs = await meetingInputs(read, meetingId);
        return ok(isFacilitator(actor, m) ? inputs : inputs.filter((input) => input.status !== 'draft'));
      }),
    planInputs: (actor, code) =>
      inMunicipality('planInputs', { actor, code }, async () => ok(await planInputs(read, code))),
    staffHome: async (actor) => (actor.user ? staffHome(read, actor.user) : refuse('not_signed_in')),
    meetings: (actor, code) =>
      inMunicipality('meetings', { actor, code }, () => meetingsView(read, actor.user?.grants ?? [], code)),
    people: (actor, code) => inMunicipality('people', { actor, code }, () => peopleView(read, code, now())),
    municipality: (actor, code) =>
      inMunicipality('municipality', { actor, code }, () => municipalityView(read, code, swedishDay(now()))),
    villages: (actor, code) =>
      inMunicipality('municipality', { actor, code }, () => villagesView(read, code, swedishDay(now()))),
    contact: async (actor, offerId) => {
      const offer = await offerById(read, offerId);
      return inMeeting('contact', { actor, meetingId: offer?.meetingId ?? '' }, async () => {
        const contact = offer?.contactRef ? await contactByRef(read, offer.contactRef) : undefined;
        if (!contact || contact.expiresAt <= now()) return refuse('not_found');
        const who = actor.user?.id ?? '';
        await store.write((tx) =>
          writeAudit(tx, { id: chance.uuid(), at: now(), actor: who, what: 'contact.read', about: offerId }),
        );
        return ok({ contact: contact.contact });
      });
    },
  };
};

const isFacilitator = (actor: Actor, meeting: MeetingRow): boolean =>
  rolesFor(actor, { municipalityCode: meeting.municipalityCode }).includes('facilitator');

const closed = (actor: Actor): { ok: false; problem: Problem } =>
  refuse(actor.user || actor.participants.length > 0 ? 'not_allowed' : 'not_signed_in');
