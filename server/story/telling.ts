import type { Db } from '../../db/connect.ts';
import type { ToldPlace } from '../../db/seed/told.ts';
import { templates, type TemplateId } from '../../shared/domain/template.ts';
import type { Chance } from '../chance.ts';
import { insertPlace, placesOf } from '../store/meetings.ts';
import type { Store } from '../store/store.ts';
import { storyId } from './ids.ts';

/** What a story is told with: where to, and time and chance from outside. */
export interface Telling {
  store: Store;
  chance: Chance;
  now: Date;
}

export const storyTemplate: TemplateId = 'three-questions-150';

/** Id of the place; one that is there under the same name is taken as it is. */
export const placeFor = async (
  tx: Db,
  place: ToldPlace,
  { municipalityCode, createdAt }: { municipalityCode: string; createdAt: Date },
): Promise<string> => {
  const there = (await placesOf(tx, municipalityCode)).find(({ name }) => name === place.name);
  if (there) return there.id;
  const id = storyId(place.key);
  await insertPlace(tx, { id, municipalityCode, name: place.name, population: place.population, createdAt });
  return id;
};

/** The agenda every told meeting follows: steps of the usual template, under ids of their own. */
export const stepsFor = (meetingKey: string) =>
  templates[storyTemplate].steps.map((step, position) => ({
    ...step,
    id: storyId(meetingKey, 'step', `${position}`),
    position,
    dotsPerPerson: step.dotsPerPerson ?? 0,
  }));
export type StoryStep = ReturnType<typeof stepsFor>[number];
