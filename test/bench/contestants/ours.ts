import { rmSync } from 'node:fs';
import { protocolVersion } from '../../../shared/wire/version.ts';
import { startChild } from '../child.ts';
import type { Contestant, Running } from '../contestant.ts';
import { prepareHalls, secret, type PreparedHall } from '../hall.ts';
import { nodeFlags } from '../options.ts';
import type { Seat, Stage } from '../stage.ts';
import { openCommandLine, type CommandLine } from '../wire/command-line.ts';
import { openLine, type Address, type Hears, type Line } from '../wire/line.ts';
import { ask, nothing } from '../wire/sync.ts';
import { noteText } from '../words.ts';

type Place = Pick<Address, 'host' | 'port'>;

/** The built server in production, with a data folder on disk. */
const startOurs = (dataDir: string, { port = 0, flags = [] }: { port?: number; flags?: string[] } = {}) =>
  startChild([...nodeFlags(), ...flags, 'build/server/main.js'], {
    DATA_DIR: dataDir,
    BYSTAMMA_SECRET: secret,
    PORT: String(port),
  });

export const noteCommand = (hall: PreparedHall, tag: number): object => ({
  v: protocolVersion,
  id: crypto.randomUUID(),
  verb: 'note.write',
  meetingId: hall.meetingId,
  body: { noteId: crypto.randomUUID(), stepId: hall.steps[0], text: noteText(tag) },
});

export const commandAddress = (place: Place, hall: PreparedHall, cookie: string | undefined): Address => ({
  host: place.host,
  port: place.port,
  path: `/socket.io/?EIO=4&transport=websocket&meeting=${hall.meetingId}`,
  ...(cookie === undefined ? {} : { cookie }),
});

const openReader = (
  place: Place,
  hall: PreparedHall,
  n: number,
  { hears, stateVector = nothing }: { hears: Hears; stateVector?: Uint8Array },
): Line => {
  const { host, port } = place;
  const cookie = hall.cookies[n % hall.cookies.length] ?? '';
  return openLine(
    { host, port, path: `/yjs/room/${hall.meetingId}?v=${protocolVersion}`, cookie },
    {
      ...hears,
      open: (line) => {
        line.send(ask(undefined, stateVector));
        hears.open?.(line);
      },
    },
  );
};

/** Two sockets, one for what the phone says and one for what the room shows. */
const takeSeat = (place: Place, hall: PreparedHall, stage: Stage, reader: number): Promise<Seat> =>
  new Promise((resolve, reject) => {
    let left = 2;
    const ready = (): void => {
      if ((left -= 1) === 0) resolve(seat);
    };
    let has = false;
    const line = openReader(place, hall, reader, {
      hears: {
        frame: (piece) => {
          if (!stage.hear(reader, piece) || has) return;
          has = true;
          ready();
        },
        closed: () => reject(new Error('a document socket was closed')),
      },
    });
    const commands: CommandLine = openCommandLine(commandAddress(place, hall, hall.cookies[reader]), {
      ready,
      answer: (id, saved) => stage.ledger?.acked(id, saved),
      closed: () => reject(new Error('a command socket was closed')),
    });
    const seat: Seat = {
      lines: [line, commands.line],
      write: (tag) => {
        stage.ledger?.sent(tag);
        commands.command(tag, noteCommand(hall, tag));
      },
      beat: () => undefined,
      leave: () => {
        line.drop();
        commands.line.drop();
      },
    };
  });

/** Our server and its halls, for measures that say more than notes. */
export interface RunningOurs extends Running {
  place(): Place;
  inspector(): string | undefined;
  halls: PreparedHall[];
  /** Stops and starts again on the same data and port. */
  restart(): Promise<void>;
}

export const startHalls = async (
  spec: { halls: number; phones: number; notes: number },
  flags: string[] = [],
): Promise<RunningOurs> => {
  const { dataDir, halls } = prepareHalls(spec);
  const hall = (room: number): PreparedHall => halls[room] as PreparedHall;
  let child = await startOurs(dataDir, { flags });
  return {
    get pid() {
      return child.pid;
    },
    halls,
    place: () => child,
    inspector: () => child.inspector,
    seat: (stage, room, reader) => takeSeat(child, hall(room), stage, reader),
    reader: (room, n, hears, stateVector) =>
      openReader(child, hall(room), n, { hears, ...(stateVector ? { stateVector } : {}) }),
    askForAll: ask(undefined, nothing),
    stop: async () => {
      await child.end();
      rmSync(dataDir, { recursive: true, force: true });
    },
    restart: async () => {
      const { port } = child;
      await child.end();
      child = await startOurs(dataDir, { port, flags });
    },
  };
};

export const ours: Contestant = {
  name: 'ours',
  addressed: false,
  acknowledges: true,
  keeps: true,
  beats: false,
  start: (spec) => startHalls(spec),
};
