import { and, asc, eq, isNull, gt } from 'drizzle-orm';
import { tables, type Db } from '../../db/connect.ts';
import type { Grant, StaffRole } from '../../shared/domain/role.ts';

const { users, grants, invitations } = tables;

export const grantsOf = async (db: Db, userId: string): Promise<Grant[]> =>
  db
    .select({ municipalityCode: grants.municipalityCode, role: grants.role })
    .from(grants)
    .where(eq(grants.userId, userId));

export const giveRole = async (tx: Db, row: typeof grants.$inferInsert): Promise<void> => {
  await tx.insert(grants).values(row).onConflictDoNothing();
};

export const takeRole = async (
  tx: Db,
  userId: string,
  municipalityCode: string,
  role: StaffRole,
): Promise<void> => {
  await tx
    .delete(grants)
    .where(
      and(eq(grants.userId, userId), eq(grants.municipalityCode, municipalityCode), eq(grants.role, role)),
    );
};

export const peopleIn = async (db: Db, municipalityCode: string) =>
  db
    .select({ userId: users.id, name: users.name, email: users.email, role: grants.role })
    .from(grants)
    .innerJoin(users, eq(users.id, grants.userId))
    .where(eq(grants.municipalityCode, municipalityCode))
    .orderBy(asc(users.name));

export const userByEmail = async (db: Db, email: string) =>
  (await db.select().from(users).where(eq(users.email, email)))[0];

export const allUsers = async (db: Db) => db.select().from(users).orderBy(asc(users.name), asc(users.id));

export const userById = async (db: Db, id: string) =>
  (await db.select().from(users).where(eq(users.id, id)))[0];

export const insertInvitation = async (tx: Db, row: typeof invitations.$inferInsert): Promise<void> => {
  await tx.insert(invitations).values(row);
};

export const openInvitations = async (db: Db, municipalityCode: string, now: Date) =>
  db
    .select()
    .from(invitations)
    .where(
      and(
        eq(invitations.municipalityCode, municipalityCode),
        isNull(invitations.usedAt),
        gt(invitations.expiresAt, now),
      ),
    )
    .orderBy(asc(invitations.email));

/** True when an invitation that nobody had used was taken back. */
export const deleteInvitation = async (tx: Db, municipalityCode: string, id: string): Promise<boolean> =>
  (
    await tx
      .delete(invitations)
      .where(
        and(
          eq(invitations.id, id),
          eq(invitations.municipalityCode, municipalityCode),
          isNull(invitations.usedAt),
        ),
      )
      .returning({ id: invitations.id })
  ).length > 0;

export const invitationByHash = async (db: Db, tokenHash: string) =>
  (await db.select().from(invitations).where(eq(invitations.tokenHash, tokenHash)))[0];

/** Marks the invitation used; false when somebody was quicker. */
export const useInvitation = async (tx: Db, id: string, now: Date): Promise<boolean> =>
  (
    await tx
      .update(invitations)
      .set({ usedAt: now })
      .where(and(eq(invitations.id, id), isNull(invitations.usedAt), gt(invitations.expiresAt, now)))
      .returning({ id: invitations.id })
  ).length > 0;
