interface PlacedBy {
  stepId: string;
  participantId: string;
  targetId: string;
}
export interface Ballot {
  stepId: string;
  giver: number;
  targetId: string;
  dots: number;
}

/**
 * Turns dots into ballots: who becomes a number that is drawn anew in each round, so that nobody can follow a
 * person from round to round, or back to a phone. `shuffle` must return the same items in an order that tells
 * nothing; `follow` says where a target lives on after merging.
 */
export const toBallots = (
  placed: readonly PlacedBy[],
  shuffle: <T>(items: T[]) => T[],
  follow: (targetId: string) => string,
): Ballot[] => {
  const rounds = new Map<string, Map<string, Map<string, number>>>();
  for (const { stepId, participantId, targetId } of placed) {
    const round = ensure(rounds, stepId, () => new Map<string, Map<string, number>>());
    const own = ensure(round, participantId, () => new Map<string, number>());
    const target = follow(targetId);
    own.set(target, (own.get(target) ?? 0) + 1);
  }
  return shuffle([...rounds].flatMap(([stepId, round]) => ballotsOf(stepId, shuffle([...round.values()]))));
};

const ballotsOf = (stepId: string, people: Map<string, number>[]): Ballot[] =>
  people.flatMap((own, i) => [...own].map(([targetId, dots]) => ({ stepId, giver: i + 1, targetId, dots })));

const ensure = <K, V>(map: Map<K, V>, key: K, make: () => V): V => {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
};

/** Fisher and Yates' shuffle; `next` gives a fair integer below its argument. */
export const shuffled = <T>(items: readonly T[], next: (below: number) => number): T[] => {
  const out = [...items];
  for (let i = out.length - 1; i > 0; i--) {
    const j = next(i + 1);
    [out[i], out[j]] = [out[j] as T, out[i] as T];
  }
  return out;
};
