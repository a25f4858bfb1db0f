import type { Ended, Ground } from './batch.ts';

/** How a piece of work ended, and whom to tell. */
export interface Ending {
  end: Ended;
  settle(end: Ended): void;
}

/**
 * Tells everybody how it ended, when the disk has it and not before. One flush after another; what was committed
 * while one was under way shares the next. A disk takes milliseconds, in which others must be served.
 */
export const tellWhenFlushed = (ground: Pick<Ground, 'flush'>): ((endings: readonly Ending[]) => void) => {
  let unflushed: Ending[] = [];
  let flushing = false;
  const run = async (): Promise<void> => {
    flushing = true;
    while (unflushed.length > 0) {
      const group = unflushed;
      unflushed = [];
      const failed = await ground.flush().then(
        () => undefined,
        (failure: unknown) => ({ failure }),
      );
      for (const { settle, end } of group) settle(failed ?? end);
    }
    flushing = false;
  };
  return (endings) => {
    unflushed.push(...endings);
    if (!flushing) void run();
  };
};
