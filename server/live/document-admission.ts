import type { IncomingMessage } from 'node:http';
import type { Db } from '../../db/connect.ts';
import { isOver } from '../../shared/domain/meeting.ts';
import type { Role } from '../../shared/domain/role.ts';
import { documentAccess, mayUse } from '../../shared/wire/access.ts';
import { isServed } from '../../shared/wire/version.ts';
import { participantIn, rolesFor, type Actor } from '../actor.ts';
import { meetingById } from '../store/meetings.ts';
import { parseName } from './documents.ts';

export interface AdmitDeps {
  documents: { epoch(name: string): Promise<number> };
  read: Db;
  whoIs(headers: Headers): Promise<Actor>;
}

/** Close codes a client can act on; 1013 means "come back later". See docs/wire.md. */
export const codes = {
  malformed: 4400,
  notSignedIn: 4401,
  notAllowed: 4403,
  notFound: 4404,
  oldVersion: 4406,
  otherEpoch: 4409,
  tooMany: 4429,
  failed: 1013,
} as const;

export interface Admission {
  /** The document's. */
  name: string;
  /** Whose client ids are bound: a participant, a member of staff, or the screen. */
  person: string;
  /** Her name, for those she arranges with. */
  knownAs: string;
  mayWrite: boolean;
  /** Staff can lose a right in the middle of a meeting; participants cannot. */
  isStaff: boolean;
}

/** Who asks for which document, and what she may do with it; a close code when she may not. */
export const admit = async (deps: AdmitDeps, request: IncomingMessage): Promise<Admission | number> => {
  const asked = addressOf(request);
  const parsed = asked && parseName(asked.name);
  const meeting = parsed && (await meetingById(deps.read, parsed.meetingId.slice(0, 64)));
  if (!asked || !parsed || !meeting) return codes.notFound;
  const actor = await deps.whoIs(new Headers({ cookie: request.headers.cookie ?? '' }));
  const roles = rolesFor(actor, { meetingId: meeting.id, municipalityCode: meeting.municipalityCode });
  const access = documentAccess[parsed.kind];
  if (!mayUse(access.read, roles)) return refusalFor(roles);
  const edition = await wrongEdition(deps, asked);
  if (edition !== undefined) return edition;
  return {
    name: asked.name,
    ...whoOf(actor, meeting.id),
    mayWrite: mayUse(access.write, roles) && !isOver(meeting.state),
    isStaff: actor.user !== undefined,
  };
};

const refusalFor = (roles: readonly Role[]): number =>
  roles.length > 1 ? codes.notAllowed : codes.notSignedIn;

const whoOf = (actor: Actor, meetingId: string): Pick<Admission, 'person' | 'knownAs'> => ({
  person: participantIn(actor, meetingId) ?? actor.user?.id ?? 'screen',
  knownAs: actor.user?.name ?? '',
});

interface Address {
  name: string;
  query: URLSearchParams;
}

/** The document's name and the rest; undefined for an address that is none. */
const addressOf = (request: IncomingMessage): Address | undefined => {
  try {
    const url = new URL(request.url ?? '/', 'http://x');
    return { name: decodeURIComponent(url.pathname.replace(/^\/yjs\//, '')), query: url.searchParams };
  } catch {
    return undefined;
  }
};

/** An old build, or a copy from before something was erased, must not sync: it could bring things back. */
const wrongEdition = async (deps: AdmitDeps, { name, query }: Address): Promise<number | undefined> => {
  // What names no version is taken for the first.
  if (!isServed(Number(query.get('v') ?? '1'))) return codes.oldVersion;
  const epoch = query.get('epoch');
  const other = epoch !== null && Number(epoch) !== (await deps.documents.epoch(name));
  return other ? codes.otherEpoch : undefined;
};
