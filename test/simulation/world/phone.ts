import type { Actor } from '../../../server/actor.ts';
import { isUnsent } from '../../../shared/domain/outbox-entry.ts';
import { remedyOf } from '../../../shared/domain/problem.ts';
import type { DocumentKind } from '../../../shared/wire/access.ts';
import type { Answer } from '../../../shared/wire/down.ts';
import type { Body, Verb } from '../../../shared/wire/up.ts';
import { protocolVersion } from '../../../shared/wire/version.ts';
import type { OutboxEntry } from '../../../web/lib/live/outbox-store.ts';
import { PhoneOutbox, type News } from '../../../web/lib/live/phone-outbox.ts';
import type { Operation } from '../../support/evidence.ts';
import { DocumentClient } from './document-client.ts';
import { PhoneDisk } from './phone-disk.ts';
import type { World } from './world.ts';

/** One thing said, and whether the phone told its person that it keeps it. */
export interface Said extends Operation {
  kept: boolean;
  /** The refused draft was sent again as another. */
  resent: boolean;
  /** How many copies of it have left for the server. */
  copies: number;
  /**
   * It was refused, but an earlier copy may have counted: closing forgets what was answered whom (MT3), and what is
   * refused to a facilitator is not remembered.
   */
  unsure: boolean;
}

/** One page of the meeting on a phone. */
export interface Page {
  alive: boolean;
  outbox: PhoneOutbox | undefined;
  documents: DocumentClient[];
}

/** How long a page waits for an answer (ms), as `web/lib/live/connection` does. */
const answerWithin = 8000;

/** One phone (or a facilitator's computer) with its store, its pages, and the real outbox in each. */
export class Phone {
  readonly name: string;
  readonly who: string;
  readonly actor: Actor;
  readonly disk: PhoneDisk;
  readonly said = new Map<string, Said>();
  pages: Page[] = [];
  online = true;
  /** Older browsers cannot make one tab wait for another. */
  hasLocks: boolean;
  #world: World;
  #kinds: readonly DocumentKind[];
  #line: (() => void)[] = [];
  #holder: Page | undefined;
  #nextId: string | undefined;

  constructor(
    world: World,
    parts: { name: string; who: string; actor: Actor; kinds: readonly DocumentKind[] },
  ) {
    this.#world = world;
    this.name = parts.name;
    this.who = parts.who;
    this.actor = parts.actor;
    this.#kinds = parts.kinds;
    this.disk = new PhoneDisk(world);
    this.hasLocks = world.luck.is(0.7);
    this.open();
  }

  /** The page that its person looks at. */
  get page(): Page | undefined {
    return this.pages[0];
  }

  document(kind: DocumentKind): DocumentClient | undefined {
    return this.page?.documents.find((client) => client.parts.kind === kind);
  }

  /** Opens one more page, which finds what earlier ones left in the store. */
  open(): void {
    const page: Page = { alive: true, outbox: undefined, documents: [] };
    this.pages.push(page);
    page.documents = this.#kinds.map(
      (kind) =>
        new DocumentClient(this.#world, {
          name: `${kind} of ${this.name}`,
          kind,
          actor: this.actor,
          isOnline: () => this.online,
        }),
    );
    const store = this.disk.for(page);
    this.#world.defect.opens?.(this.disk.entries);
    page.outbox = this.#outboxOf(page, store);
  }

  /** The page goes, with all it has only in memory. */
  close(page: Page): void {
    page.alive = false;
    page.outbox?.close();
    for (const client of page.documents) client.destroy();
    this.pages = this.pages.filter((other) => other !== page);
    if (this.#holder === page) this.#nextInLine();
  }

  reload(): void {
    for (const page of [...this.pages]) this.close(page);
    this.open();
  }

  goAway(how: 'now' | 'half-open'): void {
    this.online = false;
    for (const { documents } of this.pages) documents.forEach((client) => client.cut(how));
  }

  comeBack(): void {
    this.online = true;
    for (const page of this.pages) page.outbox?.wake();
  }

  /** Says something on the page in front; it counts as said once the phone keeps it. */
  say<V extends Verb>(verb: V, body: Body<V>): Said | undefined {
    const outbox = this.page?.outbox;
    if (!outbox) return undefined;
    const said = this.#record(this.#world.luck.uuid(), verb, body);
    void outbox.put(verb, body, said.id).then(() => (said.kept = true));
    return said;
  }

  /** Sends a refused draft once more, as a new command. */
  sayAgain(draft: Said): void {
    const { page } = this;
    if (!page?.outbox?.entries.some(({ id, state }) => id === draft.id && state.kind === 'refused')) return;
    const said = this.#record(this.#world.luck.uuid(), draft.verb, draft.body);
    this.#nextId = said.id;
    draft.resent = true;
    void page.outbox.sendAgain(draft.id).then(() => (said.kept = true));
  }

  /** What waits or is on its way, on any page or in the store. */
  unsent(): OutboxEntry[] {
    return [
      ...this.disk.entries.values(),
      ...this.pages.flatMap((page) => page.outbox?.entries ?? []),
    ].filter(isUnsent);
  }

  /** Nothing waits, and every page has its documents. */
  isCalm(): boolean {
    const pagesAreCalm = this.pages.every(
      ({ outbox, documents }) => outbox !== undefined && documents.every((client) => client.isSettled),
    );
    return pagesAreCalm && this.unsent().length === 0;
  }

  #record(id: string, verb: string, body: unknown): Said {
    const said: Said = {
      id,
      verb,
      body,
      who: this.who,
      end: 'unknown',
      kept: false,
      resent: false,
      copies: 0,
      unsure: false,
    };
    this.said.set(id, said);
    this.#world.history.push(said);
    this.#world.note(`${this.name} ${verb} ${id.slice(0, 6)}`);
    return said;
  }

  #outboxOf(page: Page, store: ReturnType<PhoneDisk['for']>): PhoneOutbox {
    const { timeline, luck, meetingId } = this.#world;
    return new PhoneOutbox({
      meetingId,
      store,
      send: (entry) => this.#send(page, entry),
      onAnswer: () => undefined,
      clock: { now: timeline.now, after: (ms, run) => timeline.after(ms, () => page.alive && run()) },
      chance: luck.next,
      newId: () => this.#nextId ?? luck.uuid(),
      alone: (act) => (this.hasLocks ? this.#alone(page, act) : act()),
      otherTabs: (onNews) => this.#tabs(page, onNews),
      show: (entries) => this.#show(entries),
    });
  }

  #show(entries: readonly OutboxEntry[]): void {
    for (const { id, state } of entries) {
      const said = this.said.get(id);
      if (said && state.kind === 'saved') said.toldSaved = true;
    }
  }

  /** The answer, or after a while that none came: the command may have arrived all the same. */
  #send(page: Page, { id, verb, body }: OutboxEntry): Promise<Answer> {
    const { meetingId, timeline, luck, defect } = this.#world;
    const envelope = { v: protocolVersion, id, verb, meetingId, body };
    return new Promise((resolve) => {
      let answered = false;
      const take = (answer: Answer): void => {
        if (answered || !page.alive) return;
        answered = true;
        this.#world.note(`${this.name} ${id.slice(0, 6)} ${answer.ok ? 'ok' : answer.problem.code}`);
        this.#answered(id, answer);
        resolve(defect.takes?.(answer) ?? answer);
      };
      const nothing = (): void =>
        take({ ok: false, id, problem: { code: 'busy' }, sentence: 'Inget svar', remedy: 'retry' });
      timeline.after(this.online ? answerWithin : luck.between(1, 100), nothing);
      if (!this.online) return;
      const copies = this.#world.carry(this, envelope, take);
      const said = this.said.get(id);
      if (said) said.copies += copies;
    });
  }

  #answered(id: string, answer: Answer): void {
    const said = this.said.get(id);
    if (!said) return;
    const end = answer.ok ? 'ok' : remedyOf(answer.problem.code) === 'give_up' ? 'refused' : undefined;
    if (!end) return;
    const isForgotten =
      !answer.ok && (answer.problem.code === 'meeting_closed' || this.actor.user !== undefined);
    if (end === 'refused' && isForgotten && said.copies > 1) {
      said.unsure = true;
      return;
    }
    if (said.end !== 'unknown' && said.end !== end)
      this.#world.find(`${this.name} was told that ${said.verb} ${id} is ${said.end} and then ${end}`);
    said.end = end;
  }

  #alone(page: Page, act: () => Promise<void>): Promise<void> {
    return new Promise((resolve) => {
      const mine = (): void => {
        if (!page.alive) return this.#nextInLine();
        this.#holder = page;
        void act().then(() => {
          resolve();
          if (this.#holder === page) this.#nextInLine();
        });
      };
      if (this.#holder) this.#line.push(mine);
      else mine();
    });
  }

  #nextInLine(): void {
    this.#holder = undefined;
    this.#line.shift()?.();
  }

  #listeners = new Map<Page, (news: News) => void>();
  #tabs(page: Page, onNews: (news: News) => void): { tell(news: News): void; close(): void } {
    const { timeline, luck } = this.#world;
    this.#listeners.set(page, onNews);
    const tell = (news: News): void => {
      for (const [other, hears] of this.#listeners)
        if (other !== page) timeline.after(luck.between(1, 4), () => other.alive && hears(news));
    };
    return { tell, close: () => void this.#listeners.delete(page) };
  }
}
