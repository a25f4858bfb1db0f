import type { Luck } from './chance.ts';

/** What the network does to messages. */
export interface Weather {
  /** Milliseconds on the way. */
  delay(): number;
  isLost(): boolean;
  /** Milliseconds after which the same message comes once more; undefined for most. */
  again(): number | undefined;
  /** From now on nothing is lost or doubled. */
  clear(): void;
}

export const drawWeather = (luck: Luck): Weather => {
  const near = luck.between(1, 60);
  const lost = luck.pick([0, 0.01, 0.05, 0.15]);
  const doubled = luck.pick([0, 0.02, 0.1]);
  const late = luck.pick([0, 0.02, 0.1]);
  let calm = false;
  return {
    delay: () => near * (0.5 + luck.next()) + (!calm && luck.is(late) ? luck.between(200, 6000) : 0),
    isLost: () => !calm && luck.is(lost),
    again: () => (!calm && luck.is(doubled) ? luck.between(1, 15_000) : undefined),
    clear: () => {
      calm = true;
    },
  };
};
