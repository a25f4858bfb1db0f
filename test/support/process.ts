import { spawn, type ChildProcess } from 'node:child_process';

/** The built server as its own process, to be killed at will. */
export interface ServerProcess {
  url: string;
  output: string;
  kill(signal: NodeJS.Signals): Promise<number | null>;
}

export const spawnServer = (
  dataDir: string,
  env: Record<string, string> = {},
  program = 'build/server/main.js',
): Promise<ServerProcess> =>
  new Promise((resolve, reject) => {
    const child: ChildProcess = spawn(process.execPath, [program], {
      env: {
        ...process.env,
        NODE_ENV: 'production',
        DATA_DIR: dataDir,
        PORT: '0',
        HOST: '127.0.0.1',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ended = new Promise<number | null>((done) => child.on('exit', (code) => done(code)));
    const server: ServerProcess = {
      url: '',
      output: '',
      kill: (signal) => {
        child.kill(signal);
        return ended;
      },
    };
    const hear = (chunk: Buffer): void => {
      server.output += chunk.toString();
      const found = /open at (http:\S+)/.exec(server.output);
      if (!found?.[1] || server.url) return;
      server.url = found[1];
      resolve(server);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    void ended.then((code) => reject(new Error(`the server ended with ${code}: ${server.output}`)));
  });
