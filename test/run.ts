/**
 * The whole proof in one command: ground checks, then every test. Ends with one line, `N passed, N failed`;
 * a ground check counts as one. A later step still runs after a failed one, so that one run tells everything.
 *
 * `--only=<name>`: one of format, lint, build, types, imports, unused, tests, unit, live, browser,
 * simulation.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

interface Count {
  passed: number;
  failed: number;
}

interface Step {
  name: string;
  heading: string;
  run: () => Promise<Count>;
}

const root = fileURLToPath(new URL('..', import.meta.url));
const patience = 55 * 60_000;

/** True when the command ended well. No stdin: nothing here may wait for an answer. */
const succeeds = (command: string, args: string[]): Promise<boolean> =>
  new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      timeout: patience,
    });
    child.on('error', () => resolve(false));
    child.on('close', (code) => resolve(code === 0));
  });

const check = (name: string, heading: string, script: string): Step => ({
  name,
  heading,
  run: async () => count(await succeeds('npm', ['run', '--silent', script])),
});

const count = (good: boolean): Count => (good ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });

const groundChecks: Step[] = [
  check('format', 'Format', 'check:format'),
  check('lint', 'Lint', 'check:lint'),
  check('build', 'Build', 'build'),
  check('types', 'Types', 'check:types'),
  check('imports', 'Import directions', 'check:imports'),
  check('unused', 'Unused code', 'check:unused'),
];

const tests = (name: string, project: string): Step => ({
  name,
  heading: 'Tests',
  run: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bystamma-test-'));
    const report = join(folder, 'report.json');
    const args = ['run', '-c', 'test/vitest.config.ts', `--project=${project}`].concat([
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ]);
    const good = await succeeds('node_modules/.bin/vitest', args);
    const counted = readReport(report, good);
    rmSync(folder, { recursive: true });
    return counted;
  },
});

/** Skipped counts as failed. So does a run that broke without a failed test: a file that would not load. */
const readReport = (file: string, good: boolean): Count => {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8')) as {
      numTotalTests: number;
      numPassedTests: number;
    };
    const failed = report.numTotalTests - report.numPassedTests;
    return { passed: report.numPassedTests, failed: good ? failed : Math.max(failed, 1) };
  } catch {
    return { passed: 0, failed: 1 };
  }
};

const timed = async (step: Step): Promise<Count> => {
  console.log(`\n== ${step.heading}`);
  const start = performance.now();
  const result = await step.run();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`== ${step.heading}: ${result.failed === 0 ? 'ok' : 'FAILED'} (${seconds} s)`);
  return result;
};

const chosen = (only: string | undefined): Step[] => {
  const all = [...groundChecks, tests('tests', '*')];
  if (!only) return all;
  const parts = ['unit', 'live', 'browser', 'simulation'].map((project) => tests(project, project));
  return [...all, ...parts].filter((step) => step.name === only);
};

const only = process.argv.find((arg) => arg.startsWith('--only='))?.slice('--only='.length);
const steps = chosen(only);
if (steps.length === 0) console.error(`No step is called "${only}".`);

const results: Count[] = [];
let built = true;
for (const step of steps) {
  // Without a build there is nothing for the browser tests to open.
  const result: Count = step.name === 'tests' && !built ? count(false) : await timed(step);
  if (step.name === 'build') built = result.failed === 0;
  results.push(result);
}

const passed = results.reduce((sum, result) => sum + result.passed, 0);
const failed = results.reduce((sum, result) => sum + result.failed, 0);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = passed > 0 && failed === 0 ? 0 : 1;
