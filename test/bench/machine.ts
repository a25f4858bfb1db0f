import { readFileSync } from 'node:fs';

/** Linux counts processor time in hundredths of a second. */
const ticks = 100;

const fields = (path: string): number[] => {
  const text = readFileSync(path, 'utf8');
  return text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
};

/** Processor time (s) of a process since it began, all its threads. */
export const cpuOf = (pid: number): number => {
  const stat = fields(`/proc/${pid}/stat`);
  return ((stat[11] ?? 0) + (stat[12] ?? 0)) / ticks;
};

/** Processor time (s) that anything on the machine has used; waiting and idling left out. */
const cpuOfAll = (): number => {
  const [line = ''] = readFileSync('/proc/stat', 'utf8').split('\n');
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] = line.split(/\s+/).slice(1).map(Number);
  return (user + nice + system + irq + softirq) / ticks;
};

/** Memory (MB) of a process now, and the most it has had. */
export const memoryOf = (pid: number): { now: number; most: number } => {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const of = (name: string): number => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024;
  return { now: of('VmRSS'), most: of('VmHWM') };
};

/** What a stretch of time cost, in cores unless the name says seconds. */
export interface Cost {
  seconds: number;
  cpuSeconds: number;
  server: number;
  generator: number;
  others: number;
}

/** Begins a stretch; the function it gives ends it. */
export const meter = (pid: number): (() => Cost) => {
  const read = () => ({
    at: performance.now() / 1000,
    server: cpuOf(pid),
    generator: cpuOf(process.pid),
    all: cpuOfAll(),
  });
  const before = read();
  return () => {
    const after = read();
    const seconds = after.at - before.at;
    const cpuSeconds = after.server - before.server;
    const generator = after.generator - before.generator;
    const others = Math.max(0, after.all - before.all - cpuSeconds - generator);
    return {
      seconds,
      cpuSeconds,
      server: cpuSeconds / seconds,
      generator: generator / seconds,
      others: others / seconds,
    };
  };
};
