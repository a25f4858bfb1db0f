/** Chance that comes out the same way for the same seed (mulberry32), so that a crowd can be had again. */
export interface Dice {
  /** From 0 up to, never reaching, 1. */
  next(): number;
  between(low: number, high: number): number;
  pick<T>(list: readonly T[]): T | undefined;
}

export const diceOf = (seed: number): Dice => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    between: (low, high) => low + next() * (high - low),
    pick: (list) => list[Math.floor(next() * list.length)],
  };
};

/** Waits; wakes early, without an error, when the crowd goes home. */
export const rest = (ms: number, home: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      home.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    home.addEventListener('abort', done);
    if (home.aborted) done();
  });
