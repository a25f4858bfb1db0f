import { limits } from './limits.ts';

/** How long a document gathers what is put into it, before it passes it on. */
export interface FlushWindow {
  /** How long (ms) what is put in now would wait: not at all when it has been quiet. */
  dueIn(): number;
  /** It is passed on now; the next window begins. */
  begin(): void;
  /** Runs what passes it on, and learns what that costs here. */
  measure(passOn: () => void): void;
}

/** The fuller the room and the slower the machine, the more is passed on at a time: its time is for notes too. */
export const makeFlushWindow = (clock: { now(): number }, readers: () => number): FlushWindow => {
  let began = -Infinity;
  /** How long passing on took (ms), smoothed. */
  let cost = 0;
  const length = (): number => {
    const { longestWindow, phonesPerMillisecond, windowPerCost } = limits;
    return Math.min(longestWindow, Math.max(readers() / phonesPerMillisecond, cost * windowPerCost));
  };
  return {
    dueIn: () => Math.max(0, began + length() - clock.now()),
    begin: () => void (began = clock.now()),
    measure: (passOn) => {
      const from = clock.now();
      passOn();
      cost += (clock.now() - from - cost) / 4;
    },
  };
};
