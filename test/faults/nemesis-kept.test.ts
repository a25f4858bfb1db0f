import { expect, test } from 'vitest';
import { chanceOf, drawRounds } from '../support/nemesis.ts';
import { isOf, remembered } from '../support/nemesis-seeds.ts';
import { laySiege } from '../support/siege.ts';

test('[FT7] a seed names the same faults in the same order, and each round draws for itself', () => {
  const draws = (seed: number, nth: number) => Array.from({ length: 9 }, chanceOf(seed, nth).next);
  expect(drawRounds(7)).toEqual(drawRounds(7));
  expect(drawRounds(7)).toHaveLength(30);
  expect(drawRounds(7)).not.toEqual(drawRounds(8));
  expect(draws(7, 3)).toEqual(draws(7, 3));
  expect(draws(7, 3)).not.toEqual(draws(7, 4));
  expect(draws(7, 4)).not.toEqual(draws(8, 3));
  const played = drawRounds(7).filter((_, nth) => isOf({ seed: 7, rounds: [11, 13] }, nth));
  expect(played).toEqual(drawRounds(7).slice(10, 13));
});

test.each(Object.entries(remembered))(
  '[FT7] a siege that once found something goes well: %s',
  async (_what, siege) => {
    const { findings, told } = await laySiege(siege);
    expect(findings, told).toEqual([]);
  },
  120_000,
);
