import { limits } from './limits.ts';

export interface FlushingParts {
  clock: { after(ms: number, run: () => void): void };
  /** How long (ms) what has gathered may wait. */
  dueIn(): number;
  /** Stores and passes on what has gathered. Rejects when the disk refuses; then it is still there. */
  flush(): Promise<void>;
  onFailure(failure: unknown): void;
}

/** Sees to it that what has gathered is flushed: when it is due, one flush after another, again when the disk refused. */
export interface Flushing {
  plan(): void;
  /** Flushes now, after what is under way. Rejects when the disk refuses. */
  now(): Promise<void>;
}

export const makeFlushing = ({ clock, dueIn, flush, onFailure }: FlushingParts): Flushing => {
  let planned = false;
  let running: Promise<unknown> = Promise.resolve();
  const run = (): Promise<void> => {
    const next = running.then(() => {
      planned = false;
      return flush();
    });
    running = next.catch(() => undefined);
    return next;
  };
  const plan = (): void => {
    if (planned) return;
    planned = true;
    clock.after(dueIn(), () => void run().catch(again));
  };
  const again = (failure: unknown): void => {
    onFailure(failure);
    clock.after(limits.storeAgain, plan);
  };
  return { plan, now: run };
};
