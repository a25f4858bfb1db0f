import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from './build.ts';

export interface Running {
  url: string;
  /** Asks it to stop and waits until it has. */
  stop(): Promise<void>;
}

/** Starts the built server as a process of its own and waits until it answers. */
export const startServer = async (env: {
  dataDir: string;
  port: number;
  demoNotice: string | undefined;
}): Promise<Running> => {
  const { dataDir, port, demoNotice } = env;
  const child = spawn(process.execPath, [join(root, 'build/server/main.js')], {
    cwd: root,
    // A Ctrl-C reaches the whole group at once; the crowd has to be counted before the server goes.
    detached: true,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      ...{ NODE_ENV: 'production', DATA_DIR: dataDir, PORT: `${port}` },
      ...(demoNotice ? { DEMO_NOTICE: demoNotice } : {}),
    },
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = `http://localhost:${port}`;
  await Promise.race([
    healthy(url),
    gone.then(() => Promise.reject(new Error(`Servern kom inte igång på port ${port}.`))),
  ]);
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await gone;
  };
  process.once('exit', () => child.kill('SIGTERM'));
  return { url, stop };
};

const healthy = async (url: string): Promise<void> => {
  for (;;) {
    const answered = await fetch(`${url}/healthz`).then(
      (response) => response.ok,
      () => false,
    );
    if (answered) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
};
