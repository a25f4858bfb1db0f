import { expect } from 'vitest';
import { play, tell } from './world/evening.ts';
import { makeImage } from './world/image.ts';

/** Plays one evening after the other and ends at the first that went wrong, with all there is to know about it. */
export const playMany = async (seeds: readonly number[]): Promise<void> => {
  const image = await makeImage();
  const start = performance.now();
  for (const seed of seeds) {
    const evening = await play(image, seed);
    expect(evening.findings, tell(evening)).toEqual([]);
  }
  const seconds = Math.round((performance.now() - start) / 1000);
  console.log(`${seeds.length} evenings of 200 operations, first seed ${seeds[0] ?? 'none'}: ${seconds} s`);
};
