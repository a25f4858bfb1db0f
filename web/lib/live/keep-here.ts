import type { Doc } from 'yjs';

/** A document's copy on this machine. */
export interface Kept {
  stop(): Promise<void>;
  /** Deletes the copy. */
  forget(): Promise<void>;
}

/**
 * Keeps the arrangement on this machine too, so that a facilitator whose network is gone can even reload the
 * page. Undefined where the browser has no storage to give (private windows): then only the open page keeps it.
 */
export const keepHere = async (doc: Doc, meetingId: string, epoch: number): Promise<Kept | undefined> => {
  try {
    const { IndexeddbPersistence } = await import('y-indexeddb');
    const copy = new IndexeddbPersistence(`themes/${meetingId}/${epoch}`, doc);
    await copy.whenSynced;
    return { stop: () => copy.destroy(), forget: () => copy.clearData() };
  } catch {
    return undefined;
  }
};
