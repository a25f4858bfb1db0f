import type { Kit } from '../kit.ts';
import type { StaffRole } from '../../shared/domain/role.ts';

/** Staff: accounts and sign-in (the four tables better-auth asks for), grants and invitations. */
export const peopleTables = (k: Kit) => {
  const users = k.table('users', {
    id: k.text().primaryKey(),
    name: k.text().notNull(),
    email: k.text().notNull().unique(),
    emailVerified: k.bool().notNull().default(false),
    image: k.text(),
    createdAt: k.time().notNull(),
    updatedAt: k.time().notNull(),
  });
  const signIns = k.table(
    'sign_ins',
    {
      id: k.text().primaryKey(),
      token: k.text().notNull().unique(),
      userId: k
        .text()
        .notNull()
        .references(() => users.id, { onDelete: 'cascade' }),
      expiresAt: k.time().notNull(),
      ipAddress: k.text(),
      userAgent: k.text(),
      createdAt: k.time().notNull(),
      updatedAt: k.time().notNull(),
    },
    (t) => [k.index('sign_ins_user').on(t.userId)],
  );
  const accounts = k.table(
    'accounts',
    {
      id: k.text().primaryKey(),
      accountId: k.text().notNull(),
      providerId: k.text().notNull(),
      userId: k
        .text()
        .notNull()
        .references(() => users.id, { onDelete: 'cascade' }),
      accessToken: k.text(),
      refreshToken: k.text(),
      idToken: k.text(),
      accessTokenExpiresAt: k.time(),
      refreshTokenExpiresAt: k.time(),
      scope: k.text(),
      password: k.text(),
      createdAt: k.time().notNull(),
      updatedAt: k.time().notNull(),
    },
    (t) => [k.index('accounts_user').on(t.userId)],
  );
  const verifications = k.table('verifications', {
    id: k.text().primaryKey(),
    identifier: k.text().notNull(),
    value: k.text().notNull(),
    expiresAt: k.time().notNull(),
    createdAt: k.time().notNull(),
    updatedAt: k.time().notNull(),
  });
  const grants = k.table(
    'grants',
    {
      userId: k
        .text()
        .notNull()
        .references(() => users.id, { onDelete: 'cascade' }),
      /** Four characters, or `*` for the one who runs the installation. */
      municipalityCode: k.text().notNull(),
      role: k.text().$type<StaffRole>().notNull(),
      grantedAt: k.time().notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.userId, t.municipalityCode, t.role] })],
  );
  const invitations = k.table('invitations', {
    id: k.text().primaryKey(),
    /** SHA-256 of the token in the link; the link itself is shown once and never kept. */
    tokenHash: k.text().notNull().unique(),
    email: k.text().notNull(),
    municipalityCode: k.text().notNull(),
    roles: k.json<StaffRole[]>().notNull(),
    invitedBy: k.text(),
    expiresAt: k.time().notNull(),
    usedAt: k.time(),
    createdAt: k.time().notNull(),
  });
  return { users, signIns, accounts, verifications, grants, invitations };
};
