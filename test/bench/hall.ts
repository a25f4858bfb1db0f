import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** How many halls, each with how many phones and with how many notes on the wall already. */
export interface HallSpec {
  halls: number;
  phones: number;
  notes: number;
}

/** A meeting whose first collecting step is open and shown, as its phones know it. */
export interface PreparedHall {
  meetingId: string;
  /** The open step, and the collecting step after it. */
  steps: string[];
  cookies: string[];
  facilitator: string;
}

/** What the preparing process and the measured one must share for the facilitator to stay signed in. */
export const secret = 'a secret only for tests, long enough';

export interface Prepared {
  dataDir: string;
  halls: PreparedHall[];
}

const work = mkdtempSync(join(tmpdir(), 'bystamma-bench-'));
const made = new Map<string, Prepared>();
process.on('exit', () => rmSync(work, { recursive: true, force: true }));

const make = (spec: HallSpec): Prepared => {
  const dataDir = join(work, `template-${made.size}`);
  const output = execFileSync(
    process.execPath,
    ['--import', 'tsx', 'test/bench/prepare.ts', dataDir, JSON.stringify(spec)],
    { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const last = output.trim().split('\n').at(-1) ?? '';
  return { dataDir, halls: JSON.parse(last) as PreparedHall[] };
};

let copies = 0;

/** A data folder of its own with these halls; they are prepared once and copied. */
export const prepareHalls = (spec: HallSpec): Prepared => {
  const key = JSON.stringify(spec);
  const template = made.get(key) ?? make(spec);
  made.set(key, template);
  const dataDir = join(work, `data-${(copies += 1)}`);
  cpSync(template.dataDir, dataDir, { recursive: true });
  return { dataDir, halls: template.halls };
};
