import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { networkOf } from './network.ts';

const [quarter, day] = [15 * 60, 24 * 3600];

/** Wrong passwords and letters asked for, before it is closed; in a quarter of an hour where nothing else is said. */
export const signInLimits = {
  /** For one account, from one address. */
  own: 10,
  /** From one address, for whatever accounts. */
  address: 100,
  /** For one account, from all addresses it has never been signed in from; and in a day. */
  strangers: 10,
  strangersADay: 100,
  /** How many of the strangers' tries one address can use up: nobody alone shuts out an officer who is somewhere new. */
  share: 5,
  letters: 10,
} as const;

/** Answers of `waitFor` are milliseconds until a try is looked at again; 0 for now. */
export interface SignInLimits {
  waitFor(account: string, address: string): Promise<number>;
  wrong(account: string, address: string): Promise<void>;
  right(account: string, address: string): Promise<void>;
  waitForLetter(account: string, address: string): Promise<number>;
  letter(account: string, address: string): Promise<void>;
}

/**
 * Ten wrong guesses must not keep an officer out of her own account, and guessing from a thousand addresses must not
 * get a thousand times as many tries. So guesses are counted where they come from, and those from addresses that the
 * account was never signed in from are counted together too; her own desk stays open to her. Right passwords never count.
 */
export const makeSignInLimits = (): SignInLimits => {
  const limiter = (points: number, duration: number = quarter) => new RateLimiterMemory({ points, duration });
  const own = limiter(signInLimits.own);
  const addresses = limiter(signInLimits.address);
  const strangers = limiter(signInLimits.strangers);
  const strangersADay = limiter(signInLimits.strangersADay, day);
  const letters = limiter(signInLimits.letters);
  /** Where each account has been signed in from; known until the server is stopped, and written nowhere. */
  const home = new Set<string>();
  const from = (account: string, address: string) => `${networkOf(address)} ${account}`;

  return {
    waitFor: async (account, address) => {
      const here = from(account, address);
      const elsewhere = home.has(here) ? [] : [left(strangers, account), left(strangersADay, account)];
      return longest([left(own, here), left(addresses, networkOf(address)), ...elsewhere]);
    },
    wrong: async (account, address) => {
      const here = from(account, address);
      const used = await consume(own, here);
      await consume(addresses, networkOf(address));
      if (home.has(here) || used > signInLimits.share) return;
      await consume(strangers, account);
      await consume(strangersADay, account);
    },
    right: async (account, address) => {
      home.add(from(account, address));
      await own.delete(from(account, address));
    },
    waitForLetter: (account, address) =>
      longest([left(letters, account), left(addresses, networkOf(address))]),
    letter: async (account, address) => {
      await consume(letters, account);
      await consume(addresses, networkOf(address));
    },
  };
};

const left = async (limiter: RateLimiterMemory, key: string): Promise<number> => {
  const used = await limiter.get(key);
  return used && used.consumedPoints >= limiter.points ? used.msBeforeNext : 0;
};

const longest = async (waits: Promise<number>[]): Promise<number> => Math.max(...(await Promise.all(waits)));

/** Counts one more, also beyond the limit; how many it is now. */
const consume = (limiter: RateLimiterMemory, key: string): Promise<number> =>
  limiter.consume(key).then(
    ({ consumedPoints }) => consumedPoints,
    (refused: RateLimiterRes) => refused.consumedPoints,
  );
