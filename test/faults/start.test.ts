import Database from 'better-sqlite3';
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStore } from '../../server/store/store.ts';
import { compileShim, faultEnv, readCount } from '../support/disk-faults.ts';
import { spawnServer } from '../support/process.ts';
import { newFolder } from '../support/service.ts';

const run = promisify(execFile);
let dataDir: string;
let file: string;
beforeEach(() => {
  dataDir = newFolder();
  file = join(dataDir, 'bystamma.db');
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const makeDatabase = (): void => openStore(dataDir).close();
const withSqlite = (work: (raw: Database.Database) => unknown): void => {
  const raw = new Database(file);
  work(raw);
  raw.close();
};
const bytesOf = (path: string): string | undefined =>
  existsSync(path) ? readFileSync(path).toString('base64') : undefined;
/** The files that hold what was said; SQLite may keep an empty log beside them. */
const content = () => [bytesOf(file), bytesOf(`${file}-wal`) || undefined];

/** Tries to start; returns what the server said before it gave up. */
const refusal = async (): Promise<string> => {
  const started = await spawnServer(dataDir).catch((failure: unknown) => String(failure));
  if (typeof started === 'string') return started;
  await started.kill('SIGKILL');
  throw new Error('it started');
};

const damages: [name: string, damage: () => void, line: RegExp][] = [
  [
    'whose third page is turned inside out',
    () => {
      const bytes = readFileSync(file);
      for (let at = 2 * 4096; at < 3 * 4096; at += 1) bytes[at] = 255 - (bytes[at] ?? 0);
      writeFileSync(file, bytes);
    },
    /is damaged/,
  ],
  ['that ends in the middle', () => truncateSync(file, 10 * 4096 + 100), /is damaged/],
  ['that has only its first hundred bytes', () => truncateSync(file, 100), /is damaged|not one of/],
  ['that is empty', () => truncateSync(file, 0), /is empty/],
  [
    'that is empty beside a log with content',
    () => {
      truncateSync(file, 0);
      writeFileSync(`${file}-wal`, 'what was said last');
    },
    /is empty/,
  ],
  [
    'that is gone while its log is there',
    () => {
      rmSync(file);
      writeFileSync(`${file}-wal`, 'what was said last');
    },
    /is gone, but its log/,
  ],
  [
    'that is a letter',
    () => writeFileSync(file, 'Hej! Här är protokollet.'.repeat(500)),
    /is not a database/,
  ],
  [
    'of some other program',
    () => {
      rmSync(file);
      withSqlite((raw) => raw.exec('CREATE TABLE recipes (name)'));
    },
    /not one of Bystämma's/,
  ],
  [
    'from a newer version',
    () =>
      withSqlite((raw) =>
        raw.exec(
          "INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('of tomorrow', 99999999999999)",
        ),
      ),
    /was made by a newer version/,
  ],
];

describe('a start on what cannot be trusted', () => {
  test.each(damages)(
    '[OP2] a file %s is refused in one line and left as it is',
    async (_name, damage, line) => {
      makeDatabase();
      damage();
      const before = content();
      const said = await refusal();
      expect(said).toMatch(/ended with 1: Bystämma could not start: /);
      expect(said).toMatch(line);
      expect(said).toMatch(/Nothing was changed\..*npm run cli -- restore --from/);
      expect(said.trim().split('\n')).toHaveLength(1);
      expect(content()).toEqual(before);
    },
  );

  test('[OP2] the command line refuses the same, and a folder that cannot be written is a clear line', async () => {
    makeDatabase();
    truncateSync(file, 0);
    const cli = run(process.execPath, ['build/server/cli.js', 'meeting', 'list'], {
      env: { ...process.env, DATA_DIR: dataDir },
    });
    await expect(cli).rejects.toMatchObject({ code: 1, stderr: expect.stringMatching(/is empty/) as string });
    const under = join(dataDir, 'a file');
    writeFileSync(under, '');
    await expect(spawnServer(join(under, 'data'))).rejects.toThrow(
      /ended with 1: Bystämma could not start: .+/,
    );
  });
});

describe('a start with settings that cannot be right', () => {
  test.each([
    [{ PORT: 'three' }, /PORT is not a port number: three/],
    [{ ORIGIN: 'bystamma.example.se' }, /ORIGIN is not an address like/],
    [{ ORIGIN: 'https://example.se/bystamma' }, /ORIGIN is not an address like/],
    [{ SMTP_URL: 'smtp://localhost' }, /SMTP_URL needs ORIGIN/],
    [{ HOST: '192.0.2.1' }, /HOST 192\.0\.2\.1 is no address of this machine/],
  ])('[OP8] %j is refused in one line that names it', async (env, line) => {
    const said = String(await spawnServer(dataDir, env).catch((failure: unknown) => failure));
    expect(said).toMatch(/ended with 1: Bystämma could not start: /);
    expect(said).toMatch(line);
    expect(said.trim().split('\n')).toHaveLength(1);
  });

  test('[OP8] so is a port that somebody else has; empty settings are none', async () => {
    const first = await spawnServer(dataDir, { ORIGIN: '', SMTP_URL: '', BYSTAMMA_SECRET: '' });
    const other = newFolder();
    const { port } = new URL(first.url);
    await expect(spawnServer(other, { PORT: port })).rejects.toThrow(`Port ${port} is taken`);
    await first.kill('SIGTERM');
    rmSync(other, { recursive: true, force: true });
  });
});

const timeToHealthy = async (folder: string): Promise<number> => {
  const started = performance.now();
  const server = await spawnServer(folder);
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  const took = Math.round(performance.now() - started);
  await server.kill('SIGTERM');
  return took;
};

describe('a start on what can', () => {
  test('[OP3] a second server on the same folder is refused, and a killed one leaves no lock behind', async () => {
    const first = await spawnServer(dataDir);
    expect(await refusal()).toMatch(/A server is running on .*; stop it first\./);
    expect((await fetch(`${first.url}/healthz`)).status).toBe(200);
    await first.kill('SIGKILL');
    const second = await spawnServer(dataDir);
    expect(await second.kill('SIGTERM')).toBe(0);
  });

  test('[OP4] a first start that is killed at any of its writes can be made again', async () => {
    const shim = await compileShim();
    const first = (folder: string, extra: { killAt?: number; killWhen?: 'half' }) =>
      run(process.execPath, ['build/server/cli.js', 'meeting', 'list'], {
        env: {
          ...process.env,
          DATA_DIR: folder,
          ...faultEnv(shim, { dir: folder, count: `${folder}.count`, ...extra }),
        },
      });
    const whole = join(dataDir, 'whole');
    mkdirSync(whole);
    await first(whole, {});
    const writes = readCount(`${whole}.count`);
    expect(writes).toBeGreaterThan(20);
    for (let at = 1; at <= writes; at += Math.ceil(writes / 7)) {
      const folder = join(dataDir, `at-${at}`);
      mkdirSync(folder);
      await expect(first(folder, { killAt: at, killWhen: 'half' })).rejects.toMatchObject({
        signal: 'SIGKILL',
      });
      expect((await first(folder, {})).stdout).toBe('[]\n');
    }
  }, 180_000);

  test('[OP5] with 200 MB it checks all of it and then answers', async () => {
    makeDatabase();
    withSqlite((raw) => {
      const add = raw.prepare('INSERT INTO document_updates (name, seq, bytes) VALUES (?, ?, ?)');
      raw.transaction(() => {
        for (let seq = 0; seq < 100_000; seq += 1)
          add.run(`themes/${seq % 300}`, seq, Buffer.alloc(2000, seq));
      })();
    });
    expect(readFileSync(file).length).toBeGreaterThan(200e6);
    const bare = await timeToHealthy(join(dataDir, 'empty'));
    const full = await timeToHealthy(dataDir);
    console.log(`start to healthy: empty ${bare} ms, 200 MB ${full} ms`);
    // A clock says nothing in a test: what counts is that it came up. The figure is for docs/promises.md.
    expect(full).toBeGreaterThan(0);
  });
});
