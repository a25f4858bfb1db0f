import { memoryOf, meter } from '../machine.ts';
import { bytesOf, type Measure } from '../measure.ts';
import { makeStage, type Seat } from '../stage.ts';
import { pause, takeSeats } from '../writing.ts';

/** How often the y-websocket client says that it is still here (ms). */
const renewal = 15_000;

/** Phones lie idle, some leave and come back: what does knowing who is here cost everybody? */
export const presence1000: Measure = {
  name: 'presence1000',
  suits: () => true,
  run: async (contestant, quick) => {
    const phones = quick ? 100 : 1000;
    const seconds = quick ? 15 : 60;
    const running = await contestant.start({ halls: 1, phones, notes: 0 });
    const stage = makeStage(contestant.addressed);
    const seats = await takeSeats(running, stage, { phones });
    for (const seat of seats) seat.beat();
    await pause(quick ? 2000 : 5000);
    // Those who come and go pay for a first state each time; the others are counted.
    const restless = Math.floor(phones / 10);
    const staying = seats.slice(restless);
    const before = bytesOf(staying);
    const ended = meter(running.pid);
    const timers = seats.map((seat) => {
      const again = (): void => {
        seat.beat();
        timers.push(setTimeout(again, renewal));
      };
      return setTimeout(again, Math.random() * renewal);
    });
    const until = performance.now() + seconds * 1000;
    for (let n = 0; performance.now() < until; n = (n + 1) % restless) {
      (seats[n] as Seat).leave();
      const [back] = await Promise.all([running.seat(stage, 0, n), pause(200)]);
      back.beat();
      seats[n] = back;
    }
    const cost = ended();
    const bytes = bytesOf(staying) - before;
    for (const timer of timers) clearTimeout(timer);
    const memory = memoryOf(running.pid).most;
    for (const seat of seats) seat.leave();
    await running.stop();
    return {
      bytesPerMinute: bytes / staying.length / (cost.seconds / 60),
      memory,
      core: cost.server,
      generator: cost.generator,
      others: cost.others,
    };
  },
};
