import { readFor } from '../exports/read-for.ts';
import { allMunicipalities, placesOf } from '../store/meetings.ts';
import { tellStory } from '../story/tell.ts';
import { knownCode, Refusal, type Desk } from './desk.ts';
import { keeping } from './keep.ts';
import { addMeeting, exportMeeting, formatOf, listMeetings } from './meetings.ts';
import { given, needed, type Options } from './options.ts';
import { addUser, listUsers } from './people.ts';

type Act = (desk: Desk, options: Options) => Promise<unknown>;

/** Everything that can be asked at the command line. Text is printed as it is, all else as JSON. */
export const acts: Record<string, { usage: string; act: Act }> = {
  'user add': {
    usage: "--email --name --password [--municipality 0482|'*' --roles facilitator,officer]",
    act: addUser,
  },
  'user list': { usage: '[--municipality]', act: listUsers },
  'municipality add': {
    usage: '--code 0482 --name',
    act: (desk, options) =>
      desk.run('municipality.add', { code: needed(options, 'code'), name: needed(options, 'name') }),
  },
  'municipality list': {
    usage: '',
    act: async ({ store }) => (await allMunicipalities(store.read)).map(({ code, name }) => ({ code, name })),
  },
  'place add': {
    usage: '--municipality --name [--population]',
    act: (desk, options) => addPlace(desk, options),
  },
  'place list': { usage: '--municipality', act: (desk, options) => listPlaces(desk, options) },
  'meeting add': {
    usage:
      '--municipality --place <id|name> --title --day 2026-02-17 [--template] [--starts 18:30] [--venue] ' +
      '[--custodian] [--ladder] [--feedback-owner] [--feedback-due 2026-05-18] [--open] [--origin]',
    act: addMeeting,
  },
  'meeting list': { usage: '[--municipality]', act: listMeetings },
  'meeting export': { usage: '--meeting <id> [--format json|csv --file lappar]', act: exportMeeting },
  'inputs export': {
    usage: '--municipality [--format json|csv]',
    act: (desk, options) => exportInputs(desk, options),
  },
  'story load': { usage: '', act: (desk) => loadStory(desk) },
};

/** How to ask. */
export const help = (): string =>
  ['npm run cli -- <noun> <verb> [--options]   works on DATA_DIR, also while the server runs', '']
    .concat(
      Object.entries({ ...acts, ...keeping }).map(([name, { usage }]) => `  ${name} ${usage}`.trimEnd()),
    )
    .join('\n') + '\n';

const addPlace: Act = (desk, options) => {
  const population = given(options, 'population');
  return desk.run(
    'place.add',
    {
      placeId: desk.chance.uuid(),
      name: needed(options, 'name'),
      population: population === undefined ? null : Number(population),
    },
    { municipalityCode: needed(options, 'municipality') },
  );
};

const listPlaces: Act = async (desk, options) => {
  const code = await knownCode(desk, needed(options, 'municipality'));
  return (await placesOf(desk.store.read, code)).map(({ id, name, kind, population }) => ({
    ...{ id, name, kind, population },
  }));
};

const exportInputs = async (desk: Desk, options: Options): Promise<string> => {
  const municipalityCode = await knownCode(desk, needed(options, 'municipality'));
  const make = await readFor(desk.store.read, { of: 'inputs', municipalityCode, file: formatOf(options) });
  if (!make.ok) throw new Refusal(`There is no municipality ${municipalityCode}.`);
  return make.value();
};

const loadStory = async ({ store, chance, now }: Desk) => {
  const told = await tellStory({ store, chance, now: now() });
  if (!told.ok) throw new Refusal('The story has been told here already.');
  return told.value;
};
