import { isUnsent, type Entry as AnyEntry, type Outcome } from '../../shared/domain/outbox-entry.ts';
import * as outbox from '../../shared/domain/outbox.ts';
import type { Body, Verb } from '../../shared/wire/up.ts';
import { protocolVersion } from '../../shared/wire/version.ts';
import type { Operation } from './evidence.ts';
import { PhoneLine } from './phone-line.ts';
import type { Seeded } from './seeded.ts';
import type { Client } from './service.ts';

type Entry = AnyEntry<Verb>;

/** A phone's time runs this much faster than ours, so that half a minute of waiting is a few seconds. */
const haste = 8;
const now = (): number => Date.now() * haste;

/**
 * A phone in the hall: the real outbox rules over a disk that survives its battery, and a line that may be bad.
 * Everything it is asked to say goes into `history`, with how it ended.
 */
export class Phone {
  readonly line: PhoneLine;
  readonly history: Operation[] = [];
  readonly chance: Seeded;
  readonly cookie: string;
  readonly #meetingId: string;
  /** What a reload finds: everything that is not acknowledged. */
  #disk = new Map<string, Entry>();
  #box: Entry[] = [];
  /** Rises when the battery dies: what the former life was waiting for is never heard. */
  #life = 0;
  #stopped = false;

  constructor(client: Client, meetingId: string, chance: Seeded) {
    this.line = new PhoneLine(client, meetingId);
    this.#meetingId = meetingId;
    this.cookie = client.cookie;
    this.chance = chance;
    void this.#send(this.#life);
  }

  /** Puts something in the outbox. */
  say<V extends Verb>(verb: V, body: Body<V>): Operation {
    const id = crypto.randomUUID();
    const op: Operation = { id, verb, who: this.line.participantId, body, end: 'unknown' };
    this.history.push(op);
    this.#box = outbox.putIn(this.#box, { id, meetingId: this.#meetingId, verb, body });
    this.#keep(id);
    return op;
  }

  get unsent(): number {
    return this.#box.filter(isUnsent).length;
  }

  /** What the phone holds of an operation that was refused: its text, and the sentence that says why. */
  refused(id: string): { body: unknown; sentence: string } | undefined {
    const entry = this.#disk.get(id);
    return entry?.state.kind === 'refused' ? { body: entry.body, sentence: entry.state.sentence } : undefined;
  }

  /** The battery dies and the page is opened again: only what was on the phone's disk is left. */
  die(): void {
    this.#life += 1;
    this.#box = outbox.resume([...this.#disk.values()].filter(isUnsent));
    void this.#send(this.#life);
  }

  /** The line may be back. */
  wake(): void {
    this.#box = outbox.hurry(this.#box);
  }

  stop(): void {
    this.#stopped = true;
    this.line.stop();
  }

  /** One after another, for as long as this life lasts. */
  async #send(life: number): Promise<void> {
    const alive = (): boolean => !this.#stopped && this.#life === life;
    while (alive()) {
      const entry = this.line.away ? undefined : outbox.nextToSend(this.#box, now());
      if (!entry) {
        await new Promise((resolve) => setTimeout(resolve, 25));
        continue;
      }
      this.#box = outbox.begin(this.#box, entry.id);
      const outcome = await this.#ask(entry);
      if (!alive()) return;
      const at = { now: now(), chance: this.chance.next() };
      this.#box = outbox.answered(this.#box, entry.id, outcome, at);
      this.#keep(entry.id);
      this.#tell(entry.id);
    }
  }

  async #ask({ id, verb, body }: Entry): Promise<Outcome> {
    const envelope = { v: protocolVersion, id, verb, meetingId: this.#meetingId, body };
    // Impatient thumbs and clever proxies: the same request once more at the same time, by another door.
    if (this.chance.next() < 0.05) void this.line.byHttp(envelope);
    const answer = await this.line.command(envelope);
    return answer ?? { ok: false, problem: { code: 'busy' }, sentence: '', remedy: 'retry' };
  }

  #keep(id: string): void {
    const entry = this.#box.find((e) => e.id === id);
    if (!entry) return;
    if (entry.state.kind === 'saved') this.#disk.delete(id);
    else this.#disk.set(id, entry);
  }

  /** Writes in the history what the person is told, and forgets what is done. */
  #tell(id: string): void {
    const op = this.history.find((o) => o.id === id);
    const kind = this.#box.find((e) => e.id === id)?.state.kind;
    if (op && kind === 'saved') Object.assign(op, { end: 'ok', toldSaved: true });
    if (op && kind === 'refused') op.end = 'refused';
    this.#box = outbox.takeOut(this.#box, id);
  }
}
