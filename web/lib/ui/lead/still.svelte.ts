import { idsOf, type BoardNote } from './board.ts';

/**
 * A list that stands still while it is read: what is shown keeps its rows, what is new waits until somebody asks
 * for it or looks away. Paused, nothing at all changes, not even the words of a row.
 */
export class StillList {
  #latest = $state.raw<readonly BoardNote[]>([]);
  #shown = $state.raw<ReadonlySet<string>>(idsOf([]));
  #frozen = $state.raw<readonly BoardNote[] | undefined>();

  /** Newest first. */
  readonly rows = $derived(
    (this.#frozen ?? this.#latest).filter((note) => this.#shown.has(note.id)).toReversed(),
  );
  /** How many wait to be shown. */
  readonly fresh = $derived(this.#latest.filter((note) => !this.#shown.has(note.id)).length);

  get paused(): boolean {
    return this.#frozen !== undefined;
  }

  /** What there is now; `reading` when somebody's pointer or focus is in the list. */
  take(notes: readonly BoardNote[], reading: boolean): void {
    this.#latest = notes;
    if (!this.#frozen && !reading) this.show();
  }

  /** Shows all there is, also what has changed while it was paused. */
  show(): void {
    this.#shown = idsOf(this.#latest);
    if (this.#frozen) this.#frozen = this.#latest;
  }

  pause(paused: boolean): void {
    this.#frozen = paused ? this.#latest : undefined;
    if (!paused) this.show();
  }
}
