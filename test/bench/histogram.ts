/** Times in tenths of a millisecond, counted; up to a minute, longer ones in the last place. */
export interface Histogram {
  count(): number;
  add(ms: number): void;
  /** The time (ms) that this share (0 to 1) of all stayed under; NaN when there were none. */
  at(share: number): number;
}

export const makeHistogram = (): Histogram => {
  const places = new Uint32Array(600_001);
  let count = 0;
  return {
    count: () => count,
    add: (ms) => {
      const place = Math.max(0, Math.min(600_000, Math.round(ms * 10)));
      places[place] = (places[place] ?? 0) + 1;
      count += 1;
    },
    at: (share) => {
      let left = Math.ceil(count * share);
      if (left === 0) return Number.NaN;
      for (let place = 0; place < places.length; place += 1) {
        left -= places[place] ?? 0;
        if (left <= 0) return place / 10;
      }
      return 60_000;
    },
  };
};
