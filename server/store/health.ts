import type { Store } from './store.ts';
import { setSetting } from './upkeep.ts';

/** How long an answer holds (ms): whoever asks without end must not keep the disk busy. */
const holds = 1000;

/**
 * Whether something can be put on the disk just now. It really writes, since an empty transaction succeeds on a
 * full disk too.
 */
export const makeHealth = ({ write, now }: { write: Store['write']; now: () => number }) => {
  let asked = -Infinity;
  let answer: Promise<boolean> = Promise.resolve(false);
  return (): Promise<boolean> => {
    if (now() - asked < holds) return answer;
    asked = now();
    answer = write((tx) => setSetting(tx, 'healthy-at', asked)).then(
      () => true,
      () => false,
    );
    return answer;
  };
};
