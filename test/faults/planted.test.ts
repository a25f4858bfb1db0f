import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { drawRounds, type FaultName } from '../support/nemesis.ts';
import { buildWithMistake, type Mistake } from '../support/planted.ts';
import { laySiege } from '../support/siege.ts';

/** Mistakes by what they would mean to people, and the rounds in which they must be found. */
const mistakes: Record<string, Mistake & { rounds: FaultName[] }> = {
  'a note is acknowledged when it is heard': {
    file: 'server/commands/run.ts',
    right: 'const done = await carryOut(deps, read.value, from);',
    wrong: 'const done: Done = {}; void carryOut(deps, read.value, from).catch(deps.report);',
    rounds: ['killed', 'killed', 'killed'],
  },
  'a step that is closed still takes notes': {
    file: 'server/commands/note.ts',
    right: 'if (author !== null && !open.ok) return open;',
    wrong: '',
    rounds: ['stepClosesWhileAway'],
  },
};

/** A seed whose evening begins with these rounds. */
const seedOf = (rounds: readonly FaultName[]): number => {
  for (let seed = 1; ; seed += 1)
    if (rounds.every((name, nth) => drawRounds(seed)[nth] === name)) return seed;
};

test.each(Object.entries(mistakes))(
  '[FT8] a real server in which %s is found out',
  async (what, { rounds, ...mistake }) => {
    const program = await buildWithMistake(mistake.file.replace(/\W/g, '-'), mistake);
    const siege = { seed: seedOf(rounds), rounds: [1, rounds.length] as const };
    try {
      const { findings } = await laySiege(siege, program);
      console.log(`${what}: ${findings.length} findings, ${findings[0]}`);
      expect(findings).not.toEqual([]);
    } finally {
      rmSync(dirname(program), { recursive: true, force: true });
    }
  },
  120_000,
);
