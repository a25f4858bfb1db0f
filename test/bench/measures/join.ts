import { makeHistogram } from '../histogram.ts';
import { meter } from '../machine.ts';
import type { Measure } from '../measure.ts';
import { makeStage } from '../stage.ts';
import type { Running } from '../contestant.ts';
import type { Line } from '../wire/line.ts';
import { pause } from '../writing.ts';

interface Joined {
  line: Line;
  ms: number;
  bytes: number;
}

/** From the first packet to the whole first state. */
const join = (running: Running, stage: ReturnType<typeof makeStage>, n: number): Promise<Joined> =>
  new Promise((resolve, reject) => {
    const start = performance.now();
    running.reader(0, n, {
      frame: (piece, self) => {
        if (stage.hear(n, piece)) resolve({ line: self, ms: performance.now() - start, bytes: self.bytesIn });
      },
      closed: () => reject(new Error('closed while joining')),
    });
  });

/** A room with 2,000 notes, and everybody comes within a second. */
export const join2000: Measure = {
  name: 'join2000',
  suits: ({ keeps }) => keeps,
  run: async (contestant, quick) => {
    const joins = quick ? 100 : 1000;
    const notes = quick ? 500 : 2000;
    const running = await contestant.start({ halls: 1, phones: quick ? 100 : 300, notes });
    const stage = makeStage(contestant.addressed);
    // The room is open already: somebody is always first.
    const early = await join(running, stage, 0);
    await pause(2000);
    const ended = meter(running.pid);
    const coming: Promise<Joined>[] = [];
    const start = performance.now();
    while (coming.length < joins) {
      const due = Math.min(joins, Math.ceil(((performance.now() - start) / 1000) * joins));
      while (coming.length < due) coming.push(join(running, stage, coming.length + 1));
      await pause(1);
    }
    const joined = await Promise.all(coming);
    const cost = ended();
    const times = makeHistogram();
    for (const { ms } of joined) times.add(ms);
    const texts = new Set(stage.book.pages.flatMap((page) => page.tags)).size;
    for (const { line } of [early, ...joined]) line.drop();
    await running.stop();
    return {
      p50: times.at(0.5),
      p95: times.at(0.95),
      bytes: Math.max(...joined.map((each) => each.bytes)),
      cpuMs: (cost.cpuSeconds / joins) * 1000,
      missing: notes - texts,
      core: cost.server,
      generator: cost.generator,
      others: cost.others,
    };
  },
};
