import type { Db } from '../../db/connect.ts';
import type { PlanInput } from '../../shared/wire/views.ts';
import { inputFacts, type InputFact } from '../store/outcome.ts';

/** Plan inputs of one meeting, drafts among them: the facilitators' own table. */
export const meetingInputs = async (read: Db, meetingId: string): Promise<PlanInput[]> =>
  (await inputFacts(read, { meetingId })).map(inputFrom);

/** What has been handed over to a municipality. A draft is nobody's business yet. */
export const planInputs = async (read: Db, municipalityCode: string): Promise<PlanInput[]> =>
  (await inputFacts(read, { municipalityCode })).map(inputFrom).filter((i) => i.status !== 'draft');

const inputFrom = ({ input, meeting, day, place, origins }: InputFact): PlanInput => {
  const from = (kind: string) =>
    origins
      .filter((o) => o.kind === kind)
      .map((o) => o.originId)
      .sort();
  const { municipalityCode: _m, writtenBy: _w, createdAt: _c, updatedAt: _u, submittedAt, ...shown } = input;
  return {
    ...shown,
    meetingTitle: meeting,
    meetingDay: day,
    place,
    submittedAt: submittedAt?.toISOString() ?? null,
    themeIds: from('theme'),
    noteIds: from('note'),
    offerIds: from('offer'),
  };
};
