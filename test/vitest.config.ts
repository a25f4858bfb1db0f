import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));
const alias = { $shared: `${root}shared`, $lib: `${root}web/lib` };

/** Folders whose tests start servers or browsers: one file at a time, after the quick ones. */
const serverTests = ['test/live/**/*.test.ts', 'test/faults/**/*.test.ts', 'test/http/**/*.test.ts'];
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
          exclude: [...serverTests, ...browserTests],
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
          testTimeout: 60_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        root,
        resolve: { alias },
        test: {
          name: 'browser',
          include: browserTests,
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
