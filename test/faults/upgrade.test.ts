import Database from 'better-sqlite3';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCli } from '../support/cli.ts';
import { compileShim, faultEnv, readCount, setMood } from '../support/disk-faults.ts';
import { databaseOf, nextRelease, ownMigrations, rowsOf } from '../support/releases.ts';
import { newFolder } from '../support/service.ts';

const base = newFolder();
let next: string;
beforeAll(() => {
  next = nextRelease(join(base, 'next-release'));
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

/** A data folder as the version with `many` migrations left it. */
const folderOf = (name: string, many: number) => {
  const folder = join(base, name);
  mkdirSync(folder);
  const file = join(folder, 'bystamma.db');
  databaseOf(file, many);
  return { folder, file };
};
const rowsIn = (file: string) => {
  const raw = new Database(file, { readonly: true });
  expect(raw.pragma('quick_check', { simple: true })).toBe('ok');
  const rows = rowsOf(raw);
  raw.close();
  return rows;
};
type Rows = ReturnType<typeof rowsIn>;
/** Every row and every value from before is there; what the newer version added is not looked at. */
const expectKept = (before: Rows, after: Rows): void => {
  for (const [table, rows] of Object.entries(before))
    expect([table, after[table]]).toEqual([
      table,
      rows.map((row) => expect.objectContaining(row) as unknown),
    ]);
};
const listWith = (folder: string, options: Parameters<typeof runCli>[2] = {}) =>
  runCli(folder, ['inputs', 'export', '--municipality', '1'], options);

describe('an upgrade', () => {
  test.each(Array.from({ length: ownMigrations() }, (_, at) => at + 1))(
    '[UP1] a database after migration %i of ours is opened by this version, and keeps every row',
    async (many) => {
      const { folder, file } = folderOf(`version-${many}`, many);
      const before = rowsIn(file);
      expect((await listWith(folder)).stderr).toBe('');
      expectKept(before, rowsIn(file));
      expect(existsSync(join(folder, 'backup'))).toBe(many < ownMigrations());
    },
  );

  test('[UP1] [UP2] the next version keeps every row and a copy from before; this version then refuses the file', async () => {
    const { folder, file } = folderOf('there-and-back', ownMigrations());
    const before = rowsIn(file);
    expect(await listWith(folder, { program: next })).toMatchObject({ code: 0, stderr: '' });
    const after = rowsIn(file);
    expectKept(before, after);
    expect(after.next_things).toHaveLength(400);
    const [copy = ''] = readdirSync(join(folder, 'backup'));
    expect(copy).toBe(`bystamma.before-${String(ownMigrations()).padStart(4, '0')}.db`);
    expect(rowsIn(join(folder, 'backup', copy))).toEqual(before);

    const bytes = readFileSync(file);
    const refused = await listWith(folder);
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toMatch(/was made by a newer version.*Nothing was changed/);
    expect(readFileSync(file).equals(bytes)).toBe(true);
    // Whoever regrets the upgrade puts the copy back, with the old version.
    const back = await runCli(folder, ['restore', '--from', join(folder, 'backup', copy)]);
    expect(back).toMatchObject({ code: 0, stderr: '' });
    expect(rowsIn(file).notes).toEqual(before.notes);
    expect((await listWith(folder)).code).toBe(0);
  });

  test('[UP3] an upgrade that is killed at a write leaves the old version working, and can be made again', async () => {
    const shim = await compileShim();
    const upgrade = (folder: string, killAt?: number) => {
      const faults = { dir: folder, count: `${folder}.count`, killWhen: 'half' as const };
      const env = faultEnv(shim, killAt === undefined ? faults : { ...faults, killAt });
      return listWith(folder, { program: next, env });
    };
    const whole = folderOf('whole', ownMigrations());
    const before = rowsIn(whole.file);
    expect((await upgrade(whole.folder)).code).toBe(0);
    const writes = readCount(`${whole.folder}.count`);
    const ended = { old: 0, new: 0 };
    for (let at = 1; at <= writes; at += Math.ceil(writes / 6)) {
      const { folder, file } = folderOf(`killed-${at}`, ownMigrations());
      expect((await upgrade(folder, at)).signal).toBe('SIGKILL');
      const old = await listWith(folder);
      if (old.code === 0) expect(rowsIn(file)).toEqual(before);
      else expect(old.stderr).toMatch(/was made by a newer version/);
      ended[old.code === 0 ? 'old' : 'new'] += 1;
      expect(await upgrade(folder)).toMatchObject({ code: 0, stderr: '' });
      const after = rowsIn(file);
      expectKept(before, after);
      expect(after.next_things).toHaveLength(400);
    }
    console.log(`upgrade killed at ${ended.old + ended.new} of ${writes} writes:`, ended);
    expect(ended.old).toBeGreaterThan(0);
  }, 180_000);

  test('[UP2] without room for the copy nothing is upgraded', async () => {
    const { folder, file } = folderOf('no-room', ownMigrations());
    const before = rowsIn(file);
    mkdirSync(join(folder, 'backup'));
    const shim = await compileShim();
    const control = join(folder, 'control');
    setMood(control, 'enospc');
    const env = faultEnv(shim, { dir: join(folder, 'backup'), control });
    const full = await listWith(folder, { program: next, env });
    expect(full).toMatchObject({ code: 1, stdout: '' });
    expect(full.stderr).toMatch(/full/);
    expect((await listWith(folder)).code).toBe(0);
    expect(rowsIn(file)).toEqual(before);
    expect(readdirSync(join(folder, 'backup'))).toEqual([]);
  });
});
