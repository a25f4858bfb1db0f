import type { IncomingMessage } from 'node:http';
import * as Y from 'yjs';
import type { Db } from '../../../db/connect.ts';
import type { Actor } from '../../../server/actor.ts';
import { makeRun } from '../../../server/commands/run.ts';
import { admit, codes } from '../../../server/live/document-admission.ts';
import { documentName, makeDocuments, type Documents } from '../../../server/live/documents.ts';
import { isEmptyUpdate, readFrame, step1Frame } from '../../../server/live/frames.ts';
import type { LiveDocument } from '../../../server/live/live-document.ts';
import type { Peer } from '../../../server/live/peer.ts';
import { makeParcel } from '../../../server/live/parcel.ts';
import { makePublisher } from '../../../server/live/publish.ts';
import { makeVersions } from '../../../server/live/versions.ts';
import { storeOver } from '../../../server/store/store.ts';
import type { DocumentKind } from '../../../shared/wire/access.ts';
import type { Answer } from '../../../shared/wire/down.ts';
import { watchAcks, type AckWatch } from './acks.ts';
import { evening } from './image.ts';
import type { World } from './world.ts';

/** The server's end of one line to a document. */
export interface Seat {
  kind: DocumentKind;
  actor: Actor;
  watch?: AckWatch;
  /** To the other end; `closed` ends the line with a code. */
  down(payload: Uint8Array): void;
  closed(code: number): void;
}
export interface Hearer {
  hear(frame: Uint8Array): void;
  leave(): void;
}

/** One life of the server: everything but the database is new, and gone when it dies. */
export interface Server {
  alive(): boolean;
  run(envelope: unknown, actor: Actor, door: 'socket' | 'api'): Promise<Answer>;
  sit(seat: Seat): Promise<Hearer | undefined>;
  documents: Documents;
  read: Db;
  /** As SIGTERM: stores what waits, then goes. */
  stop(): Promise<void>;
  die(): void;
}

/** How often rights are looked at again (ms); the service does it more often, to no other effect. */
const lookAgain = 30_000;

const noAnswer = new Promise<never>(() => undefined);

/** Wires the real parts as `server/app.ts` does, with the clock, the chance and the disk of the world. */
export const startServer = (world: World): Server => {
  const { timeline, luck, disk, meetingId, defect } = world;
  let living = true;
  const alive = (): boolean => living;
  const die = (): void => {
    living = false;
  };
  const after = (ms: number, run: () => void): void =>
    void timeline.after(ms, () => {
      if (living) run();
    });
  const clock = { now: timeline.now, after };
  const ground = disk.ground({
    alive,
    after,
    flushing: () => flushing(world),
    die: (how) => {
      world.note(`server dies ${how}`);
      world.serverGone();
    },
  });
  const store = storeOver(disk.writer, disk.reader, {
    clock,
    ground: defect.ground?.(ground) ?? ground,
  });
  const onFailure = (failure: unknown): void => {
    if (living) world.failed(failure);
  };
  const wall = (): number => evening + timeline.now() + world.clockOffset;
  let documents: Documents | undefined = undefined;
  const publisher = makePublisher({
    read: defect.publishersRead?.(disk) ?? store.read,
    write: store.write,
    gathered: store.gathered,
    documents: () => documents as Documents,
    announce: (change) => {
      if (change.what !== 'closed') return;
      documents?.end(documentName('themes', change.meetingId));
      store.settle().catch(onFailure);
    },
    after,
    onFailure,
  });
  const versions = makeVersions({
    read: store.read,
    write: store.write,
    documents: () => documents as Documents,
    chance: luck.chance,
    now: wall,
    after,
    onFailure,
  });
  documents = makeDocuments({
    read: store.read,
    write: defect.documentsWrite?.(store.writeNow) ?? store.writeNow,
    chance: luck.chance,
    clock,
    now: wall,
    prepare: (document) => {
      if (document.name.startsWith('themes/')) versions.follow(document);
      return publisher.prepare(document);
    },
    onFailure,
  });
  const run = makeRun({
    write: defect.write?.(store.write, disk) ?? store.write,
    now: () => new Date(wall()),
    chance: luck.chance,
    arrangement: publisher.arrangement,
    publish: (changes) => {
      publisher.publish(defect.publishes?.(changes) ?? changes);
      return versions.hear(changes);
    },
    report: onFailure,
  });
  return {
    alive,
    die,
    documents,
    read: store.read,
    run: async (envelope, actor, door) => {
      const answer = await run(envelope, { actor, door, language: 'sv' });
      return living ? answer : noAnswer;
    },
    sit: (seat) => sit({ world, documents, read: store.read, alive }, seat),
    stop: async () => {
      await documents.stop();
      await publisher.settled();
      await versions.settled();
      world.note(`server stops ${meetingId.slice(0, 2)}`);
      world.serverGone();
    },
  };
};

/** A flush to the disk takes its time, and now and then a long one (ms); meanwhile more comes in. */
const flushing = ({ luck }: World): number => (luck.is(0.02) ? luck.between(100, 1500) : luck.between(0, 15));

interface Room {
  world: World;
  documents: Documents;
  read: Db;
  alive(): boolean;
}

/** As `server/live/document-door.ts` seats a socket: admitted by cookie, heard frame by frame, rights looked at again. */
const sit = async (room: Room, seat: Seat): Promise<Hearer | undefined> => {
  const { documents, read, world } = room;
  const name = documentName(seat.kind, world.meetingId);
  if (seat.kind === 'themes') seat.watch = watchAcks(world.disk, name);
  const request = { url: `/yjs/${name}?v=1`, headers: {} } as IncomingMessage;
  const enter = () => admit({ documents, read, whoIs: async () => seat.actor }, request);
  try {
    const admission = await enter();
    if (typeof admission === 'number') return void seat.closed(admission);
    const document = await documents.open(name);
    if (!room.alive()) return undefined;
    const rights = { mayWrite: admission.mayWrite, open: true };
    const peer = peerOf(world, seat, { person: admission.person, mayWrite: () => rights.mayWrite });
    document.join(peer);
    const leave = (): void => {
      if (!rights.open) return;
      rights.open = false;
      document.leave(peer);
      if (document.peers.size === 0) documents.rest(name);
    };
    const look = async (): Promise<void> => {
      if (!rights.open || !room.alive()) return;
      const now = await enter();
      if (typeof now === 'number') return seat.closed(now);
      rights.mayWrite = now.mayWrite;
      world.timeline.after(lookAgain, () => void look());
    };
    if (admission.isStaff) world.timeline.after(lookAgain, () => void look());
    if (admission.mayWrite) peer.send(makeParcel(step1Frame(Y.encodeStateVector(document.doc))));
    return { leave, hear: (frame) => hear(world, { document, peer, seat }, frame) };
  } catch (failure) {
    if (room.alive()) world.failed(failure);
    return void seat.closed(codes.failed);
  }
};

const peerOf = (world: World, seat: Seat, rights: Pick<Peer, 'person' | 'mayWrite'>): Peer => {
  const peer: Peer = {
    ...rights,
    close: (code) => seat.closed(code),
    send: (parcel) => {
      const payload = world.defect.sends?.(parcel.payload, peer) ?? parcel.payload;
      // Asked at once: what the log holds at this moment, not a moment later.
      void seat.watch?.sees(payload).then((wrong) => wrong && world.find(wrong));
      seat.down(payload);
    },
  };
  return peer;
};

const hear = (
  world: World,
  { document, peer, seat }: { document: LiveDocument; peer: Peer; seat: Seat },
  frame: Uint8Array,
): void => {
  const message = readFrame(frame);
  if (!message) return seat.closed(codes.malformed);
  if (message.kind === 'ignored' || message.kind === 'awareness') return;
  if (message.kind === 'step1') return document.answer(peer, message.stateVector);
  if (isEmptyUpdate(message.update)) return;
  world.defect.hears?.(peer);
  if (document.receive(peer, message.update)?.ok) seat.watch?.took(message.update);
};
