import * as box from '$shared/domain/outbox.ts';
import type { Body, Verb } from '$shared/wire/up.ts';
import type { Answer } from '$shared/wire/down.ts';
import type { Connection } from './connection.svelte.ts';
import { newId } from './new-id.ts';
import { openOutboxStore, type OutboxEntry, type OutboxStore } from './outbox-store.ts';

/** What a person has said that is on its way. */
export interface Outbox {
  /** In order; saved ones stay until `forget`, so that the page can say "saved". Reactive, replaced whole. */
  readonly entries: OutboxEntry[];
  /** Puts a command in and sends it when it can be. Resolves when the phone has stored it. */
  put<V extends Verb>(verb: V, body: Body<V>, id?: string): Promise<void>;
  /** Sends a refused draft again. */
  sendAgain(id: string): Promise<void>;
  /** Takes away what is saved or refused; what is on its way stays. */
  forget(id: string): Promise<void>;
  /** The line may be back: try now. */
  wake(): void;
  close(): void;
}

/**
 * Opens the outbox of one meeting, with what an earlier visit left in it. `onAnswer` is told of every answer.
 * Another tab of the same meeting shares the entries; only one of them sends at a time.
 */
export const openOutbox = async (
  meetingId: string,
  connection: Connection,
  onAnswer: OnAnswer = () => undefined,
): Promise<Outbox> => {
  const store = await openOutboxStore(meetingId);
  const outbox = new PhoneOutbox({ meetingId, connection, onAnswer, store, stored: await store.read() });
  outbox.pump();
  return outbox;
};

type OnAnswer = (entry: OutboxEntry, answer: Answer) => void;

interface Parts {
  meetingId: string;
  connection: Connection;
  onAnswer: OnAnswer;
  store: OutboxStore;
  stored: OutboxEntry[];
}

class PhoneOutbox implements Outbox {
  #entries = $state.raw<OutboxEntry[]>([]);
  #parts: Parts;
  #tabs: ReturnType<typeof otherTabs>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #writing: Promise<void> = Promise.resolve();
  #sending = false;
  #closed = false;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#entries = box.resume(sorted(parts.stored));
    this.#tabs = otherTabs(parts.meetingId, () => void this.#refresh().then(() => this.pump()));
  }

  get entries(): OutboxEntry[] {
    return this.#entries;
  }

  put<V extends Verb>(verb: V, body: Body<V>, id = newId()): Promise<void> {
    const { meetingId } = this.#parts;
    return this.#change(id, (entries) => box.putIn(entries, { id, meetingId, verb, body }));
  }

  async sendAgain(id: string): Promise<void> {
    const again = newId();
    await this.#change(again, (entries) => box.sendAgain(entries, id, again));
    await this.#parts.store.remove(id);
  }

  async forget(id: string): Promise<void> {
    this.#entries = box.takeOut(this.#entries, id);
    if (!this.#entries.some((entry) => entry.id === id)) await this.#parts.store.remove(id);
    this.#tabs.tell();
  }

  wake(): void {
    this.#entries = box.hurry(this.#entries);
    this.pump();
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#tabs.close();
  }

  /** Sends what can be sent, one after the other, and plans the next look. */
  pump(): void {
    clearTimeout(this.#timer);
    if (this.#sending || this.#closed) return;
    this.#sending = true;
    void alone(this.#parts.meetingId, async () => {
      while (await this.#sendOne());
    }).finally(() => this.#rest());
  }

  #rest(): void {
    this.#sending = false;
    const wake = box.wakeAt(this.#entries);
    if (wake === undefined || this.#closed) return;
    this.#timer = setTimeout(() => this.pump(), Math.max(200, wake - Date.now()));
  }

  async #sendOne(): Promise<boolean> {
    await this.#refresh();
    const entry = this.#closed ? undefined : box.nextToSend(this.#entries, Date.now());
    if (!entry) return false;
    const { connection, onAnswer, store } = this.#parts;
    this.#entries = box.begin(this.#entries, entry.id);
    const answer = await connection.command(entry.verb, entry.body as Body<Verb>, { id: entry.id });
    this.#entries = box.answered(this.#entries, entry.id, answer, { now: Date.now(), chance: Math.random() });
    await keep(store, this.#entries, entry.id);
    onAnswer(entry, answer);
    this.#tabs.tell();
    return true;
  }

  /** On disk first, then on the page, one change after the other: a crash in between loses nothing typed. */
  #change(id: string, to: (entries: OutboxEntry[]) => OutboxEntry[]): Promise<void> {
    this.#writing = this.#writing.then(async () => {
      await keep(this.#parts.store, to(this.#entries), id);
      this.#entries = to(this.#entries);
      this.#tabs.tell();
      this.pump();
    });
    return this.#writing;
  }

  async #refresh(): Promise<void> {
    this.#entries = merged(this.#entries, sorted(await this.#parts.store.read()));
  }
}

const sorted = (entries: OutboxEntry[]): OutboxEntry[] => [...entries].sort((a, b) => a.order - b.order);

/** Saved entries need no keeping: the server has them. Everything else is on disk before we go on. */
const keep = async (store: OutboxStore, entries: readonly OutboxEntry[], id: string): Promise<void> => {
  const entry = entries.find((e) => e.id === id);
  if (!entry) return;
  if (entry.state.kind === 'saved') await store.remove(id);
  else await store.write(entry);
};

/**
 * What is in the store, with what this page knows of it. An unsent entry that is gone from the store was
 * answered in another tab; saved ones live in this page only.
 */
const merged = (mine: readonly OutboxEntry[], stored: readonly OutboxEntry[]): OutboxEntry[] => {
  const own = new Map(mine.map((entry) => [entry.id, entry]));
  const saved = mine.filter((entry) => entry.state.kind === 'saved');
  const rest = stored.map((entry) => pick(own.get(entry.id), entry));
  return sorted([...saved, ...rest.filter((entry) => !saved.some((s) => s.id === entry.id))]);
};

const pick = (mine: OutboxEntry | undefined, stored: OutboxEntry): OutboxEntry => {
  if (stored.state.kind === 'refused') return stored;
  return mine ?? { ...stored, state: { kind: 'waiting', tries: 0, notBefore: 0 } };
};

/** One tab sends at a time where the browser can say so; elsewhere two may, which is harmless. */
const alone = (meetingId: string, act: () => Promise<void>): Promise<void> =>
  'locks' in navigator ? navigator.locks.request(`outbox/${meetingId}`, act) : act();

const otherTabs = (meetingId: string, onNews: () => void) => {
  if (typeof BroadcastChannel === 'undefined') return { tell: () => undefined, close: () => undefined };
  const channel = new BroadcastChannel(`outbox/${meetingId}`);
  channel.onmessage = onNews;
  return { tell: () => channel.postMessage('news'), close: () => channel.close() };
};
