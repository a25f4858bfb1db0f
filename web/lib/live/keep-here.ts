import type { Doc } from 'yjs';
import { unsentIn, type Unsent } from '$shared/documents/themes-redo.ts';
import { noRegisters, type ThemeRegisters } from '$shared/documents/themes-registers.ts';
import { keep, kept } from './keep.ts';

/** A document's copy on this machine. */
export interface Kept {
  /** What the server had on disk when this machine last knew. */
  stored: ThemeRegisters;
  remember(stored: ThemeRegisters): Promise<void>;
  stop(): Promise<void>;
  /** Deletes the copy. */
  forget(): Promise<void>;
}

const storedKey = 'stored';
const editionKey = (meetingId: string): string => `edition/${meetingId}`;

/**
 * Keeps the arrangement on this machine too, so that a facilitator whose network is gone can even reload the
 * page. Undefined where the browser has no storage to give (private windows): then only the open page keeps it.
 */
export const keepHere = async (doc: Doc, meetingId: string, epoch: number): Promise<Kept | undefined> => {
  try {
    const { IndexeddbPersistence } = await import('y-indexeddb');
    const copy = new IndexeddbPersistence(`themes/${meetingId}/${epoch}`, doc);
    await copy.whenSynced;
    keep(editionKey(meetingId), String(epoch));
    const stored: unknown = await copy.get(storedKey);
    return {
      stored: typeof stored === 'string' ? (JSON.parse(stored) as ThemeRegisters) : noRegisters,
      remember: async (now) => void (await copy.set(storedKey, JSON.stringify(now))),
      stop: () => copy.destroy(),
      forget: () => copy.clearData(),
    };
  } catch {
    return undefined;
  }
};

/** What the copy of another edition held that was never stored; the copy is taken away. */
export const takeLeftBehind = async (meetingId: string, epoch: number): Promise<Unsent | undefined> => {
  const edition = Number(kept(editionKey(meetingId)));
  if (!edition || edition === epoch) return undefined;
  const { Doc } = await import('yjs');
  const doc = new Doc();
  const copy = await keepHere(doc, meetingId, edition);
  const unsent = copy && unsentIn(doc, copy.stored);
  await copy?.forget();
  doc.destroy();
  return unsent && unsent.changes.length > 0 ? unsent : undefined;
};
