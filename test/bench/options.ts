import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    runs: { type: 'string', default: '3' },
    servers: { type: 'string', default: 'ours,y-websocket,hocuspocus,hocuspocus-flush50,relay' },
    quick: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
    profile: { type: 'string', default: '' },
  },
});

const list = (text: string): string[] => text.split(',').filter((part) => part !== '');

/**
 * `--only` and `--servers` are lists of names, `--quick` takes fewer phones and shorter times, `--keep` adds to the
 * results that are there, `--profile=<folder>` has our server write a processor profile there when it ends.
 */
export const options = {
  only: list(values.only),
  servers: list(values.servers),
  runs: values.quick ? 1 : Number(values.runs),
  quick: values.quick,
  keep: values.keep,
};

export const nodeFlags = (): string[] =>
  values.profile === '' ? [] : ['--cpu-prof', `--cpu-prof-dir=${values.profile}`];
