import type { Db } from '../../db/connect.ts';

interface Line {
  read: Db;
  write<T>(work: (tx: Db) => Promise<T>): Promise<T>;
}

/**
 * The sign-in library wants a database of its own, but two writers on one file would wait for each other while
 * the whole hall waits for both. What it reads comes from the readers' connection; what it writes stands in
 * line with everybody's commands, and its promise resolves when that is on the disk.
 */
export const signInDb = ({ read, write }: Line): Db =>
  new Proxy(read, {
    get: (target, key) =>
      key === 'insert' || key === 'update' || key === 'delete'
        ? (...args: unknown[]) => later(write, [{ call: key, args }])
        : (Reflect.get(target, key) as unknown),
  });

interface Call {
  call: string;
  args: unknown[];
}

/** A query that is only written down: `.values(…)`, `.where(…)` and so on are called when its turn comes. */
const later = (write: Line['write'], calls: readonly Call[]): unknown =>
  new Proxy(
    {},
    {
      get: (_, key) => {
        if (typeof key === 'symbol') return undefined;
        if (key !== 'then') return (...args: unknown[]) => later(write, [...calls, { call: key, args }]);
        const ran = write(async (tx) => await (replay(tx, calls) as Promise<unknown>));
        return ran.then.bind(ran);
      },
    },
  );

const replay = (tx: Db, calls: readonly Call[]): unknown =>
  calls.reduce<unknown>(
    (on, { call, args }) => (on as Record<string, (...args: unknown[]) => unknown>)[call]?.apply(on, args),
    tx,
  );
