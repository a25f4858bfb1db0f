import { showCode } from '../../shared/domain/join-code.ts';
import { templateIds } from '../../shared/domain/template.ts';
import { meetingPrepare } from '../../shared/wire/meeting.ts';
import { readFor } from '../exports/read-for.ts';
import { csvFiles, isCsvFile } from '../exports/wanted.ts';
import { allMunicipalities, headRows, meetingById, placesOf, type MeetingRow } from '../store/meetings.ts';
import { linksOf } from '../views/live.ts';
import { knownCode, Refusal, type Desk } from './desk.ts';
import { checked, given, needed, type Options } from './options.ts';

/** A new meeting from a template, with everything needed to get people to it. */
export const addMeeting = async (desk: Desk, options: Options) => {
  const municipalityCode = needed(options, 'municipality');
  const meetingId = desk.chance.uuid();
  await desk.run(
    'meeting.prepare',
    {
      meetingId,
      placeId: await placeId(desk, municipalityCode, needed(options, 'place')),
      template: checked(
        meetingPrepare.entries.template,
        given(options, 'template') ?? templateIds[0],
        'template',
      ),
      title: needed(options, 'title'),
      day: checked(meetingPrepare.entries.day, needed(options, 'day'), 'day'),
      ...settingsFrom(options),
    },
    { municipalityCode },
  );
  if (options.open === true) await desk.run('meeting.open', {}, { meetingId });
  const meeting = await meetingById(desk.store.read, meetingId);
  if (!meeting) throw new Error('The meeting that was just made is not there.');
  return {
    id: meetingId,
    state: meeting.state,
    ...doorsOf(meeting, given(options, 'origin') ?? desk.origin),
  };
};

/** What is decided with the municipality before the meeting; the page where it is prepared can change all of it. */
const settingsFrom = (options: Options) => {
  const { startsAt, custodian, ladderLevel, feedbackDue } = meetingPrepare.entries;
  const ladder = given(options, 'ladder') ?? 'dialogue';
  return {
    startsAt: checked(startsAt, given(options, 'starts'), 'starts'),
    venue: given(options, 'venue'),
    custodian: checked(custodian, given(options, 'custodian') ?? 'municipality', 'custodian'),
    ladderLevel: checked(ladderLevel, ladder, 'ladder'),
    feedbackOwner: given(options, 'feedback-owner'),
    feedbackDue: checked(feedbackDue, given(options, 'feedback-due'), 'feedback-due'),
  };
};

const placeId = async (desk: Desk, municipalityCode: string, place: string): Promise<string> => {
  const there = (await placesOf(desk.store.read, municipalityCode)).find(
    ({ id, name }) => id === place || name === place,
  );
  if (!there) throw new Refusal(`There is no place ${place} in ${municipalityCode}; add it first.`);
  return there.id;
};

const doorsOf = (meeting: MeetingRow, origin: string) => {
  const { joinCode, ...links } = linksOf(meeting, origin.replace(/\/+$/, ''));
  return { joinCode, joinCodeShown: joinCode && showCode(joinCode), ...links };
};

/** Every meeting, newest day first, of one municipality or of all. */
export const listMeetings = async (desk: Desk, options: Options) => {
  const { read } = desk.store;
  const only = given(options, 'municipality');
  const municipalityCodes =
    only === undefined
      ? (await allMunicipalities(read)).map(({ code }) => code)
      : [await knownCode(desk, only)];
  const rows = municipalityCodes.length === 0 ? [] : await headRows(read, { municipalityCodes });
  return rows
    .map(({ meeting: { id, title, day, state, municipalityCode, joinCode }, place }) => ({
      ...{ id, title, municipalityCode, place, day, state },
      joinCode: joinCode && showCode(joinCode),
    }))
    .sort((a, b) => b.day.localeCompare(a.day) || a.title.localeCompare(b.title, 'sv'));
};

/** One finished meeting, the same bytes as over HTTP: JSON, or one of the CSV files. */
export const exportMeeting = async ({ store }: Desk, options: Options): Promise<string> => {
  const meetingId = needed(options, 'meeting');
  const file = formatOf(options) === 'json' ? 'json' : needed(options, 'file');
  if (file !== 'json' && !isCsvFile(file)) throw new Refusal(`--file is one of: ${csvFiles.join(', ')}.`);
  const make = await readFor(store.read, { of: 'meeting', meetingId, file });
  if (make.ok) return make.value();
  throw new Refusal(
    make.problem.code === 'not_ready'
      ? 'The meeting is not closed yet.'
      : `There is no meeting ${meetingId}.`,
  );
};

export const formatOf = (options: Options): 'json' | 'csv' => {
  const format = given(options, 'format') ?? 'json';
  if (format !== 'json' && format !== 'csv') throw new Refusal('--format is json or csv.');
  return format;
};
