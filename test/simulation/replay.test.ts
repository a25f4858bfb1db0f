import { expect, test } from 'vitest';
import { playMany } from './many.ts';
import { remembered } from './seeds.ts';
import { play } from './world/evening.ts';
import { makeImage } from './world/image.ts';

test('[SM2] the same seed is the same evening, to the last line of its history', async () => {
  const image = await makeImage();
  for (const seed of [1, 6]) {
    const [one, other] = [await play(image, seed), await play(image, seed)];
    expect(other.trace).toEqual(one.trace);
    expect(other.hash).toBe(one.hash);
    expect(one.operations).toBe(200);
  }
});

test.each(Object.entries(remembered))(
  '[SM3] an evening that once went wrong goes well: %s',
  async (_what, seed) => {
    await playMany([seed]);
  },
);
