import { describe, expect, test } from 'vitest';
import { makeGroupCommit } from '../../server/store/group-commit.ts';
import { turnLimits } from '../../server/store/group-turns.ts';
import type { Ground } from '../../server/store/batch.ts';

/** A line of work on a clock of our own; `groups` is what each transaction held. */
const setUp = () => {
  let now = 0;
  let timers: { at: number; run: () => void }[] = [];
  const groups: string[][] = [];
  const nothing = (): void => undefined;
  const ground: Ground = {
    ...{ start: nothing, commit: nothing, rollback: nothing, save: nothing, release: nothing, undo: nothing },
    begin: () => void groups.push([]),
    flush: () => Promise.resolve(),
    isOpen: () => true,
  };
  const clock = {
    now: () => now,
    after: (ms: number, run: () => void) => void timers.push({ at: now + ms, run }),
  };
  const line = makeGroupCommit({ ground, clock, isBusy: () => false });
  const work = (name: string) => () => {
    groups.at(-1)?.push(name);
    return Promise.resolve(name);
  };
  const pass = async (ms: number): Promise<void> => {
    now += ms;
    const due = timers.filter(({ at }) => at <= now);
    timers = timers.filter(({ at }) => at > now);
    for (const { run } of due) run();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { line, work, groups, pass };
};

describe('work in one line', () => {
  test('[DC9] alone it begins at once; what comes soon after gathers', async () => {
    const { line, work, groups, pass } = setUp();
    const first = line.write(work('a'));
    await pass(0);
    expect(await first).toBe('a');
    const later = [line.write(work('b')), line.write(work('c'))];
    await pass(turnLimits.gather - 1);
    expect(groups).toEqual([['a']]);
    await pass(1);
    expect(await Promise.all(later)).toEqual(['b', 'c']);
    expect(groups).toEqual([['a'], ['b', 'c']]);
  });

  test('[DC9] one who has gathered already waits for nobody, and is not overtaken', async () => {
    const { line, work, groups, pass } = setUp();
    void line.write(work('a'));
    await pass(0);
    void line.write(work('b'));
    await pass(1);
    const now = line.writeNow(work('from a document'));
    await pass(0);
    expect(await now).toBe('from a document');
    expect(groups).toEqual([['a'], ['b', 'from a document']]);
    await pass(turnLimits.gather);
    expect(groups).toHaveLength(2);
  });

  test('[DC9] the fuller the last group was, the longer the next one gathers, up to a bound', async () => {
    const { line, work, groups, pass } = setUp();
    for (const name of ['a', 'b']) void line.write(work(name));
    await pass(0);
    void line.write(work('c'));
    await pass(2 * turnLimits.gather - 1);
    expect(groups).toEqual([['a', 'b']]);
    await pass(1);
    expect(groups).toEqual([['a', 'b'], ['c']]);
    for (let n = 0; n < 50; n += 1) void line.write(work(String(n)));
    await pass(turnLimits.gather);
    expect(groups[2]).toHaveLength(50);
    void line.write(work('last'));
    await pass(turnLimits.gatherMost - 1);
    expect(groups).toHaveLength(3);
    await pass(1);
    expect(groups[3]).toEqual(['last']);
  });

  test('[DC8] what waits is committed at once for one who is about to read, and nobody waits when nothing does', async () => {
    const { line, work, groups, pass } = setUp();
    await line.gathered();
    expect(groups).toEqual([]);
    void line.write(work('a'));
    await pass(0);
    void line.write(work('b'));
    const committed = line.gathered();
    await pass(0);
    await committed;
    expect(groups).toEqual([['a'], ['b']]);
  });
});
