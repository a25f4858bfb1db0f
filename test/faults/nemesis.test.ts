import { describe, expect, test } from 'vitest';
import { fresh } from '../support/nemesis-seeds.ts';
import { laySiege, people } from '../support/siege.ts';

describe('a hall under attack', () => {
  test(`[FT2] [FT3] ${people} phones, 30 rounds of faults, seed ${fresh.seed}`, async () => {
    const { findings, count, told } = await laySiege(fresh);
    console.log(told);
    expect(findings, told).toEqual([]);
    if (fresh.rounds) return;
    expect(count.ok).toBeGreaterThan(1500);
    expect(count.refused).toBeGreaterThan(24);
  }, 420_000);
});
