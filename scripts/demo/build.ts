import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
const sources = ['shared', 'db', 'server', 'web', 'package.json', 'svelte.config.js'];
const built = ['build/server/main.js', 'build/web/handler.js'];

/** Builds when there is no build, or when something it is made from is newer. */
export const buildIfNeeded = (): void => {
  const made = built.map((file) => join(root, file));
  const isFresh = made.every(
    (file) => existsSync(file) && changedAt(file) > newest(sources.map((s) => join(root, s))),
  );
  if (isFresh) return;
  console.log('Bygger först. Det tar en stund.');
  const { status } = spawnSync('npm', ['run', 'build'], { cwd: root, stdio: 'inherit' });
  if (status !== 0) throw new Error('Bygget gick inte igenom.');
};

const changedAt = (path: string): number => statSync(path).mtimeMs;

const newest = (paths: readonly string[]): number =>
  Math.max(
    0,
    ...paths.map((path) =>
      statSync(path).isDirectory()
        ? newest(readdirSync(path).map((name) => join(path, name)))
        : changedAt(path),
    ),
  );
