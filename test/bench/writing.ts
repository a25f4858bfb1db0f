import type { Running } from './contestant.ts';
import { makeLedger, type Ledger } from './ledger.ts';
import type { Seat, Stage } from './stage.ts';

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Fills a room, some phones at a time. */
export const takeSeats = async (
  running: Running,
  stage: Stage,
  { room = 0, phones }: { room?: number; phones: number },
): Promise<Seat[]> => {
  const seats: Seat[] = [];
  for (let n = 0; n < phones; n += 50) {
    const some = Array.from({ length: Math.min(50, phones - n) }, (_, k) => running.seat(stage, room, n + k));
    seats.push(...(await Promise.all(some)));
  }
  return seats;
};

/** When (ms from the start) which phone writes. */
export interface Turn {
  at: number;
  seat: number;
}

/** Each phone writes once in a time, at a moment of its own. */
export const onceEach = (phones: number, within: number): Turn[] =>
  Array.from({ length: phones }, (_, seat) => ({ at: Math.random() * within, seat })).sort(
    (a, b) => a.at - b.at,
  );

/** So many notes a second from phones in turn. */
export const atRate = (perSecond: number, seconds: number, phones: number): Turn[] =>
  Array.from({ length: Math.round(perSecond * seconds) }, (_, n) => ({
    at: (n / perSecond) * 1000,
    seat: n % phones,
  }));

/** Numbers for notes, never used twice. */
let nextTag = 0;

export interface Written {
  ledger: Ledger;
  texts: number[];
  /** How late (ms) the generator was at most; what it was late with is not the server's doing. */
  lag: number;
  seconds: number;
}

const sendAll = async (turns: readonly Turn[], send: (turn: Turn, n: number) => void): Promise<number> => {
  const start = performance.now();
  let n = 0;
  let lag = 0;
  while (n < turns.length) {
    const now = performance.now() - start;
    for (let turn = turns[n]; turn && turn.at <= now; turn = turns[(n += 1)]) {
      lag = Math.max(lag, performance.now() - start - turn.at);
      send(turn, n);
    }
    await pause(1);
  }
  return lag;
};

/** Waits until everything has arrived, or nothing has for `patience` ms. */
const untilQuiet = async (ledger: Ledger, answers: boolean, patience: number): Promise<void> => {
  let had = -1;
  let since = performance.now();
  while (!ledger.isFull(answers) && performance.now() - since < patience) {
    const has = ledger.delivery.count() + ledger.ack.count();
    if (has !== had) since = performance.now();
    had = has;
    await pause(10);
  }
};

/** Lets phones write and waits until all have everything. */
export const write = async (
  { stage, seats, answers }: { stage: Stage; seats: readonly Seat[]; answers: boolean },
  turns: readonly Turn[],
  patience = 5000,
): Promise<Written> => {
  const base = nextTag;
  nextTag += turns.length;
  const ledger = makeLedger(base, turns.length, seats.length);
  stage.ledger = ledger;
  const start = performance.now();
  const lag = await sendAll(turns, (turn, n) => seats[turn.seat]?.write(base + n));
  await untilQuiet(ledger, answers, patience);
  return {
    ledger,
    texts: turns.map((_, n) => base + n),
    lag,
    seconds: (performance.now() - start) / 1000,
  };
};

/**
 * A room that has been in use: an ordinary stretch and a busy one. A hall meets a server that has been up for hours, not
 * one whose compiler is still at work on code it has run a hundred times.
 */
export const warmUp = async (room: Parameters<typeof write>[0]): Promise<void> => {
  const phones = room.seats.length;
  await write(room, atRate(25, 2, phones));
  await write(room, atRate(330, 6, phones));
  await pause(1000);
};
