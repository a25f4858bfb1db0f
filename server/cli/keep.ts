import { join } from 'node:path';
import { systemChance } from '../chance.ts';
import type { Config } from '../config.ts';
import { backUp } from '../store/backup.ts';
import { restore } from '../store/restore.ts';
import { given, needed, type Options } from './options.ts';

type Keep = (config: Config, options: Options) => unknown;

/** What is done to the database as a whole; `restore` must work when it cannot even be opened. */
export const keeping: Record<string, { usage: string; act: Keep }> = {
  backup: {
    usage: '[--to <folder>]',
    act: ({ dataDir }, options) =>
      backUp(dataDir, { to: given(options, 'to') ?? join(dataDir, 'backup'), now: new Date() }),
  },
  restore: {
    usage: '--from <file>',
    act: ({ dataDir }, options) =>
      restore(dataDir, { from: needed(options, 'from'), now: new Date(), bytes: systemChance.bytes }),
  },
};
