import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, realpathSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** What the disk answers: `eiosync` lets writes through and fails only the flush; `kill` ends the process. */
export type DiskMood = 'none' | 'enospc' | 'eio' | 'eiosync' | 'erofs' | 'kill';

const source = fileURLToPath(new URL('disk-faults.c', import.meta.url));
const run = promisify(execFile);

/**
 * Compiles the disk that misbehaves (`disk-faults.c`) for LD_PRELOAD; once per version of it.
 * Resolves with the path of the library. Needs a C compiler and Linux.
 */
export const compileShim = async (): Promise<string> => {
  const version = createHash('sha256').update(readFileSync(source)).digest('hex').slice(0, 16);
  const folder = join(tmpdir(), `bystamma-disk-faults-${version}`);
  const library = join(folder, 'disk-faults.so');
  if (existsSync(library)) return library;
  mkdirSync(folder, { recursive: true });
  const made = join(folder, `${process.pid}-${crypto.randomUUID()}.so`);
  await run(process.env.CC ?? 'cc', ['-shared', '-fPIC', '-O2', '-Wall', '-o', made, source, '-ldl']);
  renameSync(made, library);
  return library;
};

export interface Faults {
  /** Only files below this folder are touched. It has to exist. */
  dir: string;
  killAt?: number;
  killWhen?: 'before' | 'half' | 'after';
  /** File that holds the number of writes, flushes and truncations so far. */
  count?: string;
  /** File that holds the mood; see `setMood`. */
  control?: string;
}

/** The environment that puts a process on such a disk. */
export const faultEnv = (shim: string, faults: Faults): Record<string, string> => ({
  LD_PRELOAD: shim,
  FAULT_DIR: realpathSync(faults.dir),
  ...(faults.killAt === undefined ? {} : { FAULT_KILL_AT: String(faults.killAt) }),
  ...(faults.killWhen ? { FAULT_KILL_WHEN: faults.killWhen } : {}),
  ...(faults.count ? { FAULT_COUNT: faults.count } : {}),
  ...(faults.control ? { FAULT_CONTROL: faults.control } : {}),
});

/** Changes the mood of a running process's disk, at once and whole. */
export const setMood = (control: string, mood: DiskMood): void => {
  writeFileSync(`${control}.new`, mood);
  renameSync(`${control}.new`, control);
};

/** Writes, flushes and truncations so far; 0 before the first. */
export const readCount = (count: string): number =>
  existsSync(count) ? Number(readFileSync(count, 'utf8').trim() || 0) : 0;
