import type { Db } from '../../db/connect.ts';
import { heatOf, needsOf } from '../../shared/domain/consolidate.ts';
import { ok, refuse, type Result } from '../../shared/domain/problem.ts';
import type { MunicipalityView, Villages } from '../../shared/wire/views.ts';
import { municipalityByCode, placesOf } from '../store/meetings.ts';
import { handedOver } from '../store/plan-inputs.ts';
import { finishedOf, outcomesOf, type Finished } from './outcome.ts';

/**
 * What the villages of a municipality said, laid side by side. `today` is a calendar day `YYYY-MM-DD`; feedback
 * due before it is overdue. Refuses `not_found`.
 */
export const municipalityView = async (
  read: Db,
  code: string,
  today: string,
): Promise<Result<MunicipalityView>> =>
  sideBySide(read, { code, today, finished: await finishedOf(read, code) });

/** The same with the outcomes behind the figures, all from one reading. */
export const villagesView = async (read: Db, code: string, today: string): Promise<Result<Villages>> => {
  const finished = await finishedOf(read, code);
  const view = await sideBySide(read, { code, today, finished });
  return view.ok ? ok({ view: view.value, outcomes: outcomesOf(finished) }) : view;
};

const sideBySide = async (
  read: Db,
  { code, today, finished }: { code: string; today: string; finished: readonly Finished[] },
): Promise<Result<MunicipalityView>> => {
  const municipality = await municipalityByCode(read, code);
  if (!municipality) return refuse('not_found');
  const places = (await placesOf(read, code)).map((p) => placeFrom(p, finished));
  const heard = finished.map((f) => f.heard);
  return ok({
    code,
    name: municipality.name,
    places: places.sort((a, b) => a.name.localeCompare(b.name, 'sv')),
    heat: heatOf(heard),
    needs: needsOf(heard),
    figures: {
      meetings: finished.length,
      participants: sum(places.map((p) => p.participants)),
      notes: sum(places.map((p) => p.notes)),
      offers: sum(finished.map((f) => f.facts.offers.length)),
      planInputs: await handedOver(read, code),
    },
    feedback: finished.map((f) => feedbackOf(f, today)).sort(byDue),
  });
};

/**
 * Notes of all its finished meetings, but the people of the largest: who came twice cannot be told apart, so
 * adding evenings would make a village larger than it is.
 */
const placeFrom = (place: { id: string; name: string }, finished: readonly Finished[]) => {
  const there = finished.filter((f) => f.row.meeting.placeId === place.id);
  const last = there.at(-1)?.row.meeting;
  return {
    id: place.id,
    name: place.name,
    meetingId: last?.id ?? null,
    meetingTitle: last?.title ?? null,
    day: last?.day ?? null,
    participants: Math.max(0, ...there.map((f) => f.facts.outcome?.participants ?? 0)),
    notes: sum(there.map((f) => f.facts.notes.length)),
  };
};

const feedbackOf = ({ row: { meeting, place } }: Finished, today: string) => ({
  meetingId: meeting.id,
  place,
  owner: meeting.feedbackOwner,
  due: meeting.feedbackDue,
  overdue: meeting.feedbackDue !== null && meeting.feedbackDue < today,
});

/** The earliest first; a promise without a day is last, since nobody can say it is late. */
const byDue = (a: { due: string | null; place: string }, b: { due: string | null; place: string }): number =>
  (a.due ?? '9999').localeCompare(b.due ?? '9999') || a.place.localeCompare(b.place, 'sv');

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);
