import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));
const alias = { $shared: `${root}shared`, $lib: `${root}web/lib` };

/** Folders whose tests start servers or browsers: one file at a time, after the quick ones. */
const serverTests = [
  'test/live/**/*.test.ts',
  'test/fuzz/{frames,events}.test.ts',
  'test/faults/**/*.test.ts',
  'test/http/**/*.test.ts',
];
/** Whole evenings in memory: they keep two cores busy for minutes, so nothing else runs beside them. */
const simulationTests = ['test/simulation/**/*.test.ts'];
const browserTests = ['test/browser/**/*.test.ts'];

export default defineConfig({
  root,
  test: {
    projects: [
      {
        root,
        resolve: { alias },
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: [...serverTests, ...simulationTests, ...browserTests],
          testTimeout: 20_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        root,
        resolve: { alias },
        test: {
          name: 'live',
          include: serverTests,
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        root,
        resolve: { alias },
        test: {
          name: 'simulation',
          include: simulationTests,
          maxWorkers: 2,
          testTimeout: 900_000,
          sequence: { groupOrder: 3 },
        },
      },
      {
        root,
        resolve: { alias },
        test: {
          name: 'browser',
          include: browserTests,
          fileParallelism: false,
          testTimeout: 360_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
