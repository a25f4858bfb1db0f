import { seeded } from '../support/seeded.ts';

/** Chance that can be repeated, in the words the fuzzing needs. */
export interface Chance {
  /** A whole number from 0 up to, not including, `n`. */
  below(n: number): number;
  /** True once in `n`. */
  once(n: number): boolean;
  pick<T>(list: readonly T[]): T;
  bytes(n: number): Uint8Array;
  uint32(): number;
}

export const chanceFrom = (seed: number): Chance => {
  const { next, below, pick } = seeded(seed);
  return {
    below,
    pick,
    uint32: () => Math.floor(next() * 2 ** 32),
    once: (n) => below(n) === 0,
    bytes: (n) => Uint8Array.from({ length: n }, () => below(256)),
  };
};

/**
 * The seeds of a run: those that once found something, by name for ever, and fresh ones. One seed is replayed with
 * `FUZZ_SEED=<seed> npm run test:only -- test/fuzz`.
 */
export const seeds = (kept: readonly number[], fresh: number): number[] => {
  const asked = process.env.FUZZ_SEED;
  if (asked !== undefined) return [Number(asked)];
  return [...kept, ...Array.from({ length: fresh }, () => Math.floor(Math.random() * 2 ** 32))];
};
