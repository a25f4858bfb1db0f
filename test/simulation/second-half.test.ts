import { test } from 'vitest';
import { playMany } from './many.ts';
import { seedsOfHalf } from './seeds.ts';

test('[SM1] evenings nobody has seen before end with one effect for each acknowledged thing (second half)', async () => {
  await playMany(seedsOfHalf(1));
});
