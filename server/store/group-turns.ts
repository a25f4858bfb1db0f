export const turnLimits = {
  /**
   * When it is busy: how long after the last group began the next one does (ms), for each piece that group held, and at
   * most. Fewer groups write fewer pages and flush less often.
   */
  gather: 4,
  gatherMost: 12,
} as const;

/** Milliseconds that never jump, and timers. */
export interface Clock {
  now(): number;
  after(ms: number, run: () => void): void;
}

export interface Turns {
  plan(atOnce: boolean): void;
  /** How many pieces the group that begins holds: the fuller it is, the longer the next one gathers. */
  held(pieces: number): void;
}

/**
 * When the next group begins: at once if it was quiet or somebody has gathered already, else a little after the last.
 * Everything that comes in the same moment shares it; while the disk works, the next one gathers.
 */
export const makeTurns = (clock: Clock, begin: () => void): Turns => {
  let began = -Infinity;
  let gather: number = turnLimits.gather;
  let planned: number | undefined;
  return {
    held: (pieces) => (gather = Math.min(turnLimits.gatherMost, turnLimits.gather * pieces)),
    plan: (atOnce) => {
      const now = clock.now();
      const at = atOnce ? now : Math.max(now, began + gather);
      if (planned !== undefined && planned <= at) return;
      planned = at;
      clock.after(at - now, () => {
        // An earlier turn was asked for meanwhile.
        if (planned !== at) return;
        planned = undefined;
        began = clock.now();
        begin();
      });
    },
  };
};
