import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { makeSignInLimits, signInLimits } from '../../server/sign-in-limits.ts';
import { Client, password0, staff, startService, type Service } from '../support/service.ts';

let service: Service;
beforeAll(async () => {
  service = await startService();
});
afterAll(async () => {
  expect(service.failures).toEqual([]);
  await service.stop();
});

/** An officer who has signed in at her desk, as every test does; her address. */
const officer = async (): Promise<string> => {
  await staff(service, ['officer']);
  const newest = await service.app.store.read.query.users.findFirst({
    orderBy: (user, { desc }) => desc(user.createdAt),
  });
  return newest?.email ?? '';
};

interface Refusal {
  problem: { code: string; retryAfter?: number };
  sentence: string;
}
/** One try through a proxy on the machine, which puts the address somebody really has at the end. */
const attempt = (email: string, password: string, from?: string): Promise<Response> =>
  new Client(service.url).fetch('/api/v1/sign-in', {
    body: { email, password },
    headers: { 'accept-language': 'sv', ...(from && { 'x-forwarded-for': from }) },
  });
const wrong = 'fel lösenord här';
const allOf = async (times: number, one: (nth: number) => Promise<Response>): Promise<number[]> => {
  const statuses: number[] = [];
  while (statuses.length < times) statuses.push((await one(statuses.length)).status);
  return statuses;
};
const tens = [...Array<number>(10).fill(401), ...Array<number>(40).fill(429)];

describe('who guesses passwords', () => {
  test('[SU8] is closed out by the tenth wrong one, whatever her headers claim; the officer comes in from elsewhere', async () => {
    const email = await officer();
    const guess = (nth: number) => attempt(email, wrong, `10.0.0.${nth}, 198.51.100.7`);
    expect(await allOf(50, guess)).toEqual(tens);
    expect((await attempt(email, password0, '198.51.100.7')).status).toBe(429);
    expect((await attempt(email, password0, '203.0.113.5')).status).toBe(200);
    expect((await attempt(email, password0)).status).toBe(200);
  });

  test('[SU8] gets ten tries from all the addresses she has; the officer comes in at her desk', async () => {
    const email = await officer();
    expect(await allOf(50, (nth) => attempt(email, wrong, `198.51.100.${nth}`))).toEqual(tens);
    const elsewhere = await attempt(email, password0, '203.0.113.5');
    expect(elsewhere.status).toBe(429);
    const { problem, sentence } = (await elsewhere.json()) as Refusal;
    expect(problem.retryAfter).toBeGreaterThan(14 * 60_000);
    expect(sentence).toBe('Det blev för många försök. Vänta 15 minuter och försök sedan igen.');
    expect((await attempt(email, wrong)).status).toBe(401);
    expect((await attempt(email, password0)).status).toBe(200);
  });

  test('[SU9] is told how long to wait, also when only too many came at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 80 }, (_, nth) => attempt(`nagon${nth}@example.org`, wrong, `203.0.113.${nth}`)),
    );
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(20);
    for (const answer of refused) {
      const { problem, sentence } = (await answer.json()) as Refusal;
      expect(problem).toEqual({ code: 'too_many', retryAfter: 10_000 });
      expect(sentence).toBe('Det blev för många försök. Vänta 10 sekunder och försök sedan igen.');
    }
  });
});

describe('the limits of signing in', () => {
  beforeAll(() => void vi.useFakeTimers());
  afterEach(() => vi.clearAllTimers());
  afterAll(() => void vi.useRealTimers());
  const quarter = 15 * 60_000;
  /** A day of guessing as often as it is let try from so many new addresses a quarter; how many tries there were. */
  const guessADay = async (limits: ReturnType<typeof makeSignInLimits>, addresses: number) => {
    let tries = 0;
    for (let nth = 0; nth < 95; nth += 1) {
      for (let at = 0; at < addresses; at += 1)
        for (const address = `10.${nth}.0.${at}`; (await limits.waitFor('hon', address)) === 0; tries += 1)
          await limits.wrong('hon', address);
      await vi.advanceTimersByTimeAsync(quarter);
    }
    return tries;
  };

  test('[SU8] guessing from ever new addresses gets two hundred tries a day; her desk is never closed to her', async () => {
    const limits = makeSignInLimits();
    await limits.right('hon', '192.0.2.1');
    const tries = await guessADay(limits, 20);
    expect(tries).toBeGreaterThanOrEqual(signInLimits.strangersADay);
    expect(tries).toBeLessThanOrEqual(2 * signInLimits.strangersADay);
    expect(await limits.waitFor('hon', '203.0.113.5')).toBeGreaterThan(0);
    expect(await limits.waitFor('hon', '192.0.2.1')).toBe(0);
  });

  test('[SU8] one address that guesses for an hour shuts nobody out elsewhere', async () => {
    const limits = makeSignInLimits();
    for (let nth = 0; nth < 4; nth += 1) {
      while ((await limits.waitFor('hon', '10.0.0.1')) === 0) await limits.wrong('hon', '10.0.0.1');
      expect(await limits.waitFor('hon', '203.0.113.5')).toBe(0);
      await vi.advanceTimersByTimeAsync(quarter + 1000);
    }
  });
});
