import { refuse } from '../../shared/domain/problem.ts';
import type { Body } from '../../shared/wire/up.ts';
import { hashOf } from '../chance.ts';
import {
  deleteInvitation,
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

/** A link that lets one person in once, within two weeks. The link itself is shown now and never kept. */
export const invitePerson = async (ctx: Context, body: Body<'person.invite'>): Carried => {
  const token = ctx.chance.token();
  const invitationId = ctx.chance.uuid();
  await insertInvitation(ctx.tx, {
    id: invitationId,
    tokenHash: hashOf(token),
    email: body.email,
    municipalityCode: ctx.municipalityCode ?? '',
    roles: [...new Set(body.roles)],
    invitedBy: ctx.actor.user?.id ?? null,
    expiresAt: dateAt(ctx.now, ctx.now.getTime() + invitationDays * dayMs),
    createdAt: ctx.now,
  });
  return done({ result: { invitationId, email: body.email }, once: { path: `/invitation/${token}` } });
};

/** Nothing is left of it, the address neither: the person may never have been meant. */
export const withdrawInvitation = async (ctx: Context, body: Body<'invitation.withdraw'>): Carried => {
  const { invitationId } = body;
  const gone = await deleteInvitation(ctx.tx, ctx.municipalityCode ?? '', invitationId);
  return gone ? done({ result: { invitationId } }) : refuse('not_found', 'invitationId');
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
