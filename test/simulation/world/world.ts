import { createHash } from 'node:crypto';
import type { Envelope } from '../../../shared/wire/up.ts';
import type { Answer } from '../../../shared/wire/down.ts';
import { luckOf, type Luck } from './chance.ts';
import type { Defect } from './defect.ts';
import { makeDisk, type Disk } from './disk.ts';
import type { DocumentClient } from './document-client.ts';
import { leads, type Image } from './image.ts';
import { Phone, type Said } from './phone.ts';
import { startServer, type Server } from './server.ts';
import { makeTimeline, type Timeline } from './timeline.ts';
import { drawWeather, type Weather } from './weather.ts';

/** Failures that the disk of this world brings about; any other is a mistake. */
const expected = new Set(['SQLITE_FULL', 'SQLITE_BUSY', 'ENOSPC', 'DEAD']);

/** One evening: a server, its disk, phones, two facilitators, and what lies between them. */
export class World {
  readonly timeline: Timeline = makeTimeline();
  readonly luck: Luck;
  readonly weather: Weather;
  readonly disk: Disk;
  readonly image: Image;
  readonly defect: Defect;
  readonly meetingId: string;
  readonly phones: Phone[];
  readonly leads: Phone[];
  readonly links = new Set<DocumentClient>();
  readonly history: Said[] = [];
  /** What happened, line by line, and what was wrong. */
  readonly trace: string[] = [];
  readonly findings: string[] = [];
  /** Highest clock of each client id that a page has shown as saved. */
  readonly promised = new Map<number, number>();
  server: Server | undefined;
  /** How wrong the server's clock on the wall is (ms). */
  clockOffset = 0;
  closing = false;
  #hash = createHash('sha256');

  constructor(image: Image, seed: number, defect: Defect) {
    this.image = image;
    this.meetingId = image.meetingId;
    this.luck = luckOf(seed);
    this.weather = drawWeather(this.luck);
    this.disk = makeDisk(image.bytes);
    this.defect = defect;
    this.server = startServer(this);
    // Few phones in most evenings, up to forty in some.
    const many = 4 + Math.floor(37 * this.luck.next() ** 6);
    this.phones = image.people.slice(0, many).map((who, at) => {
      const actor = { participants: [{ meetingId: image.meetingId, participantId: who }], screens: [] };
      return new Phone(this, { name: `phone ${at + 1}`, who, actor, kinds: ['room'] });
    });
    this.leads = leads.map((actor, at) => {
      const name = actor.user?.id ?? '';
      const kinds = at === 0 ? (['themes', 'desk', 'room'] as const) : (['themes', 'desk'] as const);
      return new Phone(this, { name, who: name, actor, kinds });
    });
  }

  get everybody(): Phone[] {
    return [...this.phones, ...this.leads];
  }

  /** Writes down what happened; the same seed must give the same lines. */
  note(line: string): void {
    const stamped = `${Math.round(this.timeline.now())} ${line}`;
    this.trace.push(stamped);
    this.#hash.update(stamped);
  }

  hash(): string {
    return this.#hash.copy().digest('hex');
  }

  find(what: string): void {
    this.note(`! ${what}`);
    this.findings.push(what);
  }

  failed(failure: unknown): void {
    const code = String((failure as { code?: unknown } | null)?.code);
    if (!expected.has(code))
      this.find(`the server failed: ${failure instanceof Error ? (failure.stack ?? '') : String(failure)}`);
  }

  /** Takes a command to the server and its answer back, or loses either, or brings one twice. Returns how many left. */
  carry(phone: Phone, envelope: Envelope, take: (answer: Answer) => void): number {
    const { weather, timeline, luck } = this;
    const door = luck.is(0.8) ? 'socket' : 'api';
    const travel = (ms: number): void =>
      void timeline.after(ms, () => {
        const { server } = this;
        if (!server?.alive()) return;
        void server.run(envelope, phone.actor, door).then((answer) => {
          if (!weather.isLost() && phone.online) timeline.after(weather.delay(), () => take(answer));
        });
      });
    if (!weather.isLost()) travel(weather.delay());
    const again = weather.again();
    if (again !== undefined) travel(again);
    return again === undefined ? 1 : 2;
  }

  /** A line was closed for good. After the meeting facilitators are sent home; nothing else may do it. */
  closedForGood(client: DocumentClient, code: number): void {
    const sentHome = code === 4403 && client.parts.kind === 'themes' && this.closing;
    if (!sentHome) this.find(`${client.parts.name} was closed with ${code}, refused ${client.refused}`);
  }

  /** The server is no more; all lines to it are dead, and a new one comes on the same disk. */
  serverGone(): void {
    this.server?.die();
    for (const client of [...this.links]) client.serverGone();
    this.timeline.after(this.luck.between(50, 4000), () => this.startServer());
  }

  startServer(): void {
    if (this.server?.alive()) return;
    this.note('server starts');
    this.server = startServer(this);
  }

  end(): void {
    this.server?.die();
    this.disk.close();
  }
}
