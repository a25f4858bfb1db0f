/** A hall under attack. The seed names every round, its fault and all that the fault draws; `rounds` are those played, from 1. */
export interface Siege {
  seed: number;
  rounds?: readonly [first: number, last: number];
}

/**
 * Rounds that once found something, by what was wrong then; played every time. What people say and when the machine
 * gets to it is not in a seed, so what must never come back for certain has a test of its own besides.
 */
export const remembered: Readonly<Record<string, Siege>> = {
  'nothing was found yet; two kills in a row keep the road open': { seed: 7, rounds: [1, 2] },
};

const { NEMESIS_SEED: only, NEMESIS_ROUNDS: part } = process.env;

const partOf = (text: string): [number, number] => {
  const [first = 1, last = first] = text.split('-').map(Number);
  return [first, last];
};

/** A seed nobody has seen before, or what was asked for by NEMESIS_SEED and NEMESIS_ROUNDS. */
export const fresh: Siege = {
  seed: only === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(only),
  ...(part === undefined ? {} : { rounds: partOf(part) }),
};

/** Whether the round, counted from 0, is one of those to play. */
export const isOf = ({ rounds: [first, last] = [1, Infinity] }: Siege, nth: number): boolean =>
  nth + 1 >= first && nth + 1 <= last;

/** The one line that plays it again. */
export const again = ({ seed, rounds }: Siege): string =>
  `NEMESIS_SEED=${seed}${rounds ? ` NEMESIS_ROUNDS=${rounds.join('-')}` : ''} ` +
  'npx vitest run -c test/vitest.config.ts test/faults/nemesis.test.ts';
