import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect, type Connection } from '../../db/connect.ts';
import { openFolder } from '../../db/folder.ts';
import { inOneTransaction } from '../../server/store/batch.ts';
import { problemOf } from '../../server/store/failure.ts';
import { notesOf } from '../../server/store/said.ts';
import { groundOf } from '../../server/store/store.ts';
import { aHall, limits } from '../support/limited.ts';
import { newFolder } from '../support/service.ts';

const dataDir = newFolder();
let connection: Connection;
beforeAll(() => {
  connection = connect(openFolder(dataDir, { alone: false }).file);
});
afterAll(() => {
  connection.raw.close();
  rmSync(dataDir, { recursive: true, force: true });
});

type Limit = (typeof limits)[number];
const lastOf = ({ most, numbers }: Limit): number => most ?? numbers.at(-1) ?? Number.NaN;
const leastOf = ({ numbers }: Limit): number | undefined => (numbers.length > 1 ? numbers[0] : undefined);

/** Writes past every command, in a transaction that is then forgotten; what the database said to it. */
const write = async (limit: Limit, size: number): Promise<unknown> => {
  const ground = groundOf(connection);
  ground.begin();
  try {
    await limit.write(connection.db, await aHall(connection.db), size);
    return undefined;
  } catch (failure) {
    return failure;
  } finally {
    ground.rollback();
  }
};

describe.each(limits)('$name', (limit) => {
  test('[LB1] takes what lies at the limit', async () => {
    expect(await write(limit, lastOf(limit))).toBeUndefined();
    const least = leastOf(limit);
    if (least !== undefined) expect(await write(limit, least)).toBeUndefined();
  });

  test('[LB1] [LB2] refuses what lies past it, as the problem a person can do something about', async () => {
    const failure = await write(limit, lastOf(limit) + 1);
    expect((failure as Error | undefined)?.message).toMatch(new RegExp(`(^|: )${limit.name}$`));
    expect(problemOf(failure)).toEqual(limit.problem);
    const least = leastOf(limit);
    if (least !== undefined) expect(await write(limit, least - 1)).toBeInstanceOf(Error);
  });
});

test('[LB2] what is over a limit fails alone: what others said in the same flush is stored', async () => {
  const clock = { now: () => 0, after: (_: number, run: () => void) => void setImmediate(run) };
  const parts = { ground: groundOf(connection), clock, isBusy: () => false };
  const { db } = connection;
  const text = limits.find(({ name }) => name === 'notes_text_length') as Limit;
  const hall = await aHall(db);
  const another = await aHall(db);
  const ended = await inOneTransaction(parts, [
    () => text.write(db, hall, 12),
    () => text.write(db, another, lastOf(text) + 1),
    async () => {
      await text.write(db, another, 13);
      return 'said';
    },
  ]);
  expect(ended.map((end) => ('value' in end ? 'stored' : problemOf(end.failure).code))).toEqual([
    'stored',
    'too_long',
    'stored',
  ]);
  const lengths = async (meetingId: string) => (await notesOf(db, meetingId)).map((note) => note.text.length);
  expect([await lengths(hall.meetingId), await lengths(another.meetingId)]).toEqual([[12], [13]]);
});

/** Name and numbers of each limit in a text of SQL; the last word counts. */
const limitsIn = (sql: string): Map<string, number[]> => {
  const numbers = (text: string) => [...text.replace(/"[^"]*"/g, '').matchAll(/-?\d+/g)].map(Number);
  const checks = [...sql.matchAll(/CONSTRAINT "(\w+)" CHECK ?\((.*)\)/g)];
  const counts = [...sql.matchAll(/>= (\d+)[^;]*?(?:RAISE\(ABORT, |RAISE EXCEPTION )'(\w+)'/g)];
  return new Map<string, number[]>([
    ...checks.map(([, name = '', text = '']): [string, number[]] => [name, numbers(text)]),
    ...counts.map(([, number, name = '']): [string, number[]] => [name, [Number(number)]]),
  ]);
};
const named = new Map(limits.map(({ name, numbers }) => [name, numbers]));
/** Not limits: what is cut together, and a migration's last look at itself. */
const others = ['notes_own_number_cut', 'offers_own_number_cut', 'nothing_points_astray'];
const expectNamed = (found: Map<string, number[]>): void => {
  for (const name of others) found.delete(name);
  expect([...found].sort()).toEqual([...named].sort());
};

test('[LB3] the stored schema holds exactly the named numbers', () => {
  const rows = connection.raw.prepare('SELECT sql FROM sqlite_master WHERE sql IS NOT NULL').pluck().all();
  expectNamed(limitsIn(rows.join(';\n')));
});

test('[LB3] so do the migrations for PostgreSQL', () => {
  const folder = 'db/migrations/pg';
  const files = readdirSync(folder).filter((name) => name.endsWith('.sql'));
  expectNamed(limitsIn(files.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n')));
});

test('[LB3] a person’s own numbers are there exactly as long as the person is', async () => {
  const text = limits.find(({ name }) => name === 'notes_own_number_budget') as Limit;
  const hall = await aHall(connection.db);
  await text.write(connection.db, hall, 1);
  const cut = (what: string) => () =>
    connection.raw.prepare(`UPDATE notes SET ${what} WHERE meeting_id = ?`).run(hall.meetingId);
  expect(cut('participant_id = NULL')).toThrow(/notes_own_number_cut/);
  expect(cut('own_number = NULL')).toThrow(/notes_own_number_cut/);
  expect(cut('participant_id = NULL, own_number = NULL')().changes).toBe(1);
});

test('[DT1] a round has the dots its step says: no dot can claim more, and none that lies loses its place', async () => {
  const budget = limits.find(({ name }) => name === 'dots_round_budget') as Limit;
  const hall = await aHall(connection.db);
  await budget.write(connection.db, hall, 3);
  const { raw } = connection;
  expect(() => raw.prepare('UPDATE dots SET budget = 10 WHERE step_id = ?').run(hall.roundId)).toThrow(
    /FOREIGN KEY/,
  );
  const revise = (dots: number) => () =>
    raw.prepare('UPDATE steps SET dots_per_person = ? WHERE id = ?').run(dots, hall.roundId).changes;
  expect(revise(2)).toThrow(/dots_round_budget/);
  expect(revise(5)()).toBe(1);
  expect(raw.prepare('SELECT budget FROM dots WHERE step_id = ?').pluck().all(hall.roundId)).toEqual([5]);
});
