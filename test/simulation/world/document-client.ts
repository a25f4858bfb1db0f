import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import type { Actor } from '../../../server/actor.ts';
import { isEmptyUpdate, kinds, step1Frame, step2Frame, updateFrame } from '../../../server/live/frames.ts';
import type { DocumentKind } from '../../../shared/wire/access.ts';
import type { Hearer } from './server.ts';
import type { World } from './world.ts';

export interface ClientParts {
  name: string;
  kind: DocumentKind;
  actor: Actor;
  isOnline(): boolean;
}

/** One connection: frames come in the order they were sent, or not at all from some moment on. */
interface Link {
  upAt: number;
  downAt: number;
  /** Nothing gets through any more, though neither end knows yet. */
  black: boolean;
  gone: boolean;
  /** The server is no more; what it had sent before may still come. */
  dead: boolean;
  hearer: Hearer | undefined;
  early: Uint8Array[];
}

const tooMany = 4429;

/** A page's copy of a live document, synced as y-websocket does it and counting as `web/lib/live/saved` does. */
export class DocumentClient {
  readonly doc = new Y.Doc();
  readonly parts: ClientParts;
  ready = false;
  closedFor: number | undefined;
  refused: string | undefined;
  #world: World;
  #link: Link | undefined;
  #isOpen = false;
  #destroyed = false;
  #stored: number | undefined;
  #written = 0;
  #brought: number | undefined;

  constructor(world: World, parts: ClientParts) {
    this.#world = world;
    this.parts = parts;
    this.doc.clientID = world.luck.below(2 ** 32);
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === 'server') return;
      this.#written += 1;
      if (this.#isOpen) this.#up(updateFrame(update));
    });
    this.connect();
  }

  /** Where it stands, for whoever looks for a mistake. */
  get state(): string {
    const { ready, refused, closedFor } = this;
    return JSON.stringify({
      ...{ open: this.#isOpen, ready, refused, closedFor, black: this.#link?.black },
      ...{ stored: this.#stored ?? null, written: this.#written, brought: this.#brought ?? null },
    });
  }

  /** Whether the page shows that all is saved. */
  get saved(): boolean {
    const here = this.#isOpen && this.ready && this.refused === undefined && this.#brought !== undefined;
    return here && this.#stored !== undefined && this.#stored >= this.#written + (this.#brought ?? 0);
  }

  get isSettled(): boolean {
    const mustBeSaved = this.parts.kind === 'themes' && !this.#world.closing;
    return (
      this.closedFor !== undefined ||
      (this.#isOpen &&
        this.#link?.black === false &&
        !this.#link.dead &&
        this.ready &&
        (!mustBeSaved || this.saved))
    );
  }

  connect(): void {
    if (this.#destroyed || this.#link || this.closedFor !== undefined) return;
    const { weather, timeline } = this.#world;
    if (!this.parts.isOnline()) return this.#retry();
    const link: Link = {
      ...{ upAt: 0, downAt: 0, black: false, gone: false, dead: false },
      ...{ hearer: undefined, early: [] },
    };
    this.#link = link;
    this.#world.links.add(this);
    timeline.after(weather.delay(), () => this.#arrive(link));
  }

  /** The other end is gone, or the network between: found out now, or only after a long silence. */
  cut(how: 'now' | 'half-open'): void {
    const link = this.#link;
    if (!link || link.black || link.gone || link.dead) return;
    link.black = true;
    const { timeline, luck } = this.#world;
    const [ours, theirs] =
      how === 'now'
        ? [luck.between(1, 300), luck.between(1, 300)]
        : [luck.between(5000, 30_000), luck.between(5000, 40_000)];
    timeline.after(theirs, () => this.#leave(link), true);
    timeline.after(ours, () => this.#lost(link, 1006), true);
  }

  /** The server is gone; nobody can be told anything any more. */
  serverGone(): void {
    const link = this.#link;
    if (!link) return;
    link.dead = true;
    link.hearer = undefined;
    this.#world.timeline.after(this.#world.luck.between(1, 500), () => this.#lost(link, 1006), true);
  }

  destroy(): void {
    this.#destroyed = true;
    this.cut('now');
    this.#isOpen = false;
    this.doc.destroy();
  }

  /** The handshake reaches the server: it sees who this is and seats her, or closes the line. */
  #arrive(link: Link): void {
    const { server, weather, timeline } = this.#world;
    if (link.black || link.dead) return;
    if (!server?.alive()) return void timeline.after(weather.delay(), () => this.#lost(link, 1006), true);
    const greeted = weather.delay();
    link.downAt = timeline.now() + greeted;
    timeline.after(greeted, () => this.#opened(link), true);
    void server
      .sit({
        kind: this.parts.kind,
        actor: this.parts.actor,
        down: (payload) => {
          if (server.alive()) this.#down(link, () => this.#hear(payload));
        },
        closed: (code) => {
          timeline.after(0, () => this.#leave(link), true);
          this.#down(link, () => this.#lost(link, code));
        },
      })
      .then((hearer) => {
        if (link.gone || link.black || link.dead || !server.alive()) return hearer?.leave();
        link.hearer = hearer;
        for (const frame of link.early.splice(0)) hearer?.hear(frame);
      });
  }

  #leave(link: Link): void {
    if (this.#world.server?.alive()) link.hearer?.leave();
    link.hearer = undefined;
  }

  #opened(link: Link): void {
    if (link !== this.#link || link.black || this.#destroyed) return;
    this.#isOpen = true;
    this.#stored = undefined;
    this.#written = 0;
    this.#brought = undefined;
    this.#up(step1Frame(Y.encodeStateVector(this.doc)));
  }

  #up(frame: Uint8Array): void {
    const link = this.#link;
    if (!link) return;
    const { timeline, weather } = this.#world;
    link.upAt = Math.max(link.upAt, timeline.now() + weather.delay());
    timeline.after(
      link.upAt - timeline.now(),
      () => {
        if (link.black || link.gone || link.dead) return;
        if (link.hearer) link.hearer.hear(frame);
        else link.early.push(frame);
      },
      true,
    );
  }

  #down(link: Link, act: () => void): void {
    const { timeline, weather } = this.#world;
    link.downAt = Math.max(link.downAt, timeline.now() + weather.delay());
    timeline.after(
      link.downAt - timeline.now(),
      () => {
        if (!link.black && !link.gone && !this.#destroyed) act();
      },
      true,
    );
  }

  #lost(link: Link, code: number): void {
    link.gone = true;
    if (link !== this.#link) return;
    this.#link = undefined;
    this.#world.links.delete(this);
    this.#isOpen = false;
    this.#brought = undefined;
    if (this.#destroyed) return;
    if (code >= 4400 && code < 4500 && code !== tooMany) {
      this.closedFor = code;
      this.#world.closedForGood(this, code);
    } else this.#retry();
  }

  #retry(): void {
    this.#world.timeline.after(this.#world.luck.between(100, 2500), () => this.connect(), true);
  }

  #hear(payload: Uint8Array): void {
    const decoder = decoding.createDecoder(payload);
    const kind = decoding.readVarUint(decoder);
    if (kind === kinds.ack) this.#stored = decoding.readVarUint(decoder);
    if (kind === kinds.reject) this.refused = decoding.readVarString(decoder);
    if (kind === kinds.sync) this.#sync(decoding.readVarUint(decoder), decoding.readVarUint8Array(decoder));
    if (this.parts.kind === 'themes' && this.saved)
      this.#world.promised.set(this.doc.clientID, Y.getState(this.doc.store, this.doc.clientID));
  }

  #sync(step: number, bytes: Uint8Array): void {
    if (step === 0) {
      const update = Y.encodeStateAsUpdate(this.doc, bytes);
      this.#brought = isEmptyUpdate(update) ? 0 : 1;
      return this.#up(step2Frame(update));
    }
    Y.applyUpdate(this.doc, bytes, 'server');
    if (step === 1) this.ready = true;
  }
}
