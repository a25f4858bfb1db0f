import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { chromium, type Browser } from 'playwright-core';

const root = fileURLToPath(new URL('../..', import.meta.url));

const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'].concat([
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]);

/** Starts a headless Chromium; the caller closes it. */
export const launchBrowser = async (): Promise<Browser> =>
  chromium.launch({ executablePath: await chromiumPath(), args: flags });

/** The Chromium to use: `CHROMIUM` if set, the machine's own, else the one npm brought. Throws if none starts. */
export const chromiumPath = async (): Promise<string> => {
  const own = [process.env.CHROMIUM, '/usr/bin/chromium'].find((path) => path && existsSync(path));
  return own ?? join(await unpacked(), 'chromium');
};

/**
 * The folder where the packed Chromium lies open. Test files are processes of their own and may get here at the
 * same moment: each unpacks into its own folder, the first to finish gives it the name, the others drop theirs.
 */
const unpacked = async (): Promise<string> => {
  const cache = join(root, 'node_modules/.cache');
  const folder = join(cache, `chromium-${await packedVersion()}`);
  if (existsSync(folder)) return folder;
  await mkdir(cache, { recursive: true });
  const mine = await mkdtemp(join(cache, 'unpacking-'));
  await unpackInto(mine);
  await rename(mine, folder).catch(() => rm(mine, { recursive: true }));
  return folder;
};

/** In a process of its own, because the package unpacks into the temporary folder of its process. */
const unpackInto = (folder: string) =>
  promisify(execFile)(
    process.execPath,
    ['--input-type=module', '-e', "(await import('@sparticuz/chromium')).default.executablePath()"],
    { cwd: root, env: { ...process.env, TMPDIR: folder } },
  );

const packedVersion = async (): Promise<string> => {
  const file = await readFile(join(root, 'package.json'), 'utf8');
  const { devDependencies } = JSON.parse(file) as { devDependencies: Record<string, string> };
  return devDependencies['@sparticuz/chromium'] ?? 'unknown';
};
