/** Lets one piece of work through at a time, first come, first served; undefined when too many wait already. */
export type Turns = <T>(work: () => Promise<T>) => Promise<T | undefined>;

export const makeTurns = (mostWaiting: number): Turns => {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return async (work) => {
    if (waiting > mostWaiting) return undefined;
    waiting += 1;
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine.finally(() => (waiting -= 1));
  };
};
