import * as v from 'valibot';
import { everywhere, type StaffRole } from '../shared/domain/role.ts';
import { ok, refuse, type Problem, type Result } from '../shared/domain/problem.ts';
import { email as emailField } from '../shared/wire/fields.ts';
import type { Auth } from './auth.ts';
import { hashOf, type Chance } from './chance.ts';
import type { Services } from './services.ts';
import { makeSignInLimits } from './sign-in-limits.ts';
import { municipalityByCode } from './store/meetings.ts';
import { giveRole, invitationByHash, useInvitation, userByEmail } from './store/people.ts';
import type { Store } from './store/store.ts';
import { removeSetting, setSetting, setting } from './store/upkeep.ts';
import { makeTurns } from './turns.ts';

export interface SignInDeps {
  auth: Auth;
  store: Store;
  chance: Chance;
  now(): Date;
  mailIsSet: boolean;
}

const setupKey = 'setup-token';
/** The sign-in library refuses others, so an account with one of those could never be used. */
export const [shortestPassword, longestPassword] = [10, 128];
/**
 * Looking at a password is heavy work on purpose, done where flushing to the disk is done too: many at once would keep a
 * hall waiting for "saved", and would all be tried before the first of them was counted. So one at a time; so many wait.
 */
const mostWaiting = 50;
/** By then (ms) those who waited have had their turn, also on a slow machine. */
const untilTurnsCome = 10_000;

const tooMany = (retryAfter: number): { ok: false; problem: Problem } => ({
  ok: false,
  problem: { code: 'too_many', retryAfter },
});

/** Makes the one-time link of the first start; undefined when somebody is administrator already. */
export const setupToken = async ({
  store,
  chance,
}: Pick<SignInDeps, 'store' | 'chance'>): Promise<string | undefined> => {
  if (await setting(store.read, 'set-up')) return undefined;
  const token = chance.token();
  await store.write((tx) => setSetting(tx, setupKey, hashOf(token)));
  return token;
};

/** Makes an account with a password. The caller has checked that this person may have one. */
export const makeAccount = async (
  auth: Auth,
  input: { name: string; email: string; password: string },
): Promise<string> => {
  const context = await auth.$context;
  const email = input.email.trim().toLowerCase();
  const user = await context.internalAdapter.createUser(
    { name: input.name.trim(), email, emailVerified: true },
    { method: 'email-password' },
  );
  await context.internalAdapter.linkAccount({
    userId: user.id,
    accountId: user.id,
    providerId: 'credential',
    password: await context.password.hash(input.password),
  });
  return user.id;
};

export const makeSignIn = (deps: SignInDeps): Services['signIn'] => {
  const limits = makeSignInLimits();
  const { auth, store } = deps;

  const inTurn = makeTurns(mostWaiting);

  const check: WithPassword = async ({ email: account, password, address }) => {
    // Others may have guessed while this one waited for its turn.
    const wait = await limits.waitFor(account, address);
    if (wait > 0) return tooMany(wait);
    try {
      const response = await auth.api.signInEmail({ body: { email: account, password }, asResponse: true });
      if (!response.ok) {
        await limits.wrong(account, address);
        return refuse('not_signed_in', 'password');
      }
      await limits.right(account, address);
      return ok({ cookies: response.headers.getSetCookie() });
    } catch {
      await limits.wrong(account, address);
      return refuse('not_signed_in', 'password');
    }
  };
  const withPassword: WithPassword = async ({ email, password, address }) => {
    const asked = { email: email.trim().toLowerCase(), password, address };
    const wait = await limits.waitFor(asked.email, address);
    if (wait > 0) return tooMany(wait);
    return (await inTurn(() => check(asked))) ?? tooMany(untilTurnsCome);
  };

  return {
    mailIsSet: deps.mailIsSet,
    withPassword,
    sendLink: async (email, address) => {
      if (!deps.mailIsSet) return refuse('not_ready');
      const account = email.trim().toLowerCase();
      const wait = await limits.waitForLetter(account, address);
      if (wait > 0) return tooMany(wait);
      await limits.letter(account, address);
      // The answer is the same for known and unknown addresses: nobody learns who works here.
      if (await userByEmail(store.read, account)) await linkTo(auth, account);
      return ok(true);
    },
    withLink: async (token, headers) => {
      const response = await verifyLink(auth, token, headers);
      return response ? ok({ cookies: response }) : refuse('expired');
    },
    out: async (headers) => {
      const response = await auth.api.signOut({ headers, asResponse: true });
      return { cookies: response.headers.getSetCookie() };
    },
    isSetupLink: async (token) => (await setting(store.read, setupKey)) === hashOf(token),
    setup: async (token, input) => setUp(deps, { token, input, withPassword }),
    invitation: async (token) => describeInvitation(deps, token),
    acceptInvitation: async (token, input) => accept(deps, { token, input, withPassword }),
  };
};

const linkTo = async (auth: Auth, email: string): Promise<void> => {
  const api = auth.api as unknown as {
    signInMagicLink(input: { body: { email: string }; headers: Headers }): Promise<unknown>;
  };
  await api.signInMagicLink({ body: { email }, headers: new Headers() });
};

const verifyLink = async (auth: Auth, token: string, headers: Headers): Promise<string[] | undefined> => {
  const api = auth.api as unknown as {
    magicLinkVerify?(input: {
      query: { token: string };
      headers: Headers;
      asResponse: true;
    }): Promise<Response>;
  };
  try {
    const response = await api.magicLinkVerify?.({ query: { token }, headers, asResponse: true });
    const cookies = response?.headers.getSetCookie() ?? [];
    return cookies.length > 0 ? cookies : undefined;
  } catch {
    return undefined;
  }
};

type WithPassword = Services['signIn']['withPassword'];
interface Entering {
  token: string;
  input: { name: string; email: string; password: string };
  withPassword: WithPassword;
}

const checkNew = (input: { name: string; password: string }): Result<true> => {
  if (input.name.trim() === '') return refuse('malformed', 'name');
  const { length } = input.password;
  const fits = length >= shortestPassword && length <= longestPassword;
  return fits ? ok(true) : refuse('malformed', 'password');
};

const enter = async (withPassword: WithPassword, email: string, password: string) =>
  withPassword({ email, password, address: 'own' });

/** The first administrator. The link is used up before the account is made, so twenty at once make one. */
const setUp = async (deps: SignInDeps, { token, input, withPassword }: Entering) => {
  const checked = checkNew(input);
  if (!checked.ok) return checked;
  if (!v.is(emailField, input.email)) return refuse('malformed', 'email');
  const taken = await deps.store.write(async (tx) => {
    if ((await setting(tx, setupKey)) !== hashOf(token)) return false;
    return removeSetting(tx, setupKey);
  });
  if (!taken) return refuse('not_found');
  const userId = await makeAccount(deps.auth, input);
  await grantAll(deps, userId, everywhere, ['administrator']);
  await deps.store.write((tx) => setSetting(tx, 'set-up', true));
  return enter(withPassword, input.email, input.password);
};

export const grantAll = async (
  { store, now }: Pick<SignInDeps, 'store' | 'now'>,
  userId: string,
  municipalityCode: string,
  roles: readonly StaffRole[],
): Promise<void> =>
  store.write(async (tx) => {
    for (const role of roles) await giveRole(tx, { userId, municipalityCode, role, grantedAt: now() });
  });

const openInvitation = async ({ store, now }: SignInDeps, token: string) => {
  const invitation = await invitationByHash(store.read, hashOf(token));
  if (!invitation) return refuse('not_found');
  return invitation.usedAt !== null || invitation.expiresAt <= now() ? refuse('expired') : ok(invitation);
};

const describeInvitation = async (deps: SignInDeps, token: string) => {
  const found = await openInvitation(deps, token);
  if (!found.ok) return found;
  const municipality = await municipalityByCode(deps.store.read, found.value.municipalityCode);
  const hasAccount = (await userByEmail(deps.store.read, found.value.email)) !== undefined;
  return ok({ email: found.value.email, municipality: municipality?.name ?? '', hasAccount });
};

/** Somebody who has an account already proves it with her password and gets the new roles besides. */
const accept = async (
  deps: SignInDeps,
  {
    token,
    input,
    withPassword,
  }: { token: string; input: { name: string; password: string }; withPassword: WithPassword },
): Promise<Result<{ cookies: string[] }>> => {
  const found = await openInvitation(deps, token);
  if (!found.ok) return found;
  const { email, id, municipalityCode, roles } = found.value;
  const user = await userByEmail(deps.store.read, email);
  const checked = user
    ? await withPassword({ email, password: input.password, address: 'own' })
    : checkNew(input);
  if (!checked.ok) return checked;
  if (!(await deps.store.write((tx) => useInvitation(tx, id, deps.now())))) return refuse('expired');
  const userId = user?.id ?? (await makeAccount(deps.auth, { ...input, email }));
  await grantAll(deps, userId, municipalityCode, roles);
  return enter(withPassword, email, input.password);
};
