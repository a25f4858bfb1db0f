import * as box from '$shared/domain/outbox.ts';
import type { Answer } from '$shared/wire/down.ts';
import type { Body, Verb } from '$shared/wire/up.ts';
import type { OutboxEntry, OutboxStore } from './outbox-store.ts';

/** What a person has said that is on its way. */
export interface Outbox {
  /** In order; saved ones stay until `forget`, so that the page can say "saved". Replaced whole. */
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

/** What the outbox needs of the world. All of it comes in, so that an evening can be replayed. */
export interface OutboxParts {
  meetingId: string;
  store: OutboxStore;
  /** What an earlier visit left in the store. */
  stored: OutboxEntry[];
  /** Never rejects. */
  send(entry: OutboxEntry): Promise<Answer>;
  onAnswer(entry: OutboxEntry, answer: Answer): void;
  /** Milliseconds that never jump, and timers; `after` returns how to cancel. */
  clock: { now(): number; after(ms: number, run: () => void): () => void };
  /** 0 to 1. */
  chance(): number;
  newId(): string;
  /** Runs `act` while no other tab of this meeting sends, where the browser can say so. */
  alone(act: () => Promise<void>): Promise<void>;
  otherTabs(onNews: () => void): { tell(): void; close(): void };
  /** The page shows these from now on. */
  show(entries: OutboxEntry[]): void;
}

/** How long it waits at least before it looks again whether something is to be sent (ms). */
const shortestRest = 200;

/** The outbox of one tab. Tabs of one meeting share the store; one of them sends at a time. */
export class PhoneOutbox implements Outbox {
  #entries: OutboxEntry[] = [];
  #parts: OutboxParts;
  #tabs: { tell(): void; close(): void };
  #stopTimer: () => void = () => undefined;
  #writing: Promise<void> = Promise.resolve();
  #sending = false;
  #closed = false;

  constructor(parts: OutboxParts) {
    this.#parts = parts;
    this.#become(box.resume(sorted(parts.stored)));
    this.#tabs = parts.otherTabs(() => void this.#refresh().then(() => this.pump()));
  }

  get entries(): OutboxEntry[] {
    return this.#entries;
  }

  put<V extends Verb>(verb: V, body: Body<V>, id = this.#parts.newId()): Promise<void> {
    const { meetingId } = this.#parts;
    return this.#change(id, (entries) => box.putIn(entries, { id, meetingId, verb, body }));
  }

  async sendAgain(id: string): Promise<void> {
    const again = this.#parts.newId();
    await this.#change(again, (entries) => box.sendAgain(entries, id, again));
    await this.#parts.store.remove(id);
  }

  async forget(id: string): Promise<void> {
    this.#become(box.takeOut(this.#entries, id));
    if (!this.#entries.some((entry) => entry.id === id)) await this.#parts.store.remove(id);
    this.#tabs.tell();
  }

  wake(): void {
    this.#become(box.hurry(this.#entries));
    this.pump();
  }

  close(): void {
    this.#closed = true;
    this.#stopTimer();
    this.#tabs.close();
  }

  /** Sends what can be sent, one after the other, and plans the next look. */
  pump(): void {
    this.#stopTimer();
    if (this.#sending || this.#closed) return;
    this.#sending = true;
    void this.#parts
      .alone(async () => {
        while (await this.#sendOne());
      })
      .finally(() => this.#rest());
  }

  #rest(): void {
    this.#sending = false;
    const { clock } = this.#parts;
    const wake = box.wakeAt(this.#entries);
    if (wake === undefined || this.#closed) return;
    this.#stopTimer = clock.after(Math.max(shortestRest, wake - clock.now()), () => this.pump());
  }

  async #sendOne(): Promise<boolean> {
    await this.#refresh();
    const { clock, chance, send, onAnswer, store } = this.#parts;
    const entry = this.#closed ? undefined : box.nextToSend(this.#entries, clock.now());
    if (!entry) return false;
    this.#become(box.begin(this.#entries, entry.id));
    const answer = await send(entry);
    // Another tab may have had its answer meanwhile, where tabs cannot wait for each other.
    await this.#refresh();
    this.#become(box.answered(this.#entries, entry.id, answer, { now: clock.now(), chance: chance() }));
    await keep(store, this.#entries, entry.id);
    onAnswer(entry, answer);
    this.#tabs.tell();
    return true;
  }

  /** On disk first, then on the page, one change after the other: a crash in between loses nothing typed. */
  #change(id: string, to: (entries: OutboxEntry[]) => OutboxEntry[]): Promise<void> {
    this.#writing = this.#writing.then(async () => {
      await keep(this.#parts.store, to(this.#entries), id);
      this.#become(to(this.#entries));
      this.#tabs.tell();
      this.pump();
    });
    return this.#writing;
  }

  async #refresh(): Promise<void> {
    const stored = sorted(await this.#parts.store.read());
    // Only now: while the store was read, something may have been put in or answered.
    this.#become(merged(this.#entries, stored));
  }

  #become(entries: OutboxEntry[]): void {
    this.#entries = entries;
    this.#parts.show(entries);
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
