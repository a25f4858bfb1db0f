import { untrack } from 'svelte';
import { SvelteSet } from 'svelte/reactivity';
import * as verbs from '$shared/documents/themes.ts';
import { redo, unsentIn, type Unsent } from '$shared/documents/themes-redo.ts';
import {
  noRegisters,
  registersOf,
  sameRegisters,
  type RegisterChange,
  type ThemeRegisters,
} from '$shared/documents/themes-registers.ts';
import { closedFor } from '$lib/live/closed-for.ts';
import type { LiveDocument } from '$lib/live/document.svelte.ts';
import type { Kept } from '$lib/live/keep-here.ts';
import { newId } from '$lib/live/new-id.ts';
import type { Saved } from '$lib/live/saved.svelte.ts';
import { Table } from '$lib/live/table.svelte.ts';
import { oncePerFrame } from './once-per-frame.ts';

/** Close codes that say that this person may not group here (any more). */
const [notSignedIn, notAllowed] = [4401, 4403];
/** The update was refused: the copy on this page can never be in step with the others again. */
const refusedForGood = 4400;
/** A page whose work is refused again this soon (ms) would go round in a ring. */
const calmAfter = 60_000;
/** What the copy on this machine is told of what is stored, at most this often (ms). */
const rememberEvery = 1000;

/** Pause for what comes right behind the first state (ms). */
const behindFirst = 150;

/** What this page knows and its grouping does not. */
export interface Around {
  /** The edition of the document that is valid now. */
  epoch(): Promise<number>;
  isNote(id: string): boolean;
}

/** What became of work that the server did not take. */
export interface Recovered {
  why: 'refused' | 'restored' | 'notRedone';
  redone: readonly RegisterChange[];
  left: readonly RegisterChange[];
  unsent: Unsent;
}

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
  /** The note that is being dragged. */
  dragged = $state<string | undefined>();
  /** Set when the page had to begin anew. */
  recovered = $state.raw<Recovered | undefined>();
  readonly table = new Table();
  /** Called at each step made on this page. */
  onmove = (): void => undefined;
  readonly #meetingId: string;
  readonly #hand = {};
  #live = $state.raw<LiveDocument | undefined>();
  #kept: Kept | undefined;
  #saved = $state.raw<Saved | undefined>();
  #undo: ReturnType<typeof verbs.undoFor> | undefined;
  #stopped = false;
  #around: Around | undefined;
  /** What the server had on disk when this page last knew. */
  #stored: ThemeRegisters = noRegisters;
  #stopWatching: (() => void) | undefined;
  #recovering = $state(false);
  #lastRecovery = -Infinity;

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
    const { closed } = this.#live?.status ?? {};
    if (closed === notSignedIn || closed === notAllowed) return 'notLead';
    return closed !== undefined && !this.#recovering && !beginsAnew(closed) ? 'old' : undefined;
  });

  async start(epoch: number, around: Around): Promise<void> {
    this.#around = around;
    const { takeLeftBehind } = await import('$lib/live/keep-here.ts');
    const behind = await takeLeftBehind(this.#meetingId, epoch).catch(() => undefined);
    await this.#open(epoch);
    if (behind) await this.#redo('restored', behind);
  }

  async #open(epoch: number): Promise<void> {
    const [{ openDocument }, { followSaved }, { keepHere }] = await Promise.all([
      import('$lib/live/document.svelte.ts'),
      import('$lib/live/saved.svelte.ts'),
      import('$lib/live/keep-here.ts'),
    ]);
    const live = await openDocument('themes', this.#meetingId, epoch);
    if (this.#stopped) return live.close();
    this.#live = live;
    this.#saved = followSaved(live);
    this.table.follow(live);
    this.#followUndo(verbs.undoFor(live.doc, this.#hand));
    const read = oncePerFrame(() => this.#read());
    live.doc.on('update', read);
    live.provider.on('sync', read);
    this.#stored = noRegisters;
    this.#kept = await keepHere(live.doc, this.#meetingId, epoch);
    if (sameRegisters(this.#stored, noRegisters)) this.#stored = this.#kept?.stored ?? noRegisters;
    this.#watch(live);
  }

  /** Follows what is stored, and what is refused. */
  #watch(live: LiveDocument): void {
    this.#stopWatching?.();
    this.#stopWatching = $effect.root(() => {
      $effect(() => {
        if (this.saved && this.arrangement) this.#isStored(live);
      });
      $effect(() => {
        const { refused, closed } = live.status;
        if (refused !== undefined || beginsAnew(closed))
          untrack(() => void this.#recover(live, closed === closedFor.otherEpoch));
      });
    });
  }

  #isStored({ doc }: LiveDocument): void {
    this.#stored = registersOf(doc);
    this.#remembering ??= setTimeout(() => {
      this.#remembering = undefined;
      void this.#kept?.remember(this.#stored).catch(() => undefined);
    }, rememberEvery);
  }
  #remembering: ReturnType<typeof setTimeout> | undefined;

  /** Throws the copy away, here and on this machine, takes the server's and does again what was not stored. */
  async #recover(live: LiveDocument, isOther: boolean): Promise<void> {
    if (this.#recovering || this.#stopped || live !== this.#live) return;
    this.#recovering = true;
    const unsent = unsentIn(live.doc, this.#stored);
    const tooSoon = Date.now() - this.#lastRecovery < calmAfter && !isOther;
    this.#lastRecovery = Date.now();
    await this.#beginAnew(live);
    this.#recovering = false;
    await this.#redo(tooSoon ? 'notRedone' : isOther ? 'restored' : 'refused', unsent);
  }

  async #beginAnew(old: LiveDocument): Promise<void> {
    clearTimeout(this.#remembering);
    this.#remembering = undefined;
    this.#stopWatching?.();
    old.close();
    await this.#kept?.forget();
    const epoch = await this.#around?.epoch();
    if (!this.#stopped && epoch !== undefined) await this.#open(epoch);
  }

  /** When the server's state has come. What cannot be done again is shown, so that nothing is lost in silence. */
  async #redo(why: Recovered['why'], unsent: Unsent): Promise<void> {
    const live = this.#live;
    if (!live) return;
    await synced(live);
    // The newest changes come in messages of their own, right behind the first state.
    await new Promise((resolve) => setTimeout(resolve, behindFirst));
    if (this.#stopped || live !== this.#live) return;
    const isNote = (id: string): boolean => this.#around?.isNote(id) ?? true;
    const { redone, left } =
      why === 'notRedone' ? { redone: [], left: unsent.changes } : redo(live.doc, this.#hand, unsent, isNote);
    this.#read();
    this.recovered = { why, redone, left, unsent };
  }

  stop(): void {
    this.#stopped = true;
    this.#stopWatching?.();
    clearTimeout(this.#remembering);
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
    for (const event of ['stack-item-added', 'stack-item-popped', 'stack-cleared'] as const)
      undo.on(event, () => this.#tell());
  }
  #tell(): void {
    this.canUndo = this.#undo?.canUndo() ?? false;
    this.canRedo = this.#undo?.canRedo() ?? false;
  }

  #write(act: (doc: LiveDocument['doc'], hand: object) => void): void {
    if (!this.#live) return;
    act(this.#live.doc, this.#hand);
    this.onmove();
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
    return this.#step(verbs.undoLatest);
  }
  redo(): boolean {
    return this.#step(verbs.redoLatest);
  }
  #step(act: typeof verbs.undoLatest): boolean {
    const changed = this.#undo !== undefined && act(this.#undo);
    this.#tell();
    this.#read();
    return changed;
  }
  /** An earlier grouping was brought back from here: one's own steps belong to what is gone. */
  forgetSteps(): void {
    this.#undo?.clear();
  }

  choose(noteId: string, chosen: boolean): void {
    if (chosen) this.chosen.add(noteId);
    else this.chosen.delete(noteId);
  }
  unchoose(noteIds: Iterable<string> = [...this.chosen]): void {
    for (const id of noteIds) this.chosen.delete(id);
  }
}

const beginsAnew = (closed: number | undefined): boolean =>
  closed === refusedForGood || closed === closedFor.otherEpoch;

/** Resolves when the server's first state is in the document. */
const synced = ({ provider, status }: LiveDocument): Promise<void> =>
  new Promise((resolve) => {
    if (status.ready) return resolve();
    provider.on('sync', (is) => {
      if (is) resolve();
    });
  });
