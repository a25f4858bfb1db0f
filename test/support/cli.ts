import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface Printed {
  code: number;
  signal?: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

/** The built command line as its own process, on a data folder. Never rejects. */
export const runCli = async (
  dataDir: string,
  args: readonly string[],
  { env = {}, program = 'build/server/cli.js' }: { env?: Record<string, string>; program?: string } = {},
): Promise<Printed> => {
  try {
    const done = await run(process.execPath, [program, ...args], {
      env: { ...process.env, DATA_DIR: dataDir, ...env },
    });
    return { code: 0, ...done };
  } catch (failure) {
    return failure as Printed;
  }
};
