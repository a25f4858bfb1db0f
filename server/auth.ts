import { betterAuth } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { magicLink } from 'better-auth/plugins/magic-link';
import { tables, type Db } from '../db/connect.ts';
import { signInLinkMail, type Mail } from './mail.ts';

export interface AuthDeps {
  db: Db;
  secret: string;
  /** Public origin when it is fixed; cookies are Secure when it is https. */
  origin: string | undefined;
  mail: Mail | undefined;
}

const hour = 3600;

/**
 * Sign-in of staff. The library makes and checks accounts, passwords and sign-ins; its own HTTP routes are not
 * mounted, so nothing it offers can be reached but what our pages call. Nobody can make an account by herself:
 * there is the first administrator, and there are invitations.
 */
export const makeAuth = ({ db, secret, origin, mail }: AuthDeps) =>
  betterAuth({
    appName: 'Bystämma',
    secret,
    baseURL: origin ?? 'http://localhost',
    trustedOrigins: ['*'],
    telemetry: { enabled: false },
    logger: { level: 'error' },
    database: drizzleAdapter(db, {
      provider: 'sqlite',
      schema: {
        user: tables.users,
        session: tables.signIns,
        account: tables.accounts,
        verification: tables.verifications,
      },
    }),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 128 },
    session: { expiresIn: 30 * 24 * hour, updateAge: hour },
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'bystamma',
      useSecureCookies: origin?.startsWith('https:') ?? false,
      database: { generateId: () => crypto.randomUUID() },
    },
    plugins: mail
      ? [
          magicLink({
            disableSignUp: true,
            expiresIn: 15 * 60,
            sendMagicLink: async ({ email, token }) => {
              await mail.send(signInLinkMail(email, `${origin ?? 'http://localhost'}/sign-in/${token}`));
            },
          }),
        ]
      : [],
  });
export type Auth = ReturnType<typeof makeAuth>;
