import { memoryOf, meter } from '../machine.ts';
import type { Measure } from '../measure.ts';
import { makeStage } from '../stage.ts';
import { atRate, pause, takeSeats, warmUp, write } from '../writing.ts';

const asks = 1000;
const rate = 25;
/** Servers that fall silent over this come back after some ten seconds (ms). */
const patience = 30_000;

/** Somebody asks for everything a thousand times and reads nothing, while fifty others work. */
export const pausedReader: Measure = {
  name: 'paused',
  suits: ({ keeps }) => keeps,
  run: async (contestant, quick) => {
    const phones = 50;
    const seconds = quick ? 3 : 10;
    const running = await contestant.start({ halls: 1, phones: phones + 1, notes: quick ? 500 : 2000 });
    const stage = makeStage(contestant.addressed);
    const seats = await takeSeats(running, stage, { phones });
    const turns = atRate(rate, seconds, phones);
    const room = { stage, seats, answers: contestant.acknowledges };
    await warmUp(room);
    const calm = await write(room, turns);
    const before = memoryOf(running.pid).now;
    let most = before;
    const watch = setInterval(() => (most = Math.max(most, memoryOf(running.pid).now)), 50);
    let closed = false;
    const ended = meter(running.pid);
    const bad = running.reader(0, phones, {
      open: (line) => {
        line.pause();
        for (let n = 0; n < asks; n += 1) line.send(running.askForAll);
      },
      closed: () => (closed = true),
    });
    const during = await write(room, turns, patience);
    const cost = ended();
    clearInterval(watch);
    bad.resume();
    await pause(1500);
    bad.drop();
    for (const seat of seats) seat.leave();
    await running.stop();
    return {
      calmP99: calm.ledger.delivery.at(0.99),
      p99: during.ledger.delivery.at(0.99),
      timesCalm: during.ledger.delivery.at(0.99) / calm.ledger.delivery.at(0.99),
      missing: during.ledger.missing(),
      growth: most - before,
      closed: closed ? 1 : 0,
      core: cost.server,
      generator: cost.generator,
      others: cost.others,
    };
  },
};
