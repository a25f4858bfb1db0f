import type { Chance } from '../../../server/chance.ts';
import { seeded, type Seeded } from '../../support/seeded.ts';

/** The server's own chance, and that of phones, from one seed. */
export interface Luck extends Seeded {
  chance: Chance;
  uuid(): string;
  /** True this often (0 to 1). */
  is(often: number): boolean;
  /** A whole number from `least` to `most`. */
  between(least: number, most: number): number;
}

export const luckOf = (seed: number): Luck => {
  const draw = seeded(seed);
  const bytes = (n: number): Uint8Array => Uint8Array.from({ length: n }, () => draw.below(256));
  const uuid = (): string => {
    const hex = Buffer.from(bytes(16)).toString('hex').split('');
    hex[12] = '4';
    hex[16] = '89ab'[draw.below(4)] as string;
    const s = hex.join('');
    return [s.slice(0, 8), s.slice(8, 12), s.slice(12, 16), s.slice(16, 20), s.slice(20)].join('-');
  };
  return {
    ...draw,
    uuid,
    chance: { uuid, bytes, token: () => Buffer.from(bytes(16)).toString('base64url') },
    is: (often) => draw.next() < often,
    between: (least, most) => least + draw.below(most - least + 1),
  };
};
