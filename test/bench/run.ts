/**
 * How fast, next to others that do the same work (`npm run bench`; needs `npm run build`). Not a test: it prints a
 * table and writes test/results/bench.json. See options.ts for what may be asked.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { buildServers } from './build-servers.ts';
import { flushTimes, writeCost } from './calibrate.ts';
import { ours } from './contestants/ours.ts';
import { others } from './contestants/yjs.ts';
import type { Measure } from './measure.ts';
import { burst1000, crowd300 } from './measures/crowd.ts';
import { join2000 } from './measures/join.ts';
import { pausedReader } from './measures/paused.ts';
import { presence1000 } from './measures/presence.ts';
import { ramp300 } from './measures/ramp.ts';
import { restart } from './measures/restart.ts';
import { soak } from './measures/soak.ts';
import { options } from './options.ts';
import { tableOf, type Row } from './table.ts';

const measures: Measure[] = [
  burst1000,
  crowd300,
  ramp300,
  join2000,
  presence1000,
  pausedReader,
  restart,
  soak,
];
const results = 'test/results/bench.json';

const contestants = [ours, ...others].filter(({ name }) => options.servers.includes(name));
const chosen = measures.filter(({ name }) => options.only.length === 0 || options.only.includes(name));
const rows: Row[] =
  options.keep && existsSync(results)
    ? (JSON.parse(readFileSync(results, 'utf8')) as { rows: Row[] }).rows
    : [];

const save = (): void => {
  mkdirSync('test/results', { recursive: true });
  writeFileSync(results, JSON.stringify({ rows }, null, 1));
};

const measureOne = async (measure: Measure, run: number): Promise<void> => {
  const turned = contestants.map((_, n) => contestants[(n + run) % contestants.length]);
  for (const contestant of turned) {
    if (!contestant || !measure.suits(contestant)) continue;
    const flush = flushTimes();
    const writeMicros = await writeCost();
    const measured = await measure.run(contestant, options.quick);
    const figures = { ...measured, flushP50: flush.p50, flushP99: flush.p99, writeMicros };
    rows.push({ measure: measure.name, server: contestant.name, run, figures });
    const told = Object.entries(figures).map(([name, value]) => `${name} ${Number(value.toPrecision(4))}`);
    console.log(`${measure.name}, ${contestant.name}: ${told.join(', ')}`);
    save();
  }
};

if (!existsSync('build/server/main.js')) throw new Error('npm run build comes first');
buildServers();
for (let run = 0; run < options.runs; run += 1) for (const measure of chosen) await measureOne(measure, run);
const names = [...new Set(rows.map((row) => row.server))].filter((name) => name !== 'ours');
console.log(`\n${tableOf(rows, names)}`);
process.exit(0);
