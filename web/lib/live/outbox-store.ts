import type { IDBPDatabase } from 'idb';
import type { Entry } from '$shared/domain/outbox-entry.ts';
import type { Verb } from '$shared/wire/up.ts';

export type OutboxEntry = Entry<Verb>;

/** Where the outbox outlives a reload and a flat battery. */
export interface OutboxStore {
  read(): Promise<OutboxEntry[]>;
  write(entry: OutboxEntry): Promise<void>;
  remove(id: string): Promise<void>;
}

const shelf = 'outbox';

/**
 * The phone's own store for one meeting. A browser that keeps nothing (some private windows) gets one that lives as
 * long as the page: sending works as before, only a reload would lose what has not left.
 */
export const openOutboxStore = async (meetingId: string): Promise<OutboxStore> => {
  try {
    return storeIn(await openShelf(), meetingId);
  } catch {
    return storeInMemory();
  }
};

const openShelf = async (): Promise<IDBPDatabase> => {
  const { openDB } = await import('idb');
  return openDB('bystamma', 1, {
    upgrade: (db) => void db.createObjectStore(shelf, { keyPath: 'id' }).createIndex('meeting', 'meetingId'),
  });
};

/** When the phone is full, what cannot be written waits in memory: it may still be sent. */
const storeIn = (db: IDBPDatabase, meetingId: string): OutboxStore => {
  const spare = storeInMemory();
  return {
    read: async () => [
      ...((await db.getAllFromIndex(shelf, 'meeting', meetingId)) as OutboxEntry[]),
      ...(await spare.read()),
    ],
    write: async (entry) => void (await db.put(shelf, entry).catch(() => spare.write(entry))),
    remove: async (id) => {
      await spare.remove(id);
      await db.delete(shelf, id);
    },
  };
};

const storeInMemory = (): OutboxStore => {
  const entries = new Map<string, OutboxEntry>();
  return {
    read: async () => [...entries.values()],
    write: async (entry) => void entries.set(entry.id, entry),
    remove: async (id) => void entries.delete(id),
  };
};
