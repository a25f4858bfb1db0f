import { SvelteSet } from 'svelte/reactivity';
import * as verbs from '$shared/documents/themes.ts';
import type { LiveDocument } from '$lib/live/document.svelte.ts';
import type { Kept } from '$lib/live/keep-here.ts';
import { newId } from '$lib/live/new-id.ts';
import type { Saved } from '$lib/live/saved.svelte.ts';
import { oncePerFrame } from './once-per-frame.ts';

/** Close codes that say that this person may not group here (any more). */
const [notSignedIn, notAllowed] = [4401, 4403];
const nothing: verbs.Arrangement = { themes: [], placement: {}, mergedInto: {} };

/**
 * How the notes lie grouped, written by several facilitators at once, with or without network. Every verb is one
 * step of one's own that can be undone without touching what others did.
 */
export class Grouping {
  arrangement = $state.raw(nothing);
  canUndo = $state(false);
  canRedo = $state(false);
  /** Ids of the notes ticked just now: this person's business, never sent. */
  readonly chosen = new SvelteSet<string>();
  readonly #meetingId: string;
  readonly #hand = {};
  #live = $state.raw<LiveDocument | undefined>();
  #kept: Kept | undefined;
  #saved = $state.raw<Saved | undefined>();
  #undo: ReturnType<typeof verbs.undoFor> | undefined;
  #stopped = false;

  constructor(meetingId: string) {
    this.#meetingId = meetingId;
  }

  /** Notes can be grouped: the document is here, from the server or from this machine. */
  readonly ready = $derived(
    this.#live !== undefined && (this.#live.status.ready || this.arrangement !== nothing),
  );
  /** Everything written here is on the server's disk. */
  readonly saved = $derived(this.#saved?.all ?? false);
  /** Why nothing more will be sent from this page, if so. */
  readonly ended = $derived.by((): 'old' | 'notLead' | undefined => {
    const { closed, refused } = this.#live?.status ?? {};
    if (closed === notSignedIn || closed === notAllowed) return 'notLead';
    return closed !== undefined || refused !== undefined ? 'old' : undefined;
  });

  async start(epoch: number): Promise<void> {
    const [{ openDocument }, { followSaved }, { keepHere }] = await Promise.all([
      import('$lib/live/document.svelte.ts'),
      import('$lib/live/saved.svelte.ts'),
      import('$lib/live/keep-here.ts'),
    ]);
    const live = await openDocument('themes', this.#meetingId, epoch);
    if (this.#stopped) return live.close();
    this.#live = live;
    this.#saved = followSaved(live);
    this.#followUndo(verbs.undoFor(live.doc, this.#hand));
    const read = oncePerFrame(() => this.#read());
    live.doc.on('update', read);
    live.provider.on('sync', read);
    this.#kept = await keepHere(live.doc, this.#meetingId, epoch);
  }

  stop(): void {
    this.#stopped = true;
    this.#live?.close();
    void this.#kept?.stop();
  }

  /** The meeting is over: what lay on this machine is taken away. */
  async forget(): Promise<void> {
    await this.#kept?.forget();
  }

  #read(): void {
    if (this.#live && !this.#stopped) this.arrangement = verbs.readThemes(this.#live.doc);
  }

  #followUndo(undo: ReturnType<typeof verbs.undoFor>): void {
    this.#undo = undo;
    const tell = (): void => {
      this.canUndo = undo.canUndo();
      this.canRedo = undo.canRedo();
    };
    for (const event of ['stack-item-added', 'stack-item-popped', 'stack-cleared'] as const)
      undo.on(event, tell);
  }

  #write(act: (doc: LiveDocument['doc'], hand: object) => void): void {
    if (!this.#live) return;
    act(this.#live.doc, this.#hand);
    this.#read();
  }

  /** A new theme with these notes; returns its id. */
  group(noteIds: readonly string[], title: string): string {
    const id = newId();
    this.#write((doc, hand) => verbs.groupNotes(doc, hand, { id, title: title.trim(), noteIds }));
    this.unchoose(noteIds);
    return id;
  }
  /** Into a theme, or out of every theme with null. */
  place(noteIds: readonly string[], themeId: string | null): void {
    this.#write((doc, hand) => verbs.placeNotes(doc, hand, noteIds, themeId));
    this.unchoose(noteIds);
  }
  name(themeId: string, title: string): void {
    this.#write((doc, hand) => verbs.nameTheme(doc, hand, themeId, title.trim()));
  }
  tag(themeId: string, serviceCodes: readonly string[]): void {
    this.#write((doc, hand) => verbs.tagTheme(doc, hand, themeId, serviceCodes));
  }
  merge(from: string, into: string): void {
    this.#write((doc, hand) => verbs.mergeThemes(doc, hand, from, into));
  }
  dissolve(themeId: string): void {
    this.#write((doc, hand) => verbs.dissolveTheme(doc, hand, themeId));
  }
  /** One place earlier or later in the order. */
  shift(themeId: string, by: -1 | 1): void {
    const ids = this.arrangement.themes.map((theme) => theme.id);
    const before = ids[ids.indexOf(themeId) + (by === 1 ? 2 : -1)] ?? null;
    this.#write((doc, hand) => verbs.moveTheme(doc, hand, themeId, before));
  }
  undo(): boolean {
    const undone = this.#undo?.undo() ?? null;
    this.#read();
    return undone !== null;
  }
  redo(): boolean {
    const redone = this.#undo?.redo() ?? null;
    this.#read();
    return redone !== null;
  }

  choose(noteId: string, chosen: boolean): void {
    if (chosen) this.chosen.add(noteId);
    else this.chosen.delete(noteId);
  }
  unchoose(noteIds: Iterable<string> = [...this.chosen]): void {
    for (const id of noteIds) this.chosen.delete(id);
  }
}
