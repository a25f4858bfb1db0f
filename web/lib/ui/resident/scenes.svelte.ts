import type { Component } from 'svelte';
import { fetchAgain } from '$lib/live/fetch-again.ts';
import type { Resident } from '$lib/live/resident.svelte.ts';
import type { StepKind } from '$shared/domain/step.ts';
import type RefusedDrafts from './RefusedDrafts.svelte';
import type { SceneProps } from './scene-props.ts';

type SceneView = Component<SceneProps>;

const waiting = () => import('./Waiting.svelte');
const loaders: Record<StepKind, () => Promise<{ default: SceneView }>> = {
  lobby: waiting,
  intro: waiting,
  pause: waiting,
  collect: () => import('./Collect.svelte'),
  group: () => import('./Themes.svelte'),
  dots: () => import('./Dots.svelte'),
  offers: () => import('./Offers.svelte'),
  harvest: () => import('./Harvest.svelte'),
  close: () => import('./Closing.svelte'),
};

/** The view of one kind of step. Only the one that is shown comes before the page is usable. */
export const loadScene = async (kind: StepKind): Promise<SceneView> => (await loaders[kind]()).default;

/** The views a phone has. The rest come when there is time, so that a later step needs no network to be shown. */
export class Scenes {
  #loaded = $state.raw<Partial<Record<StepKind, SceneView>>>({});
  #refused = $state.raw<typeof RefusedDrafts>();

  constructor(kind: StepKind, view: SceneView) {
    this.#loaded = { [kind]: view };
  }

  of(kind: StepKind): SceneView | undefined {
    return this.#loaded[kind];
  }

  /** What was refused, with its text. First of the rest: it holds somebody's words. */
  get refused(): typeof RefusedDrafts | undefined {
    return this.#refused;
  }

  /** Until all have come, or she has left. One that the browser remembers as failed comes with the page, if it may be loaded anew. */
  async loadRest(resident: Resident): Promise<void> {
    try {
      this.#refused = (await import('./RefusedDrafts.svelte')).default;
      for (const kind of Object.keys(loaders) as StepKind[])
        this.#loaded = { ...this.#loaded, [kind]: await loadScene(kind) };
    } catch {
      await fetchAgain(resident.mayReload);
      if (resident.awake) void this.loadRest(resident);
    }
  }
}
