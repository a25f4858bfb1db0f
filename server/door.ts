import { RateLimiterMemory } from 'rate-limiter-flexible';
import { parseCode } from '../shared/domain/join-code.ts';
import { isOver, meetingLimits, mustBeLive } from '../shared/domain/meeting.ts';
import { ok, refuse, type Result } from '../shared/domain/problem.ts';
import { participantIn, type Actor } from './actor.ts';
import { hashOf, type Chance } from './chance.ts';
import { participantCookie, screenCookie } from './identity.ts';
import { networkOf } from './network.ts';
import type { Cookie, Services } from './services.ts';
import {
  insertParticipant,
  joinedCount,
  meetingByCode,
  meetingByJoinToken,
  meetingByScreenToken,
  type MeetingRow,
} from './store/meetings.ts';
import { problemOf } from './store/failure.ts';
import type { Store } from './store/store.ts';

export interface DoorDeps {
  store: Store;
  chance: Chance;
  now(): Date;
  joined(meetingId: string): void;
}

/** Thirty days: long enough to come back and read, short enough for a borrowed phone. */
const cookieSeconds = 30 * 24 * 3600;
/** Wrong codes: in all a minute, and from one address in ten minutes. Right ones are never counted. */
const wrongInAll = 60;
const wrongPerAddress = 20;
/** While somebody is guessing from everywhere, an address nobody has come in from gets this many wrong ones. */
const wrongWhileAttacked = 3;

export const makeDoor = (deps: DoorDeps): Services['door'] => {
  const all = new RateLimiterMemory({ points: wrongInAll, duration: 60 });
  const addresses = new RateLimiterMemory({ points: wrongPerAddress, duration: 600 });
  const cameIn = new RateLimiterMemory({ points: Number.MAX_SAFE_INTEGER, duration: 600 });
  const spent = async (limiter: RateLimiterMemory, key: string) =>
    (await limiter.get(key))?.consumedPoints ?? 0;
  /** A whole hall has one address, so those already inside vouch for it when others are guessing elsewhere. */
  const isOpenTo = async (address: string) => {
    const attacked = (await spent(all, 'all')) >= wrongInAll;
    const trusted = !attacked || (await spent(cameIn, address)) > 0;
    return (await spent(addresses, address)) < (trusted ? wrongPerAddress : wrongWhileAttacked);
  };
  const wrong = async (address: string) => {
    await Promise.allSettled([all.consume('all'), addresses.consume(address)]);
    return refuse('wrong_code', 'code');
  };
  return {
    join: async (by, { actor, address: from }) => {
      const address = networkOf(from);
      if ('token' in by) {
        const meeting = await meetingByJoinToken(deps.store.read, by.token);
        return meeting ? enter(deps, meeting, actor) : wrong(address);
      }
      // A guess from a spent address gets the same answer whether it is right or wrong.
      if (!(await isOpenTo(address))) return refuse('too_many');
      const code = parseCode(by.code);
      const meeting = code === undefined ? undefined : await meetingByCode(deps.store.read, code);
      if (!meeting) return wrong(address);
      await cameIn.consume(address);
      return enter(deps, meeting, actor);
    },
    screen: async (token) => {
      const meeting = await meetingByScreenToken(deps.store.read, token);
      if (!meeting) return refuse('not_found');
      return ok({ meetingId: meeting.id, cookie: cookie(screenCookie(meeting.id), token) });
    },
  };
};

/** The same phone is the same person: who already holds the meeting's cookie just comes back. */
const enter = async (
  deps: DoorDeps,
  meeting: MeetingRow,
  actor: Actor,
): Promise<Result<{ meetingId: string; cookie?: Cookie }>> => {
  if (participantIn(actor, meeting.id) !== undefined) return ok({ meetingId: meeting.id });
  const live = mustBeLive(meeting.state);
  if (!live.ok) return isOver(meeting.state) ? refuse('meeting_closed') : live;
  const secret = deps.chance.token();
  const came = await deps.store
    .write(async (tx) => {
      if ((await joinedCount(tx, meeting.id)) >= meetingLimits.participants) return false;
      await insertParticipant(tx, {
        id: deps.chance.uuid(),
        meetingId: meeting.id,
        secretHash: hashOf(secret),
        joinedAt: deps.now(),
      });
      return true;
    })
    .catch(fullHall);
  if (!came) return refuse('over_budget');
  deps.joined(meeting.id);
  return ok({ meetingId: meeting.id, cookie: cookie(participantCookie(meeting.id), secret) });
};

/** The database counts too, and who is one too many hears the same from it. */
const fullHall = (failure: unknown): false => {
  if (problemOf(failure).code !== 'over_budget') throw failure;
  return false;
};

const cookie = (name: string, value: string): Cookie => ({ name, value, maxAge: cookieSeconds });
