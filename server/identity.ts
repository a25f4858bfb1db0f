import type { Db } from '../db/connect.ts';
import type { Actor } from './actor.ts';
import { hashOf } from './chance.ts';
import { grantsOf } from './store/people.ts';
import { participantsByHash } from './store/meetings.ts';
import { screensByHash } from './store/screens.ts';

/** A browser takes part in a few meetings; more cookies than this are not looked at. */
const mostCookies = 12;
export const participantCookie = (meetingId: string): string => `bm-p-${meetingId}`;
export const screenCookie = (meetingId: string): string => `bm-s-${meetingId}`;

export interface IdentityDeps {
  read: Db;
  /** The signed-in member of staff, if the sign-in cookie holds. */
  staff(headers: Headers): Promise<{ id: string; name: string; email: string } | undefined>;
}

/** Who is asking, by cookies alone. An id in an address or a body proves nothing. */
export const makeWhoIs =
  ({ read, staff }: IdentityDeps) =>
  async (headers: Headers): Promise<Actor> => {
    const cookies = parseCookies(headers.get('cookie') ?? '');
    const secrets = (prefix: string) =>
      cookies
        .filter(([name]) => name.startsWith(prefix))
        .slice(0, mostCookies)
        .map(([name, value]) => ({
          meetingId: name.slice(prefix.length),
          hash: hashOf(value),
        }));
    const [participants, screens, user] = await Promise.all([
      participantsOf(read, secrets('bm-p-')),
      screensByHash(read, secrets('bm-s-')),
      cookies.some(([name]) => name.includes('bystamma.')) ? staff(headers) : undefined,
    ]);
    return {
      participants,
      screens,
      ...originOf(headers),
      ...(user ? { user: { ...user, grants: await grantsOf(read, user.id) } } : {}),
    };
  };

const originOf = (headers: Headers): { origin?: string } => {
  const host = headers.get('host');
  const protocol = headers.get('x-forwarded-proto') === 'https' ? 'https' : 'http';
  return host && /^[\w.[\]:-]+$/.test(host) ? { origin: `${protocol}://${host}` } : {};
};

const participantsOf = async (read: Db, held: { meetingId: string; hash: string }[]) => {
  const rows = await participantsByHash(
    read,
    held.map((h) => h.hash),
  );
  return rows
    .filter((row) => held.some((h) => h.hash === row.secretHash && h.meetingId === row.meetingId))
    .map((row) => ({ meetingId: row.meetingId, participantId: row.id }));
};

const parseCookies = (header: string): [string, string][] =>
  header.split(';').flatMap((part): [string, string][] => {
    const at = part.indexOf('=');
    return at < 0 ? [] : [[part.slice(0, at).trim(), part.slice(at + 1).trim()]];
  });
