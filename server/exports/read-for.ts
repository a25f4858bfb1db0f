import type { Db } from '../../db/connect.ts';
import { ok, type Result } from '../../shared/domain/problem.ts';
import { outcomeView } from '../views/outcome.ts';
import { meetingInputs, planInputs } from '../views/plan-inputs.ts';
import { inputsCsv } from './inputs-csv.ts';
import { inputsJson } from './inputs-json.ts';
import { meetingCsv } from './meeting-csv.ts';
import { meetingJson } from './meeting-json.ts';
import type { Wanted } from './wanted.ts';

/** Writes a whole file from what was read. */
type Make = () => string;

/**
 * Reads what a file is made of and gives back how it is made, which needs the database no more. Refuses what the
 * outcome refuses: `not_found`, and `not_ready` until the meeting is closed.
 */
export const readFor = (read: Db, wanted: Wanted): Promise<Result<Make>> =>
  wanted.of === 'meeting' ? ofMeeting(read, wanted) : ofInputs(read, wanted);

type Of<K extends Wanted['of']> = Extract<Wanted, { of: K }>;

const ofMeeting = async (read: Db, { meetingId, file }: Of<'meeting'>): Promise<Result<Make>> => {
  const outcome = await outcomeView(read, meetingId);
  if (!outcome.ok) return outcome;
  if (file === 'json') return ok(() => meetingJson(outcome.value));
  const inputs = file === 'planunderlag' ? await meetingInputs(read, meetingId) : [];
  return ok(() => meetingCsv(file, outcome.value, inputs));
};

const ofInputs = async (read: Db, { municipalityCode, file }: Of<'inputs'>): Promise<Result<Make>> => {
  const inputs = await planInputs(read, municipalityCode);
  return ok(() => (file === 'json' ? inputsJson(municipalityCode, inputs) : inputsCsv(inputs)));
};
