import { randomInt } from 'node:crypto';

/**
 * Evenings that once went wrong, by what was wrong then; played every time. A change of the simulation makes another
 * evening of a seed: what must never come back for certain has a test of its own besides.
 */
export const remembered: Readonly<Record<string, number>> = {
  'opening a document met a full disk: it was loaded twice, and both wrote its log': 16,
  'a flush failed after the commit: the log of the document took nothing more': 2,
  'a note taken back stayed readable among what dots can be laid on': 4,
  'a phone lost sight of what was put in while it read its store': 28,
  'a copy of a refused command came late and took effect when the step was opened again': 1030,
  'an offer came again after the closing and was refused though it was there': 55,
  'an edit came again after the closing and was told that the note was never hers': 1005,
  'themes that a full disk kept from the room were never shown to it': 1_910_388_598,
  'one tab had no answer and wrote over the refusal that the other had got': 1_066_561_034,
  'a facilitator who came back and moved much at once was refused': 30_087,
  'dots on a merged theme were counted after the closing': 3,
  'what a killed server had only committed was shown by the next one and lost with the power': 21,
  'what the server had from an earlier line, on a disk that was full, was shown as saved on the next line': 274_302_170,
  'a note she had changed came again from another tab after the closing and was refused': 69_822_676,
};

/** New ones every time, so that every run of the tests knows more than the one before. */
export const freshSeeds = (many: number): number[] => {
  const from = randomInt(2 ** 31);
  return Array.from({ length: many }, (_, at) => from + at);
};

const only = process.env.SIM_SEED;
const many = Number(process.env.SIM_SEEDS ?? 1000);

/** Fresh seeds of one of two files, which run at the same time on two cores; the one asked for by SIM_SEED. */
export const seedsOfHalf = (half: 0 | 1): number[] => {
  if (only !== undefined) return half === 0 ? [Number(only)] : [];
  return freshSeeds(half === 0 ? Math.ceil(many / 2) : Math.floor(many / 2));
};
