import type { Db } from '../../db/connect.ts';
import { refuse, ok, type Result } from '../../shared/domain/problem.ts';
import { everywhere, rolesIn, type Grant } from '../../shared/domain/role.ts';
import type { MeetingsView, PeopleView, StaffHome } from '../../shared/wire/views.ts';
import { allMunicipalities, municipalityByCode, placesOf } from '../store/meetings.ts';
import { openInvitations, peopleIn } from '../store/people.ts';
import { headsIn } from './head.ts';

/** A member of staff's own start: her municipalities, what she may do there, and their meetings. */
export const staffHome = async (
  read: Db,
  user: { name: string; grants: Grant[] },
): Promise<Result<StaffHome>> => {
  const own = (await allMunicipalities(read)).filter((m) => rolesIn(user.grants, m.code).length > 0);
  const meetings = await headsIn(
    read,
    own.map((m) => m.code),
  );
  return ok({
    name: user.name,
    installation: user.grants.some((g) => g.municipalityCode === everywhere && g.role === 'administrator'),
    municipalities: own.map((m) => ({
      code: m.code,
      name: m.name,
      roles: rolesIn(user.grants, m.code),
      meetings: meetings.filter((head) => head.municipalityCode === m.code),
    })),
  });
};

export const meetingsView = async (
  read: Db,
  grants: Grant[],
  code: string,
): Promise<Result<MeetingsView>> => {
  const municipality = await municipalityByCode(read, code);
  if (!municipality) return refuse('not_found');
  return ok({
    code,
    name: municipality.name,
    roles: rolesIn(grants, code),
    places: (await placesOf(read, code)).map(({ id, name, population }) => ({ id, name, population })),
    meetings: await headsIn(read, [code]),
  });
};

export const peopleView = async (read: Db, code: string, now: Date): Promise<Result<PeopleView>> => {
  const municipality = await municipalityByCode(read, code);
  if (!municipality) return refuse('not_found');
  const rows = await peopleIn(read, code);
  const people = [...new Map(rows.map((r) => [r.userId, r])).values()].map(({ userId, name, email }) => ({
    userId,
    name,
    email,
    roles: rows.filter((r) => r.userId === userId).map((r) => r.role),
  }));
  const open = await openInvitations(read, code, now);
  return ok({
    code,
    name: municipality.name,
    people,
    invitations: open.map((i) => ({
      id: i.id,
      email: i.email,
      roles: i.roles,
      expiresAt: i.expiresAt.toISOString(),
    })),
  });
};
