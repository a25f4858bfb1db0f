import * as Y from 'yjs';
import {
  dissolveTheme,
  groupNotes,
  mergeThemes,
  moveTheme,
  nameTheme,
  placeNotes,
  readThemes,
  tagTheme,
  undoFor,
} from '../../shared/documents/themes.ts';
import { themeRegisters } from '../../shared/documents/themes-valid.ts';
import { makeGuard, type Guard } from '../../server/live/guard.ts';
import type { Chance } from './chance.ts';

/** The server's side of a document, as small as it can be: a guard, the bindings on disk, and who is listening. */
export class Server {
  doc = new Y.Doc();
  owners = new Map<number, string>();
  listeners = new Set<(update: Uint8Array) => void>();
  guard: Guard;
  counts = { admitted: 0, asked: 0, sweeping: 0 };
  constructor(clientId: number) {
    this.doc.clientID = clientId;
    this.guard = this.begin();
  }
  private waiting: Uint8Array[] = [];
  private begin(): Guard {
    this.doc.on('update', (update: Uint8Array) => void this.waiting.push(update));
    return makeGuard(this.doc, { registers: themeRegisters, owners: this.owners });
  }
  /** Passes on what came in since the last time, merged. */
  flush(): void {
    if (this.waiting.length === 0) return;
    const update = Y.mergeUpdates(this.waiting.splice(0));
    for (const hear of this.listeners) hear(update);
  }
  /** What was stored is all that is left. */
  restart(): void {
    this.flush();
    const { clientID } = this.doc;
    const stored = Y.encodeStateAsUpdate(this.doc);
    this.doc = new Y.Doc();
    Y.applyUpdate(this.doc, stored);
    this.doc.clientID = clientID;
    this.guard = this.begin();
  }
  /** Returns the problem's code, or undefined when the update was taken. */
  receive(update: Uint8Array, person: string): string | undefined {
    const admitted = this.guard.admit(update, person);
    if (!admitted.ok) return admitted.problem.code;
    this.counts.admitted += 1;
    if (admitted.value.sweeping) this.counts.sweeping += 1;
    for (const client of admitted.value.bound) this.owners.set(client, person);
    Y.applyUpdate(this.doc, admitted.value.update, 'client');
    return undefined;
  }
}

/** A facilitator with a page: arranges, undoes, loses the line, loads the page again, keeps her copy or not. */
export class Person {
  readonly name: string;
  doc = new Y.Doc();
  refusals: string[] = [];
  private readonly chance: Chance;
  private readonly server: Server;
  private online = false;
  private waiting: Uint8Array[] = [];
  private hand = {};
  private undo = undoFor(this.doc, this.hand);
  private staleVector = Y.encodeStateVector(this.doc);
  private readonly hear = (update: Uint8Array): void => Y.applyUpdate(this.doc, update, 'server');

  constructor(name: string, server: Server, chance: Chance) {
    this.name = name;
    this.server = server;
    this.chance = chance;
    this.begin(new Y.Doc());
  }

  private begin(doc: Y.Doc): void {
    this.doc = doc;
    doc.clientID = this.chance.uint32();
    this.hand = {};
    this.undo = undoFor(doc, this.hand);
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'server') this.waiting.push(update);
    });
  }

  /** The page is loaded again. What the page before had not sent lies in its kept copy, if it keeps one. */
  reload(): void {
    this.leave();
    if (this.waiting.length === 0 && this.chance.once(3)) return this.begin(new Y.Doc());
    const kept = Y.encodeStateAsUpdate(this.doc);
    this.waiting = [];
    this.begin(new Y.Doc());
    Y.applyUpdate(this.doc, kept, 'server');
  }

  leave(): void {
    this.online = false;
    this.server.listeners.delete(this.hear);
  }

  /** Comes in: gets what is missing, and sends what the server lacks, by one of the ways pages have. */
  come(): void {
    if (this.online) return;
    this.online = true;
    // A page that writes in the moment of coming back sends its update before it was asked what it has.
    if (this.waiting.length > 0 && this.chance.once(3)) this.tell(this.waiting.at(-1) as Uint8Array);
    this.waiting = [];
    this.server.flush();
    const { doc } = this.server;
    this.staleVector = this.chance.once(2) ? Y.encodeStateVector(doc) : this.staleVector;
    Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(this.doc)), 'server');
    this.server.listeners.add(this.hear);
    this.resend();
  }

  /** All of it, or what a vector from long ago lacks, or just the difference. */
  resend(): void {
    const since = this.chance.pick([undefined, this.staleVector, Y.encodeStateVector(this.server.doc)]);
    this.tell(Y.encodeStateAsUpdate(this.doc, since));
  }

  /** Sends what waits: one by one, merged, or twice. */
  send(): void {
    if (!this.online || this.waiting.length === 0) return;
    const updates = this.waiting.splice(0);
    if (this.chance.once(3)) return this.tell(Y.mergeUpdates(updates));
    for (const update of updates) this.tell(update);
    if (this.chance.once(10)) this.tell(this.chance.pick(updates));
  }

  private tell(update: Uint8Array): void {
    const problem = this.server.receive(update, this.name);
    if (problem !== 'not_ready') return void (problem && this.refusals.push(problem));
    this.server.counts.asked += 1;
    const answer = Y.encodeStateAsUpdate(this.doc, Y.encodeStateVector(this.server.doc));
    const again = this.server.receive(answer, this.name);
    if (again) this.refusals.push(again);
  }

  act(notes: readonly string[]): void {
    if (this.chance.once(8)) this.undo.undo();
    else if (this.chance.once(12)) this.undo.redo();
    else this.arrange(notes);
    if (this.chance.below(3) > 0) this.send();
  }

  private arrange(notes: readonly string[]): void {
    const { doc, hand, chance } = this;
    const themes = readThemes(doc).themes.map((theme) => theme.id);
    const some = Array.from({ length: 1 + chance.below(4) }, () => chance.pick(notes));
    const theme = chance.pick(themes);
    const kind = theme === undefined ? 0 : chance.below(12);
    if (theme === undefined || kind === 0)
      groupNotes(doc, hand, { id: `t${chance.uint32()}`, title: 'Nytt tema', noteIds: some });
    else if (kind < 6) placeNotes(doc, hand, some, chance.once(5) ? null : theme);
    else if (kind < 8) nameTheme(doc, hand, theme, `Tema ${chance.below(1000)} å𐍈`);
    else if (kind === 8) tagTheme(doc, hand, theme, [`S${chance.below(9)}`, `S${chance.below(9)}`]);
    else if (kind === 9) moveTheme(doc, hand, theme, chance.pick([null, ...themes]));
    else if (kind === 10) mergeThemes(doc, hand, theme, chance.pick(themes));
    else dissolveTheme(doc, hand, theme);
  }
}

/** An evening of so many people and steps; at its end everybody has come in and sent everything. */
export const liveThrough = (chance: Chance, { people, steps }: { people: number; steps: number }) => {
  const server = new Server(chance.uint32());
  const crowd = Array.from({ length: people }, (_, i) => new Person(`p${i}`, server, chance));
  const notes = Array.from({ length: 60 }, (_, i) => `note-${i}`);
  for (let step = 0; step < steps; step += 1) {
    const person = chance.pick(crowd);
    const what = chance.below(20);
    if (what === 0) person.leave();
    else if (what === 1) person.reload();
    else if (what === 2) person.resend();
    else if (what < 6) person.come();
    else person.act(notes);
    if (step % 8 === 0) server.flush();
    if (chance.once(300)) server.restart();
  }
  for (const person of crowd) {
    person.leave();
    person.come();
    person.send();
  }
  server.flush();
  return { server, crowd };
};
