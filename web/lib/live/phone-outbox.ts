import * as box from '$shared/domain/outbox.ts';
import type { Answer } from '$shared/wire/down.ts';
import type { Body, Verb } from '$shared/wire/up.ts';
import type { OutboxEntry, OutboxStore } from './outbox-store.ts';

/** What a person has said that is on its way. */
export interface Outbox {
  /** In order; saved ones stay until `forget`, so that the page can say "saved". Replaced whole. */
  readonly entries: OutboxEntry[];
  /** Puts a command in, at once, and sends it when it can be. Resolves when the phone has stored it. */
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
  /** With what an earlier visit left in it. */
  store: OutboxStore;
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
  otherTabs(onNews: (news: News) => void): { tell(news: News): void; close(): void };
  /** The page shows these from now on. */
  show(entries: OutboxEntry[]): void;
}

/** What one tab tells the others: look into the store, and what became of an entry once and for all. */
export type News = [entry: OutboxEntry, answer: Answer] | 'news';

/** How long it waits at least before it looks again whether something is to be sent (ms). */
const shortestRest = 200;

/** The outbox of one tab. Tabs of one meeting share the store; one of them sends at a time. */
export class PhoneOutbox implements Outbox {
  #entries: OutboxEntry[] = [];
  #parts: OutboxParts;
  #tabs: ReturnType<OutboxParts['otherTabs']>;
  #stopTimer: () => void = () => undefined;
  /** On the page, and on their way to the phone's disk. */
  #writing = new Set<string>();
  #sending = false;
  #closed = false;

  constructor(parts: OutboxParts) {
    this.#parts = parts;
    this.#tabs = parts.otherTabs((news) => this.#heard(news));
    this.#look();
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
    this.#tabs.tell('news');
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
    // What is not on the phone's disk yet must not leave it: if it dies now, nobody would know that it was sent.
    if (!entry || this.#writing.has(entry.id)) return false;
    this.#become(box.begin(this.#entries, entry.id));
    const answer = await send(entry);
    // Another tab may have had its answer meanwhile, where tabs cannot wait for each other.
    await this.#refresh();
    this.#become(box.answered(this.#entries, entry.id, answer, { now: clock.now(), chance: chance() }));
    // Before the phone's disk, which may be slow: who reads "saved" must not find her words in the box still.
    onAnswer(entry, answer);
    await keep(store, this.#entries, entry.id);
    this.#tabs.tell(answer.ok || answer.remedy === 'give_up' ? [entry, answer] : 'news');
    return true;
  }

  /** What was said here may have left by another tab: whoever wrote it sees here what became of it. */
  #heard(news: News): void {
    if (typeof news !== 'string') {
      const [entry, answer] = news;
      this.#become(box.answered(this.#entries, entry.id, answer, { now: 0, chance: 0 }));
      this.#parts.onAnswer(entry, answer);
    }
    this.#look();
  }

  /** What is in the store is on the page at once, also while another tab is busy sending it. */
  #look(): void {
    void this.#refresh().then(() => this.pump());
  }

  /** On the page at once, so that a second press finds it there; it leaves when it is on the phone's disk. */
  async #change(id: string, to: (entries: OutboxEntry[]) => OutboxEntry[]): Promise<void> {
    this.#become(to(this.#entries));
    this.#writing.add(id);
    await keep(this.#parts.store, this.#entries, id);
    this.#writing.delete(id);
    this.#tabs.tell('news');
    this.pump();
  }

  async #refresh(): Promise<void> {
    const stored = await this.#parts.store.read();
    // Only now: while the store was read, something may have been put in or answered.
    if (stored) this.#become(merged(this.#entries, box.resume(stored)));
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
 * What this page knows, with what is in the store. Only an answer takes away what is unsent: a store that lost it may
 * have been emptied by the browser, and to send it once more is harmless. A refused draft that is gone was dealt with
 * in another tab.
 */
const merged = (mine: readonly OutboxEntry[], stored: readonly OutboxEntry[]): OutboxEntry[] => {
  const there = new Map(stored.map((entry) => [entry.id, entry]));
  const known = mine.filter(({ id, state }) => state.kind !== 'refused' || there.has(id));
  const own = new Set(known.map(({ id }) => id));
  return sorted([
    ...known.map((entry) => newer(entry, there.get(entry.id))),
    ...stored.filter(({ id }) => !own.has(id)),
  ]);
};

/** What was refused in another tab stands so in the store; of anything else the page knows best. */
const newer = (mine: OutboxEntry, stored: OutboxEntry | undefined): OutboxEntry =>
  stored?.state.kind === 'refused' && mine.state.kind !== 'saved' ? stored : mine;
