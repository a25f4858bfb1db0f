import type { Entry } from '$shared/domain/outbox-entry.ts';
import type { Verb } from '$shared/wire/up.ts';

export type OutboxEntry = Entry<Verb>;

/** Where the outbox outlives a reload and a flat battery. */
export interface OutboxStore {
  /** Undefined when the phone cannot tell just now: that is not the same as nothing. */
  read(): Promise<OutboxEntry[] | undefined>;
  write(entry: OutboxEntry): Promise<void>;
  remove(id: string): Promise<void>;
}

/** A place on the phone's disk. Whatever is asked of it may fail, or never end. */
export interface Shelf {
  all(): Promise<OutboxEntry[]>;
  put(entry: OutboxEntry): Promise<unknown>;
  delete(id: string): Promise<unknown>;
}

/** So long the phone's own disk may take (ms): what she said must not wait for it longer. */
const patience = 1000;

/**
 * The phone's own store for one meeting. What its disk cannot take (full, a private window, closed by the browser, or
 * slow) waits in memory as long as the page lives: it may still be sent.
 */
export const storeOn = (shelf: Shelf): OutboxStore => {
  /** What the disk does not know yet; null is what it still has to let go of. */
  const spare = new Map<string, OutboxEntry | null>();
  const settle = async (id: string, entry: OutboxEntry | null, act: Promise<unknown>): Promise<void> => {
    spare.set(id, entry);
    await inTime(act.then(() => void (spare.get(id) === entry && spare.delete(id))));
  };
  return {
    read: async () => {
      const found = await inTime(shelf.all());
      const known = found?.filter(({ id }) => !spare.has(id));
      return known && [...known, ...[...spare.values()].filter((entry) => entry !== null)];
    },
    write: (entry) => settle(entry.id, entry, shelf.put(entry)),
    remove: (id) => settle(id, null, shelf.delete(id)),
  };
};

/** What it comes to, or undefined when it failed or has not ended in time. */
const inTime = <T>(act: Promise<T>): Promise<T | undefined> =>
  Promise.race([
    act.catch(() => undefined),
    new Promise<undefined>((resolve) => setTimeout(resolve, patience, undefined)),
  ]);
