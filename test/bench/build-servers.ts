import { buildSync } from 'esbuild';

const out = 'test/results/bench-servers';

/** Bundles the small servers, so that no compiler sits in the processes that are measured. */
export const buildServers = (): void => {
  buildSync({
    entryPoints: ['y-websocket', 'hocuspocus', 'relay', 'floor'].map(
      (name) => `test/bench/servers/${name}.ts`,
    ),
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    tsconfigRaw: '{}',
    outdir: out,
    outExtension: { '.js': '.mjs' },
    logLevel: 'warning',
  });
};

export const serverFile = (name: string): string => `${out}/${name}.mjs`;
