/** Time as the simulation has it: nothing happens between two events, and waiting costs nothing. */
export interface Timeline {
  /** Milliseconds since the evening began. */
  now(): number;
  /** Plans an event; returns how to cancel it. What is `quiet` starts no promises, so nothing need be drained. */
  after(ms: number, run: () => void, quiet?: boolean): () => void;
  /** Runs the next event and all promises it set going; false when nothing is planned before `until`. */
  step(until: number): Promise<boolean>;
  /** Lets everything happen that is planned within so many milliseconds. */
  pass(ms: number): Promise<void>;
}

interface Event {
  at: number;
  order: number;
  quiet: boolean;
  run: (() => void) | undefined;
}

/** Promises of one event run to their end before the next: the one turn of the real loop comes after all of them. */
const drained = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export const makeTimeline = (): Timeline => {
  const heap = makeHeap();
  let now = 0;
  let order = 0;
  const step = async (until: number): Promise<boolean> => {
    const first = heap.first();
    if (!first || first.at > until) return false;
    heap.takeFirst();
    now = first.at;
    if (!first.run) return true;
    first.run();
    if (!first.quiet) await drained();
    return true;
  };
  return {
    now: () => now,
    after: (ms, run, quiet = false) => {
      const event: Event = { at: now + Math.max(0, ms), order: (order += 1), quiet, run };
      heap.put(event);
      return () => void (event.run = undefined);
    },
    step,
    pass: async (ms) => {
      const until = now + ms;
      await drained();
      while (await step(until));
      now = until;
    },
  };
};

const isBefore = (a: Event, b: Event): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

/** The earliest first; of those at the same time, the one that was planned first. */
const makeHeap = () => {
  const items: Event[] = [];
  const at = (i: number): Event => items[i] as Event;
  const swap = (i: number, j: number): void => {
    const kept = at(i);
    items[i] = at(j);
    items[j] = kept;
  };
  const rise = (i: number): void => {
    const parent = (i - 1) >> 1;
    if (i === 0 || !isBefore(at(i), at(parent))) return;
    swap(i, parent);
    rise(parent);
  };
  const sink = (i: number): void => {
    const [left, right] = [2 * i + 1, 2 * i + 2];
    const child = right < items.length && isBefore(at(right), at(left)) ? right : left;
    if (child >= items.length || !isBefore(at(child), at(i))) return;
    swap(i, child);
    sink(child);
  };
  return {
    first: () => items[0],
    put: (event: Event) => {
      items.push(event);
      rise(items.length - 1);
    },
    takeFirst: () => {
      const last = items.pop();
      if (!last || items.length === 0) return;
      items[0] = last;
      sink(0);
    },
  };
};
