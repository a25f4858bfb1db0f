import * as v from 'valibot';
import { everywhere, staffRoles, type StaffRole } from '../../shared/domain/role.ts';
import { email } from '../../shared/wire/fields.ts';
import { grantAll, longestPassword, makeAccount, shortestPassword } from '../sign-in.ts';
import { allUsers, grantsOf, userByEmail } from '../store/people.ts';
import { removeSetting, setSetting } from '../store/upkeep.ts';
import { knownCode, Refusal, type Desk } from './desk.ts';
import { checked, given, needed, type Options } from './options.ts';

/** An account with roles; somebody who has one already gets the roles besides and keeps her password. */
export const addUser = async (desk: Desk, options: Options) => {
  const address = checked(email, needed(options, 'email'), 'email');
  const roles = rolesFrom(options);
  const scope = await scopeFrom(desk, options, roles);
  const there = await userByEmail(desk.store.read, address);
  const userId = there?.id ?? (await newAccount(desk, address, options));
  if (scope !== undefined) await grantAll(desk, userId, scope, roles);
  if (scope === everywhere && roles.includes('administrator')) await setUp(desk);
  return { userId, email: address, municipality: scope ?? null, roles, new: there === undefined };
};

/** Everybody who has an account, with what she may do where; of one municipality, those with a role there. */
export const listUsers = async (desk: Desk, options: Options) => {
  const only = given(options, 'municipality');
  if (only !== undefined && only !== everywhere) await knownCode(desk, only);
  const people = await Promise.all(
    (await allUsers(desk.store.read)).map(async ({ id, email: address, name }) => ({
      ...{ userId: id, email: address, name },
      roles: (await grantsOf(desk.store.read, id)).map(({ municipalityCode: municipality, role }) => ({
        municipality,
        role,
      })),
    })),
  );
  return people.filter(({ roles }) => only === undefined || roles.some((r) => r.municipality === only));
};

const rolesFrom = (options: Options): StaffRole[] =>
  (given(options, 'roles')?.split(',') ?? []).map((role) =>
    checked(v.picklist(staffRoles), role.trim(), 'roles'),
  );

const scopeFrom = async (
  desk: Desk,
  options: Options,
  roles: readonly StaffRole[],
): Promise<string | undefined> => {
  const scope = given(options, 'municipality');
  if (scope === undefined && roles.length > 0)
    throw new Refusal('--municipality is missing: roles are held somewhere.');
  if (scope === undefined || scope === everywhere) return scope;
  return knownCode(desk, scope);
};

const newAccount = (desk: Desk, address: string, options: Options): Promise<string> => {
  const password = needed(options, 'password');
  if (password.length < shortestPassword)
    throw new Refusal(`--password must have at least ${shortestPassword} characters.`);
  if (password.length > longestPassword)
    throw new Refusal(`--password may have at most ${longestPassword} characters.`);
  return makeAccount(desk.auth, { email: address, name: needed(options, 'name'), password });
};

/** Somebody now runs the installation, so the link of the first start must let nobody in any more. */
const setUp = ({ store }: Desk): Promise<void> =>
  store.write(async (tx) => {
    await removeSetting(tx, 'setup-token');
    await setSetting(tx, 'set-up', true);
  });
