import { memoryOf, meter, type Cost } from '../machine.ts';
import { bytesOf, type Figures, type Measure } from '../measure.ts';
import { makeStage } from '../stage.ts';
import { noteText } from '../words.ts';
import { onceEach, takeSeats, warmUp, write, type Written } from '../writing.ts';

const timesOf = ({ ledger, lag }: Written): Figures => ({
  p50: ledger.delivery.at(0.5),
  p95: ledger.delivery.at(0.95),
  p99: ledger.delivery.at(0.99),
  ackP50: ledger.ack.at(0.5),
  ackP99: ledger.ack.at(0.99),
  missing: ledger.missing(),
  refused: ledger.refused(),
  lag,
});

const costsOf = (cost: Cost, { ledger }: Written): Figures => ({
  core: cost.server,
  cpuPer1000: (cost.cpuSeconds / ledger.delivery.count()) * 1000,
  generator: cost.generator,
  others: cost.others,
});

const prefixed = (prefix: string, figures: Figures): Figures =>
  Object.fromEntries(Object.entries(figures).map(([name, value]) => [`${prefix}.${name}`, value]));

/** A stretch of writing with what it took and what it cost. */
const metered = async (
  pid: number,
  write: () => Promise<Written>,
): Promise<{ written: Written; figures: Figures }> => {
  const ended = meter(pid);
  const written = await write();
  return { written, figures: { ...timesOf(written), ...costsOf(ended(), written) } };
};

/** A thousand phones: an ordinary stretch, so that nobody meets a server still waking up, then everybody within three seconds. */
export const burst1000: Measure = {
  name: 'burst1000',
  suits: () => true,
  run: async (contestant, quick) => {
    const phones = quick ? 100 : 1000;
    const running = await contestant.start({ halls: 1, phones, notes: 0 });
    const stage = makeStage(contestant.addressed);
    const seats = await takeSeats(running, stage, { phones });
    const room = { stage, seats, answers: contestant.acknowledges };
    await warmUp(room);
    const ordinary = await metered(running.pid, () => write(room, onceEach(phones, quick ? 5000 : 20_000)));
    const before = bytesOf(seats);
    const burst = await metered(running.pid, () => write(room, onceEach(phones, 3000)));
    const bytesPerPhone = (bytesOf(seats) - before) / phones;
    const said = [ordinary, burst].flatMap(({ written }) => written.texts);
    const lacking = contestant.keeps ? stage.lacking(said.map(noteText)) : 0;
    const memory = memoryOf(running.pid).most;
    for (const seat of seats) seat.leave();
    await running.stop();
    return { ...prefixed('steady', ordinary.figures), ...burst.figures, bytesPerPhone, lacking, memory };
  },
};

/** Three hundred phones: an ordinary evening, then all at once; what the server needs for it. */
export const crowd300: Measure = {
  name: 'crowd300',
  suits: () => true,
  run: async (contestant, quick) => {
    const phones = quick ? 60 : 300;
    const running = await contestant.start({ halls: 1, phones, notes: 0 });
    const stage = makeStage(contestant.addressed);
    const seats = await takeSeats(running, stage, { phones });
    const room = { stage, seats, answers: contestant.acknowledges };
    await warmUp(room);
    const figures: Figures[] = [];
    for (const [name, within] of [
      ['steady', quick ? 5000 : 20_000],
      ['burst', 3000],
    ] as const) {
      const stretch = await metered(running.pid, () => write(room, onceEach(phones, within)));
      figures.push(prefixed(name, stretch.figures));
    }
    const { now, most } = memoryOf(running.pid);
    for (const seat of seats) seat.leave();
    await running.stop();
    return Object.assign({ memory: now, memoryMost: most }, ...figures) as Figures;
  },
};
