import type { OutboxEntry, OutboxStore } from '../../../web/lib/live/outbox-store.ts';
import type { World } from './world.ts';

/** A phone's store: what is in it outlives every page. It answers after a while, in the order it was asked. */
export class PhoneDisk {
  readonly entries = new Map<string, OutboxEntry>();
  #world: World;
  #at = 0;

  constructor(world: World) {
    this.#world = world;
  }

  /** The store as one page sees it. What a page asked for when it went may be done or not. */
  for(page: { alive: boolean }): OutboxStore {
    return {
      read: () => this.#ask(page, () => [...this.entries.values()].sort((a, b) => (a.id < b.id ? -1 : 1))),
      write: (entry) => this.#ask(page, () => void this.entries.set(entry.id, structuredClone(entry))),
      remove: (id) => this.#ask(page, () => void this.entries.delete(id)),
    };
  }

  #ask<T>(page: { alive: boolean }, work: () => T): Promise<T> {
    const { timeline, luck } = this.#world;
    this.#at = Math.max(this.#at, timeline.now() + luck.between(1, 5));
    const evenIfGone = luck.is(0.5);
    return new Promise((resolve) => {
      timeline.after(this.#at - timeline.now(), () => {
        if (page.alive) resolve(work());
        else if (evenIfGone) work();
      });
    });
  }
}
