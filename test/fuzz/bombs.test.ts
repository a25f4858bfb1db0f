import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as Y from 'yjs';
import { describe, expect, test, vi } from 'vitest';
import { chanceFrom } from './chance.ts';
import { buildUpdate } from './build-update.ts';
import type { Server } from './honest.ts';
import { liveThrough } from './honest.ts';

const megabytes = (): number => process.memoryUsage().rss / 2 ** 20;
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
/** What is still held when everything that can be thrown away is thrown away. */
const heldMegabytes = (): number => {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 2 ** 20;
};
/** Everything a document keeps: what it holds, and what it waits for. */
const weightOf = ({ doc }: Server): number[] => [
  Y.encodeStateAsUpdate(doc).length,
  doc.store.clients.size,
  doc.store.pendingStructs === null ? 0 : 1,
];

/** Sends one bomb many times; returns how often it was refused, how much memory that took, and what was held before. */
const bombard = (server: Server, bombs: readonly Uint8Array[], times: number) => {
  const before = weightOf(server);
  const [held, start] = [heldMegabytes(), megabytes()];
  let refused = 0;
  for (let i = 0; i < times; i += 1)
    for (const bomb of bombs) if (server.receive(bomb, 'mallory') !== undefined) refused += 1;
  const grown = megabytes() - start;
  return { refused, same: String(weightOf(server)) === String(before), grown, held };
};

const furnished = (): Server => liveThrough(chanceFrom(5), { people: 6, steps: 300 }).server;

describe('bombs', () => {
  test('[FZ3] D2, D3: bytes that announce what they do not bring cost nothing', () => {
    const server = furnished();
    const lies = [2 ** 20, 33_000_000, 2 ** 40, 2 ** 53 - 1];
    const bombs = lies.flatMap((n) => [
      buildUpdate([{ client: 5, clock: 0, structs: [{ kind: 0 }], claims: n }]),
      buildUpdate([{ client: 5, clock: 0, structs: [{ kind: 0, length: n }] }]),
      buildUpdate([{ client: 5, clock: 0, structs: [{ kind: 8, key: 'n', length: n }] }]),
      buildUpdate([{ client: 5, clock: n, structs: [{ kind: 0 }] }]),
      buildUpdate([], [{ client: 5, ranges: [[0, n]] }]),
      buildUpdate([], [{ client: 5, ranges: [[n, 1]] }]),
    ]);
    const { refused, same, grown } = bombard(server, bombs, 100);
    expect({ refused, same }).toEqual({ refused: 2400, same: true });
    // One that is believed takes gigabytes.
    expect(grown).toBeLessThan(100);
  });

  test('[FZ3] D4: a hoard of updates without their beginning is not kept', async () => {
    const server = furnished();
    const part = (clock: number): Uint8Array =>
      buildUpdate([
        {
          client: 5,
          clock,
          structs: [{ kind: 8, parent: 'titles', key: 'n', values: ['x'.repeat(60_000)] }],
        },
      ]);
    const { refused, same, held } = bombard(
      server,
      Array.from({ length: 200 }, (_, i) => part(2 * i + 1)),
      10,
    );
    expect({ refused, same }).toEqual({ refused: 2000, same: true });
    // A hundred and twenty came. Collecting is not done at once, but what is kept would stay.
    await vi.waitFor(() => expect(heldMegabytes() - held).toBeLessThan(40), {
      timeout: 10_000,
      interval: 200,
    });
  });

  test('[FZ3] a thousand overlapping deletions, and a million tiny structs, are not walked', () => {
    const server = furnished();
    const [client = 0] = server.doc.store.clients.keys();
    const ranges = Array.from({ length: 1000 }, (): [number, number] => [0, 1]);
    const tiny = Array.from({ length: 200_000 }, () => ({ kind: 0 }));
    const bombs = [
      buildUpdate([], [{ client, ranges }]),
      buildUpdate([{ client: 5, clock: 0, structs: tiny }]),
    ];
    expect(bombard(server, bombs, 20)).toMatchObject({ refused: 40, same: true });
  });

  test('[FZ3] D7: depth is refused before anything recurses into it', () => {
    const server = furnished();
    const deep = (levels: number): Uint8Array =>
      buildUpdate([
        {
          client: 5,
          clock: 0,
          structs: [
            {
              kind: 8,
              parent: 'titles',
              key: 'n',
              raw: Uint8Array.from([1, ...Array.from({ length: levels }, () => [117, 1]).flat(), 126]),
            },
          ],
        },
      ]);
    expect(bombard(server, [deep(9), deep(2000), deep(20_000), deep(500_000)], 5)).toMatchObject({
      refused: 20,
      same: true,
    });
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  test('[FZ4] D11: two hours of sixty people arranging leave less than 300 kB', () => {
    const { server } = liveThrough(chanceFrom(11), { people: 60, steps: 4000 });
    expect(server.counts.admitted).toBeGreaterThan(1500);
    expect(Y.encodeStateAsUpdate(server.doc).length).toBeLessThan(300_000);
  }, 60_000);
});
