import { story } from '../../db/seed/story.ts';
import { refuse, ok, type Result } from '../../shared/domain/problem.ts';
import { insertMunicipality, meetingById, municipalityByCode } from '../store/meetings.ts';
import { toldMeetingId } from './ids.ts';
import { tellFinished } from './finished.ts';
import { tellLive } from './live.ts';
import type { Telling } from './telling.ts';

export interface Told {
  municipalityCode: string;
  /** Meeting ids by the key of their story. */
  meetings: Record<string, string>;
  liveMeetingId: string;
}

/** Writes the story, one transaction a meeting. Refuses `already_taken` when it has been told here before. */
export const tellStory = async (telling: Telling): Promise<Result<Told>> => {
  const { store, now } = telling;
  const { municipality, finished, live } = story;
  const keys = [...finished.map(({ key }) => key), live.key];
  for (const key of keys)
    if (await meetingById(store.read, toldMeetingId(key))) return refuse('already_taken');
  await store.write(async (tx) => {
    if (!(await municipalityByCode(tx, municipality.code)))
      await insertMunicipality(tx, { ...municipality, createdAt: now });
  });
  for (const meeting of finished) await tellFinished(telling, meeting, municipality.code);
  await tellLive(telling, live, municipality.code);
  return ok({
    municipalityCode: municipality.code,
    meetings: Object.fromEntries(keys.map((key) => [key, toldMeetingId(key)])),
    liveMeetingId: toldMeetingId(live.key),
  });
};
