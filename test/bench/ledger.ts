import { makeHistogram, type Histogram } from './histogram.ts';

/** Who has been sent which note, and how long it took; for one stretch of writing. */
export interface Ledger {
  delivery: Histogram;
  ack: Histogram;
  refused(): number;
  missing(): number;
  sent(tag: number): void;
  acked(tag: number, saved: boolean): void;
  heard(reader: number, tags: readonly number[], at: number): void;
  /** Everybody has everything (and every author has an answer, where there are answers). */
  isFull(answers: boolean): boolean;
}

/** For notes numbered `base` to `base + notes - 1`, each to reach every reader. */
export const makeLedger = (base: number, notes: number, readers: number): Ledger => {
  const sentAt = new Float64Array(notes);
  const seen = new Uint8Array(notes * readers);
  const delivery = makeHistogram();
  const ack = makeHistogram();
  let refused = 0;
  const note = (reader: number, tag: number, at: number): void => {
    const n = tag - base;
    // Of an earlier stretch, or heard before.
    if (!(n >= 0 && n < notes) || seen[reader * notes + n]) return;
    seen[reader * notes + n] = 1;
    delivery.add(at - (sentAt[n] ?? 0));
  };
  return {
    delivery,
    ack,
    refused: () => refused,
    missing: () => notes * readers - delivery.count(),
    sent: (tag) => void (sentAt[tag - base] = performance.now()),
    acked: (tag, saved) => {
      if (saved) ack.add(performance.now() - (sentAt[tag - base] ?? 0));
      else refused += 1;
    },
    heard: (reader, tags, at) => {
      for (const tag of tags) note(reader, tag, at);
    },
    isFull: (answers) => delivery.count() === notes * readers && (!answers || ack.count() + refused >= notes),
  };
};
