import * as p from 'drizzle-orm/pg-core';
import * as s from 'drizzle-orm/sqlite-core';

const pgBytes = p.customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' });
const sqliteBytes = s.customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'blob' });

/**
 * The column kinds our tables are made of. PostgreSQL is the canonical typing: it has no `.get()`, `.all()`
 * or `.run()`, so a query that type-checks runs on both.
 */
export const pgKit = {
  table: p.pgTable,
  index: p.index,
  uniqueIndex: p.uniqueIndex,
  primaryKey: p.primaryKey,
  foreignKey: p.foreignKey,
  check: p.check,
  text: () => p.text(),
  int: () => p.integer(),
  number: () => p.doublePrecision(),
  bool: () => p.boolean(),
  time: () => p.timestamp({ withTimezone: true, mode: 'date', precision: 3 }),
  json: <T>() => p.jsonb().$type<T>(),
  bytes: () => pgBytes(),
};

export type Kit = typeof pgKit;

/** The same kinds in SQLite: booleans and times are integers (milliseconds), JSON is text. */
export const sqliteKit = {
  table: s.sqliteTable,
  index: s.index,
  uniqueIndex: s.uniqueIndex,
  primaryKey: s.primaryKey,
  foreignKey: s.foreignKey,
  check: s.check,
  text: () => s.text(),
  int: () => s.integer(),
  number: () => s.real(),
  bool: () => s.integer({ mode: 'boolean' }),
  time: () => s.integer({ mode: 'timestamp_ms' }),
  json: <T>() => s.text({ mode: 'json' }).$type<T>(),
  bytes: () => sqliteBytes(),
} as unknown as Kit;
