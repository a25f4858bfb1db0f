import type { Contestant, Running } from '../contestant.ts';
import { meter } from '../machine.ts';
import type { Figures, Measure } from '../measure.ts';
import { makeStage } from '../stage.ts';
import { atRate, pause, takeSeats, write } from '../writing.ts';

const first = 300;
const factor = 1.25;
const last = 2400;
/** A meeting takes 5,000 notes; a step of the ramp stays under that. */
const notesPerRoom = 4800;
const slowest = 250;

interface Step extends Figures {
  rate: number;
  p99: number;
  missing: number;
}

/** One step in a room of its own, so that every step is the same work. */
const climb = async (
  running: Running,
  contestant: Contestant,
  { room, phones, rate, seconds }: { room: number; phones: number; rate: number; seconds: number },
): Promise<Step> => {
  const stage = makeStage(contestant.addressed);
  const seats = await takeSeats(running, stage, { room, phones });
  const crowd = { stage, seats, answers: contestant.acknowledges };
  await write(crowd, atRate(50, 1, phones));
  await pause(1000);
  const ended = meter(running.pid);
  const written = await write(crowd, atRate(rate, seconds, phones), 1500);
  const cost = ended();
  for (const seat of seats) seat.leave();
  await pause(300);
  return {
    rate,
    p50: written.ledger.delivery.at(0.5),
    p99: written.ledger.delivery.at(0.99),
    ackP99: written.ledger.ack.at(0.99),
    missing: written.ledger.missing(),
    refused: written.ledger.refused(),
    lag: written.lag,
    core: cost.server,
    generator: cost.generator,
    others: cost.others,
  };
};

const isGood = (step: Step): boolean => step.missing === 0 && step.p99 <= slowest;

/** Where it ended, and how. */
const failure = (step: Step | undefined): Figures =>
  step
    ? {
        failedAt: step.rate,
        failedP99: step.p99,
        failedMissing: step.missing,
        failedLag: step.lag ?? Number.NaN,
      }
    : {};

/** Faster and faster, until the slowest hundredth waits a quarter of a second. */
export const ramp300: Measure = {
  name: 'ramp300',
  suits: () => true,
  run: async (contestant, quick) => {
    const phones = quick ? 60 : 300;
    const rates: number[] = [];
    for (let rate = first; rate < last; rate *= factor) rates.push(Math.round(rate));
    const running = await contestant.start({ halls: rates.length, phones, notes: 0 });
    let best: Step | undefined;
    let end: Step | undefined;
    for (const [room, rate] of rates.entries()) {
      const seconds = Math.min(quick ? 1.5 : 4, notesPerRoom / rate);
      end = await climb(running, contestant, { room, phones, rate, seconds });
      if (!isGood(end)) break;
      best = end;
    }
    await running.stop();
    return { ...best, rate: best?.rate ?? 0, ...failure(end === best ? undefined : end) };
  },
};
