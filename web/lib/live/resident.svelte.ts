import { untrack } from 'svelte';
import { hasFailed, isUnsent } from '$shared/domain/outbox-entry.ts';
import type { RoomState } from '$shared/documents/room.ts';
import type { Answer } from '$shared/wire/down.ts';
import type { Body, Verb } from '$shared/wire/up.ts';
import type { Mine, RoomView } from '$shared/wire/views.ts';
import type { Language } from '$shared/words/language.ts';
import { Announcer } from './announcer.svelte.ts';
import { closedFor } from './closed-for.ts';
import { connect, type Connection } from './connection.svelte.ts';
import { fetchAgain } from './fetch-again.ts';
import { keep, kept } from './keep.ts';
import { afterSaved } from './mine.ts';
import { openOutbox, type Outbox } from './outbox.svelte.ts';
import type { OutboxEntry } from './outbox-store.ts';
import { liveRoom } from './room.svelte.ts';

type OnAnswer = (entry: OutboxEntry, answer: Answer) => void;

/** After this long without an answer (ms), or after a try that failed, the page says that a thing is not saved yet. */
const lateAfter = 3000;
const askAgainAfter = 1000;

/**
 * One resident's phone in one meeting: the room as it is, what she has said, and what is on its way. Made on
 * the server too, where it only shows what it was given; `start` brings it to life in the browser.
 */
export class Resident {
  mine = $state.raw<Mine>({ notes: [], dots: [], offers: [] });
  /** The server's time, once a second. */
  now = $state(0);
  /** Milliseconds since the page was opened, once a second: unlike the time of day it never jumps. */
  #age = $state(0);
  /** `old`: the page must be loaded anew. `out`: this browser is not in the meeting any more. */
  trouble = $state<'old' | 'out' | undefined>();
  /** The phone answers taps itself; before that the forms go to the server as plain forms. */
  awake = $state(false);
  announcer = new Announcer();
  readonly language: Language;
  readonly meetingId: string;
  #live: ReturnType<typeof liveRoom>;
  #epoch: number;
  #connection = $state.raw<Connection | undefined>();
  #outbox = $state.raw<Outbox | undefined>();
  #reload: () => Promise<unknown>;
  #putAt: Record<string, number> = {};
  #listeners: OnAnswer[] = [];
  /** How many answers have changed `mine`. */
  #saved = 0;
  #tick: ReturnType<typeof setInterval> | undefined;

  /** `reload` fetches the page's data again and hands it to `refresh`. */
  constructor(view: RoomView, language: Language, reload: () => Promise<unknown>) {
    this.language = language;
    this.meetingId = view.meeting.id;
    this.mine = view.mine;
    this.now = view.now;
    this.#epoch = view.epoch;
    this.#live = liveRoom(view.room);
    this.#reload = reload;
  }

  get room(): RoomState {
    return this.#live.room;
  }
  get line(): Connection['status'] {
    return this.#connection?.status ?? 'connecting';
  }
  get here(): number | undefined {
    return this.#connection?.presence.here;
  }
  get entries(): OutboxEntry[] {
    return this.#outbox?.entries ?? [];
  }
  /** A note of hers, of whichever step, is on its way or was refused: it is untrue that she has written none. */
  get hasUnsaid(): boolean {
    return this.entries.some(({ verb, state }) => verb === 'note.write' && state.kind !== 'saved');
  }
  /** Long enough on its way to say so. What an earlier visit left behind is late at once. */
  isLate(entry: OutboxEntry): boolean {
    return (
      isUnsent(entry) && (hasFailed(entry) || this.#age - (this.#putAt[entry.id] ?? -lateAfter) >= lateAfter)
    );
  }

  start(): void {
    const connection = connect({
      meetingId: this.meetingId,
      language: this.language,
      mayReload: this.mayReload,
    });
    this.#connection = connection;
    this.#outbox = openOutbox(this.meetingId, connection, (entry, answer) => this.#answered(entry, answer));
    connection.onChanged(({ view }) => void (view === 'mine' ? this.fetchMine() : this.#reload()));
    this.#tick = setInterval(() => {
      this.now = connection.now();
      this.#age = performance.now();
    }, 1000);
    void this.#follow();
    this.awake = true;
  }

  /** The line came back: send what waited, and learn what was missed. */
  returned(): void {
    this.#outbox?.wake();
    void this.fetchMine();
  }

  /** The page's data came again, perhaps with another edition of the room. */
  refresh(view: RoomView): void {
    this.mine = view.mine;
    if (view.epoch === this.#epoch) return;
    this.#epoch = view.epoch;
    if (this.awake) void this.#follow();
  }

  /** The room's document was closed for good, with this code. */
  closedWith(code: number): void {
    if (code === closedFor.otherEpoch) void this.#reload();
    else this.trouble = code === closedFor.oldVersion ? 'old' : 'out';
  }
  get closed(): number | undefined {
    return this.#live.closed;
  }

  /** Says something: on the page and on the phone at once, sent when it can be. */
  put<V extends Verb>(verb: V, body: Body<V>, id: string): void {
    this.#putAt[id] = performance.now();
    void this.#outbox?.put(verb, body, id);
  }
  sendAgain(id: string): void {
    void this.#outbox?.sendAgain(id);
  }
  forget(id: string): void {
    void this.#outbox?.forget(id);
  }
  onAnswer(listener: OnAnswer): () => void {
    this.#listeners = [...this.#listeners, listener];
    return () => (this.#listeners = this.#listeners.filter((l) => l !== listener));
  }

  /** What was asked for before something was saved may not know of it: then it is asked for once more, in a calmer moment. */
  async fetchMine(): Promise<void> {
    const saved = this.#saved;
    try {
      const response = await fetch(`/api/v1/meetings/${this.meetingId}/mine`, {
        headers: { accept: 'application/json' },
      });
      const mine: unknown = response.ok ? await response.json() : undefined;
      if (!isMine(mine)) return;
      if (this.trouble === 'out') this.#letIn();
      if (saved === this.#saved) this.mine = mine;
      else setTimeout(() => void (this.awake && this.fetchMine()), askAgainAfter);
    } catch {
      // Away again; the next return asks anew.
    }
  }

  /** Keeps one's own words on the phone: after the meeting nobody, not even the server, knows whose they are. */
  keepOwnWords(): void {
    const words = this.mine.notes.filter((note) => note.status !== 'withdrawn').map((note) => note.text);
    // None may mean that the meeting has just been closed; only taking the last one back means none.
    if (words.length > 0) keep(this.#ownWordsKey, JSON.stringify(words));
  }
  ownWords(): string[] {
    const words = kept(this.#ownWordsKey);
    return words === '' ? [] : (JSON.parse(words) as string[]);
  }
  forgetOwnWords(): void {
    keep(this.#ownWordsKey, '');
  }

  close(): void {
    this.awake = false;
    clearInterval(this.#tick);
    this.#connection?.close();
    this.#outbox?.close();
    this.#live.close();
    this.announcer.close();
  }

  /** She has come in again, in another tab: this one follows the meeting again too. */
  #letIn(): void {
    this.trouble = undefined;
    void this.#follow();
    void this.#reload();
  }

  get #ownWordsKey(): string {
    return `own/${this.meetingId}`;
  }

  async #follow(): Promise<void> {
    try {
      await this.#live.start({ meetingId: this.meetingId, epoch: this.#epoch });
    } catch {
      // The libraries could not be fetched: no network just now.
      void fetchAgain(this.mayReload).then(() => (this.awake ? this.#follow() : undefined));
    }
  }

  /** Nothing said is on its way any more, as far as the outbox knows, and she has not been asked to do something. */
  readonly mayReload = (): boolean =>
    this.awake && !this.trouble && !!this.#outbox && !this.entries.some(isUnsent);

  #answered(entry: OutboxEntry, answer: Answer): void {
    if (answer.ok) {
      this.#saved += 1;
      this.mine = untrack(() => afterSaved(this.mine, entry, answer.result));
      if (entry.verb === 'note.withdraw' && this.mine.notes.length === 0) this.forgetOwnWords();
      this.forget(entry.id);
    } else if (answer.problem.code === 'old_version') this.trouble = 'old';
    else if (answer.problem.code === 'not_signed_in') this.trouble = 'out';
    for (const listener of this.#listeners) listener(entry, answer);
  }
}

/** A hall's own network may answer in the server's place. */
const isMine = (value: unknown): value is Mine =>
  typeof value === 'object' && value !== null && 'notes' in value && Array.isArray(value.notes);
