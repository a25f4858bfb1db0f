import { join } from 'node:path';
import { connect, tables, type Db } from '../../db/connect.ts';
import { isOver } from '../../shared/domain/meeting.ts';
import { hashOf } from '../../server/chance.ts';
import { meetingById, stepsOf } from '../../server/store/meetings.ts';
import { placedDots } from '../../server/store/placed-dots.ts';
import { dotsOf, notesOf, offersOf } from '../../server/store/said.ts';
import type { Facts } from './evidence.ts';
import type { Client } from './service.ts';

/** The facts of one meeting as the checker wants them. Throws when there is no such meeting. */
export const factsOf = async (db: Db, meetingId: string): Promise<Facts> => {
  const meeting = await meetingById(db, meetingId);
  if (!meeting) throw new Error(`meeting ${meetingId} is gone`);
  const closed = isOver(meeting.state);
  const steps = await stepsOf(db, meetingId);
  const ids = steps.map((s) => s.id);
  const live = (await dotsOf(db, ids)).map(({ participantId, ...dot }) => ({ ...dot, who: participantId }));
  const over = (await placedDots(db, ids)).map(({ person, ...dot }) => ({ ...dot, who: person, dot: null }));
  return {
    closed,
    steps,
    notes: (await notesOf(db, meetingId)).map((note) => ({ ...note, who: note.participantId })),
    dots: closed ? over : live,
    offers: (await offersOf(db, meetingId)).map((offer) => ({ ...offer, who: offer.participantId })),
  };
};

/** As `factsOf`, from the file of a server that is running. */
export const factsNow = async (dataDir: string, meetingId: string): Promise<Facts> => {
  const { raw, db } = connect(join(dataDir, 'bystamma.db'), { readonly: true });
  return factsOf(db, meetingId).finally(() => raw.close());
};

/** The participants that these phones are in the file, by their cookies; null for one that is not there. */
export const participantsIn = async (
  dataDir: string,
  meetingId: string,
  phones: readonly Pick<Client, 'cookies'>[],
): Promise<(string | null)[]> => {
  const { raw, db } = connect(join(dataDir, 'bystamma.db'), { readonly: true });
  const rows = await db.select().from(tables.participants);
  raw.close();
  const hashes = phones.map(({ cookies }) => hashOf(cookies.get(`bm-p-${meetingId}`) ?? ''));
  return hashes.map((hash) => rows.find(({ secretHash }) => secretHash === hash)?.id ?? null);
};

/** As `factsOf`, from the file of a server that is not running; also demands that SQLite finds the file sound. */
export const factsIn = async (dataDir: string, meetingId: string): Promise<Facts> => {
  const { raw, db } = connect(join(dataDir, 'bystamma.db'));
  try {
    const sound = raw.pragma('quick_check', { simple: true });
    if (sound !== 'ok') throw new Error(`the file is not sound: ${String(sound)}`);
    return await factsOf(db, meetingId);
  } finally {
    raw.close();
  }
};
