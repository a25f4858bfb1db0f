import { loadScene } from '$lib/ui/resident/scenes.svelte.ts';
import { sceneOf } from '$lib/ui/resident/steps.ts';
import { loadResidentWords } from '$shared/words/resident.ts';
import type { PageLoad } from './$types';

/** Only the reader's language and the step that is on now come before the page is usable. */
export const load: PageLoad = async ({ data, parent }) => {
  const { room } = data.view;
  const { language } = await parent();
  const { kind } = sceneOf(room, room.meeting?.currentStepId);
  const [words, firstScene] = await Promise.all([loadResidentWords(language), loadScene(kind)]);
  return { ...data, words, first: { kind, view: firstScene } };
};
