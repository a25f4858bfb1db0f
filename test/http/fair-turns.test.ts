import { expect, test } from 'vitest';
import { makeFairTurns, type Release } from '../../server/http/fair-turns.ts';
import { handOutLimits } from '../../server/http/hand-out.ts';

/** Who has been given turns, in order, and how each is given back. */
const setUp = () => {
  const turn = makeFairTurns({ atOnce: 3, perPerson: 2, waiting: 4 });
  const given: { person: string; release: Release }[] = [];
  const refused: string[] = [];
  const ask = async (...people: string[]): Promise<string> => {
    for (const person of people)
      void turn(person).then((release) => (release ? given.push({ person, release }) : refused.push(person)));
    return names();
  };
  const names = async (): Promise<string> => {
    await new Promise((resolve) => setImmediate(resolve));
    return given.map(({ person }) => person).join('');
  };
  const back = async (nth: number): Promise<string> => {
    given[nth]?.release();
    return names();
  };
  return { ask, back, refused };
};

test('[EX14] four files are in hand at once, two for one person, and twenty of hers may wait', () => {
  const { atOnce, perPerson, waiting } = handOutLimits;
  expect({ atOnce, perPerson, waiting }).toEqual({ atOnce: 4, perPerson: 2, waiting: 20 });
});

test('[EX14] nobody has more than her share at once, and a place nobody else wants stays free', async () => {
  const { ask, back } = setUp();
  expect(await ask('a', 'a', 'a')).toBe('aa');
  expect(await ask('b')).toBe('aab');
  expect(await back(0)).toBe('aaba');
});

test('[EX14] whoever has fewest in hand is next, and of those who came first', async () => {
  const { ask, back } = setUp();
  expect(await ask('a', 'b', 'b')).toBe('abb');
  expect(await ask('a', 'c', 'd')).toBe('abb');
  expect(await back(1)).toBe('abbc');
  expect(await back(2)).toBe('abbcd');
  expect(await back(0)).toBe('abbcda');
});

test('[EX14] a place that is given back twice is one place', async () => {
  const { ask, back } = setUp();
  await ask('a', 'b', 'c', 'd', 'e');
  expect(await back(0)).toBe('abcd');
  expect(await back(0)).toBe('abcd');
});

test('[EX14] too many of one person are refused at once, and only hers', async () => {
  const { ask, refused } = setUp();
  await ask('a', 'a', 'a', 'a', 'a', 'a', 'a', 'b');
  expect(refused).toEqual(['a']);
});
