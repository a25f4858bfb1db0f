import * as Y from 'yjs';
import { startHalls, type RunningOurs, commandAddress } from '../contestants/ours.ts';
import type { Measure } from '../measure.ts';
import { makeStage } from '../stage.ts';
import { openCommandLine } from '../wire/command-line.ts';
import type { Line } from '../wire/line.ts';
import { noteText } from '../words.ts';
import { onceEach, pause, takeSeats, write } from '../writing.ts';
import { textsOf } from '../book.ts';

/** Both sockets of a phone, tried again each 100 ms until the server takes them. */
const comeBack = async (
  running: RunningOurs,
  stage: ReturnType<typeof makeStage>,
  n: number,
  stateVector: Uint8Array,
): Promise<Line[]> => {
  const once = (open: (done: (line: Line) => void, gone: () => void) => Line): Promise<Line | undefined> =>
    new Promise((resolve) => {
      open(resolve, () => resolve(undefined));
    });
  const patiently = async (open: Parameters<typeof once>[0]): Promise<Line> => {
    for (;;) {
      const line = await once(open);
      if (line) return line;
      await pause(100);
    }
  };
  const hall = running.halls[0];
  if (!hall) throw new Error('no hall');
  return Promise.all([
    patiently((done, gone) =>
      running.reader(
        0,
        n,
        { frame: (piece, line) => stage.hear(n, piece) && done(line), closed: gone },
        stateVector,
      ),
    ),
    patiently((done, gone) => {
      const { line } = openCommandLine(commandAddress(running.place(), hall, hall.cookies[n]), {
        ready: () => done(line),
        answer: () => undefined,
        closed: gone,
      });
      return line;
    }),
  ]);
};

/** The server is stopped and started; every phone knocks at once with what it has. */
export const restart: Measure = {
  name: 'restart',
  suits: ({ acknowledges }) => acknowledges,
  run: async (contestant, quick) => {
    const phones = quick ? 60 : 300;
    const running = await startHalls({ halls: 1, phones, notes: 0 });
    const before = makeStage(contestant.addressed);
    const seats = await takeSeats(running, before, { phones });
    const written = await write({ stage: before, seats, answers: true }, onceEach(phones, 3000));
    const copy = before.witness(0);
    const after = makeStage(contestant.addressed);
    const start = performance.now();
    const going = running.restart();
    await pause(20);
    for (const seat of seats) seat.leave();
    const stateVector = Y.encodeStateVector(copy);
    const back = await Promise.all(
      Array.from({ length: phones }, (_, n) => comeBack(running, after, n, stateVector)),
    );
    const ms = performance.now() - start;
    await going;
    const fresh = makeStage(contestant.addressed);
    const newcomer = await running.seat(fresh, 0, 0);
    const there = new Set(textsOf(fresh.witness(0)));
    const missing = written.texts.filter((tag) => !there.has(noteText(tag))).length;
    newcomer.leave();
    for (const line of back.flat()) line.drop();
    await running.stop();
    return { ms, missing };
  },
};
