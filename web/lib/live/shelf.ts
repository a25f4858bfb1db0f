import type { OutboxEntry, Shelf } from './outbox-store.ts';

/**
 * The browser's own database, for one meeting. Asked without a library: on a hall's network that might not come, and
 * what somebody writes must not wait for it.
 */
export const openShelf = (meetingId: string): Shelf => {
  let db: Promise<IDBDatabase> | undefined;
  const ask = async <T>(
    mode: IDBTransactionMode,
    act: (box: IDBObjectStore) => IDBRequest<T>,
  ): Promise<T> => {
    const here = (db ??= open());
    try {
      const work = (await here).transaction(name, mode);
      const request = act(work.objectStore(name));
      return await new Promise<T>((resolve, reject) => {
        work.oncomplete = () => resolve(request.result);
        work.onabort = () => reject(work.error ?? new Error());
      });
    } catch (failure) {
      // Browsers close it under a page that slept, or whose data somebody cleared: whoever asks next opens it anew.
      if (db === here) db = undefined;
      void here.then(close, () => undefined);
      throw failure;
    }
  };
  return {
    all: () => ask('readonly', (box) => box.index('meeting').getAll(meetingId) as IDBRequest<OutboxEntry[]>),
    put: (entry) => ask('readwrite', (box) => box.put(entry)),
    delete: (id) => ask('readwrite', (box) => box.delete(id)),
  };
};

const name = 'outbox';

const open = (): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open('bystamma', 1);
    request.onupgradeneeded = () =>
      request.result.createObjectStore(name, { keyPath: 'id' }).createIndex('meeting', 'meetingId');
    request.onerror = () => reject(request.error ?? new Error());
    request.onsuccess = () => {
      const db = request.result;
      // A newer build in another tab waits for this.
      db.onversionchange = () => close(db);
      resolve(db);
    };
  });

const close = (db: IDBDatabase): void => db.close();
