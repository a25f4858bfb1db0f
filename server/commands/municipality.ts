import { refuse } from '../../shared/domain/problem.ts';
import type { Body } from '../../shared/wire/up.ts';
import { hashOf } from '../chance.ts';
import { insertMunicipality, insertPlace, municipalityByCode } from '../store/meetings.ts';
import {
  giveRole as grant,
  grantsOf,
  insertInvitation,
  takeRole as revoke,
  userById,
} from '../store/people.ts';
import { done, type Carried, type Context } from './context.ts';
import { dateAt } from './time.ts';

const invitationDays = 14;
const dayMs = 86_400_000;

export const addMunicipality = async (ctx: Context, body: Body<'municipality.add'>): Carried => {
  if (await municipalityByCode(ctx.tx, body.code)) return refuse('already_taken', 'code');
  await insertMunicipality(ctx.tx, { ...body, createdAt: ctx.now });
  return done({ result: { code: body.code } });
};

export const addPlace = async (ctx: Context, body: Body<'place.add'>): Carried => {
  const { placeId, ...place } = body;
  const municipalityCode = ctx.municipalityCode ?? '';
  const added = await insertPlace(ctx.tx, { ...place, id: placeId, municipalityCode, createdAt: ctx.now });
  return added ? done({ result: { placeId } }) : refuse('already_taken', 'name');
};

/** A link that lets one person in once, within two weeks. The link itself is shown now and never kept. */
export const invitePerson = async (ctx: Context, body: Body<'person.invite'>): Carried => {
  const token = ctx.chance.token();
  await insertInvitation(ctx.tx, {
    id: ctx.chance.uuid(),
    tokenHash: hashOf(token),
    email: body.email,
    municipalityCode: ctx.municipalityCode ?? '',
    roles: [...new Set(body.roles)],
    invitedBy: ctx.actor.user?.id ?? null,
    expiresAt: dateAt(ctx.now, ctx.now.getTime() + invitationDays * dayMs),
    createdAt: ctx.now,
  });
  return done({ result: { email: body.email }, once: { path: `/invitation/${token}` } });
};

export const giveRole = async (ctx: Context, body: Body<'role.give'>): Carried => {
  if (!(await userById(ctx.tx, body.userId))) return refuse('not_found', 'userId');
  await grant(ctx.tx, { ...body, municipalityCode: ctx.municipalityCode ?? '', grantedAt: ctx.now });
  return done();
};

/** Takes a role away. Nobody can take her own administrator role: a municipality without one is locked. */
export const takeRole = async (ctx: Context, body: Body<'role.take'>): Carried => {
  if (body.role === 'administrator' && body.userId === ctx.actor.user?.id)
    return refuse('not_allowed', 'role');
  const held = await grantsOf(ctx.tx, body.userId);
  const code = ctx.municipalityCode ?? '';
  if (!held.some((g) => g.municipalityCode === code && g.role === body.role))
    return refuse('not_found', 'role');
  await revoke(ctx.tx, body.userId, code, body.role);
  return done();
};
