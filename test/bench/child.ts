import { spawn } from 'node:child_process';

/** A server in its own process. */
export interface Child {
  pid: number;
  host: string;
  port: number;
  /** Where its runtime can be asked things, when it was started with `--inspect`. */
  inspector: string | undefined;
  end(signal?: NodeJS.Signals): Promise<void>;
}

/** Starts `node` with these arguments and waits for the line that says where it is open. */
export const startChild = (args: string[], env: Record<string, string>): Promise<Child> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      env: { ...process.env, NODE_ENV: 'production', HOST: '127.0.0.1', PORT: '0', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    let found = false;
    const ended = new Promise<void>((done) => child.on('exit', () => done()));
    const hear = (chunk: Buffer): void => {
      if (found) return;
      output += chunk.toString();
      const address = /http:\/\/([^:\s]+):(\d+)/.exec(output);
      if (!address) return;
      found = true;
      resolve({
        pid: child.pid ?? 0,
        host: '127.0.0.1',
        port: Number(address[2]),
        inspector: /ws:\/\/\S+/.exec(output)?.[0],
        end: (signal = 'SIGTERM') => {
          child.kill(signal);
          // A server that is busy with what nobody reads any more does not always go by itself.
          const last = setTimeout(() => child.kill('SIGKILL'), 10_000);
          return ended.then(() => clearTimeout(last));
        },
      });
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    void ended.then(() => reject(new Error(`the server ended: ${output}`)));
  });
