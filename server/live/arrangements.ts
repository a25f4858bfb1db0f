import type { Db } from '../../db/connect.ts';
import { nothingGrouped, readThemes, type Arrangement } from '../../shared/documents/themes.ts';
import { meetingById } from '../store/meetings.ts';
import { documentName, type Documents } from './documents.ts';
import type { LiveDocument } from './live-document.ts';

/** How the notes of a meeting lie grouped just now; rejects when the facilitators' document cannot be read. */
export const makeArrangementOf = (read: Db, documents: () => Documents) => {
  /** Anybody may ask for what never was: that must not make a document. */
  const exists = async (name: string, meetingId: string): Promise<boolean> =>
    documents().loaded(name) !== undefined || (await meetingById(read, meetingId)) !== undefined;
  return async (meetingId: string): Promise<Arrangement> => {
    const name = documentName('themes', meetingId);
    return (await exists(name, meetingId)) ? arrangementIn(await documents().open(name)) : nothingGrouped;
  };
};

const arrangements = new WeakMap<object, Arrangement>();

/** Reading a board of two thousand notes anew for each note that comes in would cost more than the notes. */
const arrangementIn = ({ doc }: LiveDocument): Arrangement => {
  const there = arrangements.get(doc);
  if (there) return there;
  const arrangement = readThemes(doc);
  arrangements.set(doc, arrangement);
  doc.once('update', () => arrangements.delete(doc));
  return arrangement;
};
