import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeHistogram } from './histogram.ts';

/** What a promise kept on this disk costs just now (ms): figures of one day say little about another's. */
export const flushTimes = (): { p50: number; p99: number } => {
  const folder = mkdtempSync(join(tmpdir(), 'bystamma-flush-'));
  const file = openSync(join(folder, 'log'), 'w');
  const times = makeHistogram();
  for (let n = 0; n < 200; n += 1) {
    const start = performance.now();
    writeSync(file, Buffer.alloc(4096, n));
    fsyncSync(file);
    times.add(performance.now() - start);
  }
  closeSync(file);
  rmSync(folder, { recursive: true, force: true });
  return { p50: times.at(0.5), p99: times.at(0.99) };
};
