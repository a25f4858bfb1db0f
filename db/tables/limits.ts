import { sql, type SQL } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';

/**
 * Limits as the database itself holds them: the same named numbers that the domain asks by, as checks. How the name of
 * a check ends says what a person is told when it is hit (`server/store/failure.ts`). Characters are counted as whole
 * signs here and as UTF-16 units in the domain, which are never fewer: no text that was admitted is refused.
 */
export const lengthAtMost = (column: AnyPgColumn, most: number): SQL =>
  sql`length(${column}) <= ${plain(most)}`;

export const lengthBetween = (column: AnyPgColumn, least: number, most: number): SQL =>
  sql`length(${column}) between ${plain(least)} and ${plain(most)}`;

export const between = (column: AnyPgColumn, least: number, most: number): SQL =>
  sql`${column} between ${plain(least)} and ${plain(most)}`;

/** Both or neither: what counts a person's own things is cut together with the person. */
export const goTogether = (one: AnyPgColumn, other: AnyPgColumn): SQL =>
  sql`(${one} is null) = (${other} is null)`;

/** A number written out: a check has no parameters. */
const plain = (n: number): SQL => sql.raw(String(n));
