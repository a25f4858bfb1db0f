/** Gives back a turn. Called again it does nothing. */
export type Release = () => void;

interface Bounds {
  /** Turns in hand at once, of all and of one person. */
  atOnce: number;
  perPerson: number;
  /** How many one person may wait for besides. */
  waiting: number;
}

/**
 * Turns for work that is heavy: whoever has fewest in hand is next, and of those who came first, so that somebody who asks
 * for fifty at once is not before somebody who asks for one. Undefined when too many of hers wait already.
 */
export const makeFairTurns = (bounds: Bounds): ((person: string) => Promise<Release | undefined>) => {
  const inHand = new Map<string, number>();
  let line: { person: string; go(release: Release): void }[] = [];
  const held = (person: string): number => inHand.get(person) ?? 0;
  const count = (person: string, change: number): void => {
    const left = held(person) + change;
    if (left === 0) inHand.delete(person);
    else inHand.set(person, left);
  };
  const total = (): number => [...inHand.values()].reduce((sum, n) => sum + n, 0);

  const next = (): void => {
    const mayGo = line.filter(({ person }) => held(person) < bounds.perPerson);
    const [first, ...others] = mayGo;
    if (!first || total() >= bounds.atOnce) return;
    const chosen = others.reduce((best, one) => (held(one.person) < held(best.person) ? one : best), first);
    line = line.filter((one) => one !== chosen);
    count(chosen.person, 1);
    let isHeld = true;
    chosen.go(() => {
      if (!isHeld) return;
      isHeld = false;
      count(chosen.person, -1);
      next();
    });
  };

  return (person) =>
    line.filter((one) => one.person === person).length >= bounds.waiting
      ? Promise.resolve(undefined)
      : new Promise((resolve) => {
          line.push({ person, go: resolve });
          next();
        });
};
