import { createHash, randomBytes, randomUUID } from 'node:crypto';

/** Everything unpredictable comes from here, so that tests can put a seed in its place. */
export interface Chance {
  uuid(): string;
  bytes(n: number): Uint8Array;
  /** 128 bits, safe in addresses and cookies. */
  token(): string;
}

export const systemChance: Chance = {
  uuid: () => randomUUID(),
  bytes: (n) => randomBytes(n),
  token: () => randomBytes(16).toString('base64url'),
};

/** What we keep of a secret: nobody who reads the database can use it at the door. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url');
