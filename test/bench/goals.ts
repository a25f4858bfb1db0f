/** One row of the table: a figure of a measure, and what ours must reach. */
export interface Goal {
  measure: string;
  figure: string;
  label: string;
  goal: number;
  better: 'low' | 'high';
  digits: number;
}

const row = (key: string, label: string, goal: number, digits = 0): Goal => {
  const [measure = '', ...figure] = key.split('.');
  return { measure, figure: figure.join('.'), label, goal, better: 'low', digits };
};

/** A figure that must be at least the goal. */
const atLeast = (key: string, label: string, goal: number): Goal => ({
  ...row(key, label, goal),
  better: 'high',
});

/** The promises, in the order and the units they were made. */
export const goals: Goal[] = [
  row('burst1000.p50', '1,000 phones, all within 3 s: p50, ms', Number.NaN, 1),
  row('burst1000.p95', '… p95, ms', Number.NaN, 1),
  row('burst1000.p99', '… p99, ms', 60, 1),
  row('burst1000.core', '… server, cores', 0.3, 2),
  row('burst1000.missing', '… deliveries missing', 0),
  row('burst1000.lacking', '… real documents that lack a note', 0),
  row('burst1000.cpuPer1000', '… server CPU s per 1,000 deliveries', 0.0008, 5),
  row('burst1000.bytesPerPhone', '… bytes per phone', 80_000),
  row('burst1000.ackP99', '… acknowledged from disk, p99 ms', Number.NaN, 1),
  row('burst1000.memory', '… most memory, MB', Number.NaN),
  row('floor1000.core', 'the writes of that burst and nothing else: cores', Number.NaN, 2),
  row('floor1000.cpuPer1000', '… CPU s per 1,000 deliveries', Number.NaN, 5),
  row('crowd300.steady.p50', '300 phones, steady: p50, ms', 10, 1),
  row('crowd300.steady.p99', '… p99, ms', 35, 1),
  row('crowd300.burst.p99', '300 phones, all within 3 s: p99, ms', 35, 1),
  row('crowd300.steady.missing', '… deliveries missing, steady', 0),
  row('crowd300.burst.missing', '… deliveries missing, burst', 0),
  row('crowd300.steady.ackP99', '300 phones, acknowledged from disk, steady: p99, ms', 100, 1),
  row('crowd300.burst.ackP99', '… burst: p99, ms', 100, 1),
  row('crowd300.steady.core', '… server, cores, steady', Number.NaN, 2),
  row('crowd300.burst.core', '… server, cores, burst', Number.NaN, 2),
  row('crowd300.memory', '300 phones, memory, MB', 250),
  atLeast('ramp300.rate', '300 phones, highest notes/s with p99 ≤ 250 ms', 1500),
  row('ramp300.p99', '… p99 there, ms', Number.NaN, 1),
  row('ramp300.ackP99', '… acknowledged, p99 there, ms', Number.NaN, 1),
  row('ramp300.core', '… server there, cores', Number.NaN, 2),
  row('join2000.bytes', 'join with 2,000 notes: bytes', 80_000),
  row('join2000.p50', '1,000 joins within 1 s: p50, ms', Number.NaN, 1),
  row('join2000.p95', '… p95, ms', 50, 1),
  row('join2000.cpuMs', '… server CPU ms each', 1, 2),
  row('join2000.missing', '… notes missing', 0),
  row('presence1000.bytesPerMinute', 'presence, 1,000 phones: bytes per phone and minute', 2000),
  row('presence1000.core', '… server, cores', Number.NaN, 2),
  row('paused.growth', 'a paused reader asks 1,000 times: memory, + MB', 30),
  row('paused.p99', '… p99 of the others, ms', Number.NaN, 1),
  row('paused.timesCalm', '… times the calm p99', 2, 1),
  atLeast('paused.closed', '… it is closed (1 = yes)', 1),
  row('restart.ms', 'restart until 300 phones are in step, ms', 10_000),
  row('restart.missing', '… acknowledged notes missing', 0),
  row('soak.growth', 'four hours in three minutes: most memory, last fifth to first, + %', 5, 1),
  row('soak.held', '… held after collection, with all that was said meanwhile, + %', Number.NaN, 1),
];
