import type { HallSpec } from './hall.ts';
import type { Seat, Stage } from './stage.ts';
import type { Hears, Line } from './wire/line.ts';

/** A running server with rooms. */
export interface Running {
  pid: number;
  /** A phone takes its seat: resolves when it has the first state and may write. */
  seat(stage: Stage, room: number, reader: number): Promise<Seat>;
  /** Only the document's socket, as of phone `n`; `stateVector` is what it has, nothing when left out. */
  reader(room: number, n: number, hears: Hears, stateVector?: Uint8Array): Line;
  /** The message that asks for everything. */
  askForAll: Uint8Array;
  stop(): Promise<void>;
}

export interface Contestant {
  name: string;
  /** Messages begin with the document's name. */
  addressed: boolean;
  /** Answers each note when it is on disk. */
  acknowledges: boolean;
  /** Keeps a state that a newcomer can ask for. */
  keeps: boolean;
  /** Tells everybody who is here, one by one. */
  beats: boolean;
  start(spec: HallSpec): Promise<Running>;
}
