import type { LiveDocument } from './document.svelte.ts';

/** More ids than this say nothing more to the others, and have to fit in what the server takes. */
const most = 50;

/** Who else at the table is holding which notes just now. */
export class Table {
  /** Note id → names; replaced whole. */
  held = $state.raw(heldBy([]));
  #live: LiveDocument | undefined;
  #holding: readonly string[] = [];

  follow(live: LiveDocument): void {
    this.#live = live;
    const { awareness } = live.provider;
    const read = (): void => {
      const others = [...awareness.getStates()].filter(([client]) => client !== live.doc.clientID);
      this.held = heldBy(others.map(([, state]) => state));
    };
    awareness.on('change', read);
    read();
    this.#tell();
  }

  /** What this person has in her hand, by tick, by drag or by a dialog. */
  hold(noteIds: readonly string[]): void {
    if (noteIds.join() === this.#holding.join()) return;
    this.#holding = noteIds.slice(0, most);
    this.#tell();
  }

  #tell(): void {
    this.#live?.provider.awareness.setLocalStateField('holding', this.#holding);
  }
}

/** Names by note. */
const heldBy = (states: readonly Record<string, unknown>[]): Readonly<Record<string, string[]>> => {
  const held: Record<string, string[]> = {};
  for (const state of states)
    for (const id of holdingIn(state))
      held[id] = [...(held[id] ?? []).filter((n) => n !== nameIn(state)), nameIn(state)];
  return held;
};

const nameIn = (state: Record<string, unknown>): string => {
  const name = (state.user as { name?: unknown } | undefined)?.name;
  return typeof name === 'string' ? name : '';
};

const holdingIn = ({ holding }: Record<string, unknown>): string[] =>
  Array.isArray(holding) ? holding.filter((id) => typeof id === 'string').slice(0, most) : [];
