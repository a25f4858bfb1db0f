import { answer } from './cli/answer.ts';

answer(process.argv.slice(2), process.env).then(
  (text) => void process.stdout.write(text),
  (failure: unknown) => {
    process.stderr.write(`${failure instanceof Error ? failure.message : String(failure)}\n`);
    process.exitCode = 1;
  },
);
