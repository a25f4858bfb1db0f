import { build, type Plugin } from 'esbuild';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A mistake somebody could make: where, what stands there, and what she would have written. */
export interface Mistake {
  file: string;
  right: string;
  wrong: string;
}

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Builds the server with a mistake in it, beside the real one, and returns what to start. Throws when the code has changed
 * so that the mistake fits no longer: a planted mistake that is not there would prove nothing.
 */
export const buildWithMistake = async (name: string, mistake: Mistake): Promise<string> => {
  const outfile = join(root, 'build', `server-${name}`, 'main.js');
  await build({
    absWorkingDir: root,
    entryPoints: ['server/main.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
    plugins: [planting(mistake)],
  });
  return outfile;
};

const planting = ({ file, right, wrong }: Mistake): Plugin => ({
  name: 'planting',
  setup: ({ onLoad }) => {
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      if (resolve(path) !== resolve(root, file)) return undefined;
      const [before, after, ...more] = readFileSync(path, 'utf8').split(right);
      if (before === undefined || after === undefined || more.length > 0)
        throw new Error(`${file} does not hold this once: ${right}`);
      return { contents: before + wrong + after, loader: 'ts' };
    });
  },
});
