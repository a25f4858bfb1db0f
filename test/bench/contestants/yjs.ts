import * as Y from 'yjs';
import { serverFile } from '../build-servers.ts';
import { startChild } from '../child.ts';
import type { Contestant, Running } from '../contestant.ts';
import type { HallSpec } from '../hall.ts';
import type { Seat, Stage } from '../stage.ts';
import { openLine, type Hears, type Line } from '../wire/line.ts';
import { ask, awareness, nothing, token, update } from '../wire/sync.ts';
import { noteText } from '../words.ts';

/** How a server of the y-websocket family differs from the others. */
interface Kind {
  name: string;
  file: string;
  env?: Record<string, string>;
  addressed?: boolean;
  keeps?: boolean;
}

const stepId = crypto.randomUUID();

/** One note as a phone writes it into its own copy: about 156 bytes of update. */
const write = (doc: Y.Doc, tag: number): Uint8Array => {
  let made: Uint8Array = nothing;
  doc.once('update', (bytes: Uint8Array) => (made = bytes));
  doc.getMap('notes').set(crypto.randomUUID(), { t: noteText(tag), s: stepId });
  return made;
};

/** Two thousand notes that a hundred people wrote before. */
const earlierNotes = (count: number): Uint8Array => {
  const docs = Array.from({ length: Math.min(100, count) }, () => new Y.Doc());
  for (let n = 0; n < count; n += 1) write(docs[n % docs.length] as Y.Doc, -2 - n);
  return Y.mergeUpdates(docs.map((doc) => Y.encodeStateAsUpdate(doc)));
};

interface Site {
  kind: Kind;
  port: number;
}
const roomName = (room: number): string => `room-${room}`;
const address = ({ kind, port }: Site, room: number) => ({
  host: '127.0.0.1',
  port,
  path: kind.addressed ? '/' : `/${roomName(room)}`,
});

const openReader = (
  site: Site,
  room: number,
  { hears, stateVector = nothing }: { hears: Hears; stateVector?: Uint8Array },
): Line => {
  const name = site.kind.addressed ? roomName(room) : undefined;
  return openLine(address(site, room), {
    ...hears,
    open: (line) => {
      if (name !== undefined) line.send(token(name));
      if (site.kind.keeps !== false) line.send(ask(name, stateVector));
      hears.open?.(line);
    },
  });
};

const takeSeat = (site: Site, stage: Stage, room: number, reader: number): Promise<Seat> =>
  new Promise((resolve, reject) => {
    const doc = new Y.Doc();
    const name = site.kind.addressed ? roomName(room) : undefined;
    let beats = 0;
    const line = openReader(site, room, {
      hears: {
        open: () => {
          if (site.kind.keeps === false) resolve(seat);
        },
        frame: (piece) => {
          if (stage.hear(reader, piece)) resolve(seat);
        },
        closed: () => reject(new Error('a socket was closed')),
      },
    });
    const seat: Seat = {
      lines: [line],
      write: (tag) => {
        stage.ledger?.sent(tag);
        line.send(update(name, write(doc, tag)));
      },
      beat: () => line.send(awareness(name, doc.clientID, (beats += 1))),
      leave: () => line.drop(),
    };
  });

/** One writer brings what was there before, and goes when the server has it. */
const fill = (site: Site, room: number, notes: number): Promise<void> =>
  new Promise((resolve) => {
    const name = site.kind.addressed ? roomName(room) : undefined;
    const line = openReader(site, room, {
      hears: {
        open: () => {
          line.send(update(name, earlierNotes(notes)));
          // The room would be let go with its last socket; this one stays.
          setTimeout(resolve, 1000);
        },
      },
    });
  });

const start = async (kind: Kind, spec: HallSpec): Promise<Running> => {
  const child = await startChild([serverFile(kind.file)], kind.env ?? {});
  const site = { kind, port: child.port };
  for (let room = 0; room < spec.halls && spec.notes > 0; room += 1) await fill(site, room, spec.notes);
  return {
    pid: child.pid,
    seat: (stage, room, reader) => takeSeat(site, stage, room, reader),
    reader: (room, _n, hears, stateVector) =>
      openReader(site, room, { hears, ...(stateVector ? { stateVector } : {}) }),
    askForAll: ask(kind.addressed ? roomName(0) : undefined, nothing),
    stop: () => child.end('SIGKILL'),
  };
};

const contestant = (kind: Kind): Contestant => ({
  name: kind.name,
  addressed: kind.addressed === true,
  acknowledges: false,
  keeps: kind.keeps !== false,
  beats: true,
  start: (spec) => start(kind, spec),
});

export const others: Contestant[] = [
  contestant({ name: 'y-websocket', file: 'y-websocket' }),
  contestant({ name: 'hocuspocus', file: 'hocuspocus', addressed: true }),
  contestant({ name: 'hocuspocus-flush50', file: 'hocuspocus', addressed: true, env: { FLUSH: '50' } }),
  contestant({ name: 'relay', file: 'relay', keeps: false }),
];
