import { sql, type Placeholder } from 'drizzle-orm';
import type { Db } from '../../db/connect.ts';

interface Prepared<R> {
  execute(values: Record<string, unknown>): Promise<R>;
}
interface Preparable<R> {
  prepare(name: string): Prepared<R>;
}

/**
 * A query that is asked for every note anybody writes: put into SQL once for each connection, not each time,
 * which costs ten times what the database itself needs. `given` are the names of the values it is asked with.
 */
export const hot = <const K extends string, R>(
  name: string,
  given: readonly K[],
  build: (db: Db, value: Record<K, Placeholder>) => Preparable<R>,
): ((db: Db, values: Record<K, unknown>) => Promise<R>) => {
  const prepared = new WeakMap<Db, Prepared<R>>();
  const places = Object.fromEntries(given.map((key) => [key, sql.placeholder(key)])) as unknown as Record<
    K,
    Placeholder
  >;
  return (db, values) => {
    const there = prepared.get(db) ?? build(db, places).prepare(name);
    prepared.set(db, there);
    return there.execute(values);
  };
};
