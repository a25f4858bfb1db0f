import Database from 'better-sqlite3';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { groupNotes, readThemes } from '../../shared/documents/themes.ts';
import { readDesk } from '../../shared/documents/desk.ts';
import { readRoom } from '../../shared/documents/room.ts';
import { check, type Operation } from '../support/checker.ts';
import { runCli } from '../support/cli.ts';
import { compileShim, faultEnv, readCount, setMood } from '../support/disk-faults.ts';
import { openDocument, openThemes, type OpenDocument } from '../support/documents.ts';
import { spawnServer, type ServerProcess } from '../support/process.ts';
import { factsNow, participantsIn } from '../support/facts.ts';
import * as people from '../support/service.ts';

interface Copy {
  file: string;
  rows: Record<string, number>;
}
interface Restored extends Copy {
  keptAside?: string;
  epoch: number;
}

const base = people.newFolder();
const dataDir = join(base, 'data');
const file = join(dataDir, 'bystamma.db');
let hall: people.Hall;
let phones: people.Client[];
let who: (string | null)[];
let server: ServerProcess | undefined;

beforeAll(async () => {
  const service = await people.startService({ dataDir });
  hall = await people.openHall(service);
  phones = await Promise.all(Array.from({ length: 4 }, () => people.phone(service, hall)));
  who = await participantsIn(dataDir, hall.meetingId, phones);
  await hall.facilitator.must('step.open', { stepId: hall.step('collect') }, { meetingId: hall.meetingId });
  await service.app.stop();
});
afterAll(() => rmSync(base, { recursive: true, force: true }));
afterEach(() => server?.kill('SIGKILL'));

const start = async (folder = dataDir): Promise<string> => {
  server = await spawnServer(folder, { BYSTAMMA_SECRET: people.secret0 });
  return server.url;
};
const json = async <T>(folder: string, ...args: string[]): Promise<T> => {
  const { code, stdout, stderr } = await runCli(folder, args);
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout) as T;
};
const noteIds = (path: string): string[] => {
  const raw = new Database(path, { readonly: true });
  expect(raw.pragma('quick_check', { simple: true })).toBe('ok');
  const ids = raw.prepare('SELECT id FROM notes').pluck().all() as string[];
  raw.close();
  return ids;
};
const lacking = (path: string, wanted: Iterable<string>): string[] => {
  const there = new Set(noteIds(path));
  return [...wanted].filter((id) => !there.has(id));
};

/** Phones that write without pause; `saved` is what they were promised. */
const crowd = (url: string) => {
  const saved: string[] = [];
  const history: Operation[] = [];
  let going = true;
  const writing = phones.map(async (phone, nth) => {
    const here = people.movedTo(phone, url);
    while (going) {
      const noteId = crypto.randomUUID();
      const body = { noteId, stepId: hall.step('collect'), text: `Lapp ${noteId}` };
      const op: Operation = { id: noteId, verb: 'note.write', who: who[nth] ?? '', body, end: 'unknown' };
      history.push(op);
      const answer = await here.say('note.write', body, { meetingId: hall.meetingId });
      if (!answer.ok) continue;
      saved.push(noteId);
      Object.assign(op, { end: 'ok', toldSaved: true });
    }
  });
  const enough = async (many: number): Promise<void> => {
    while (saved.length < many) await new Promise((resolve) => setTimeout(resolve, 10));
  };
  const stop = async (): Promise<void> => {
    going = false;
    await Promise.all(writing);
  };
  return { saved, history, enough, stop };
};

const addTheme = async (themes: OpenDocument, id: string, title: string): Promise<void> => {
  groupNotes(themes.doc, {}, { id, title, noteIds: [] });
  await themes.stored();
};
const titles = (themes: OpenDocument): string[] =>
  readThemes(themes.doc)
    .themes.map(({ title }) => title)
    .toSorted();

describe('the restore drill', () => {
  test('[BK1] [BK2] a backup made under load has all that was acknowledged, and an old copy cannot slip back in', async () => {
    const url = await start();
    const lead = people.movedTo(hall.facilitator, url);
    const before = await lead.json<{ epoch: number }>(`/api/v1/meetings/${hall.meetingId}`);
    const old = await openThemes(lead, hall.meetingId);
    await addTheme(old, 'tema-1', 'Före');
    const hallOfPhones = crowd(url);
    await hallOfPhones.enough(60);
    const promised = [...hallOfPhones.saved];
    const backup = await json<Copy>(dataDir, 'backup', '--to', join(base, 'elsewhere'));
    await addTheme(old, 'tema-2', 'Efter');
    await hallOfPhones.enough(promised.length + 60);
    await hallOfPhones.stop();
    old.goAway();

    expect(backup.rows.notes).toBeGreaterThanOrEqual(promised.length);
    expect(lacking(backup.file, promised)).toEqual([]);
    const refused = await runCli(dataDir, ['restore', '--from', backup.file]);
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toMatch(/^A server is running on .*; stop it first\.\n$/);

    // The server dies with its log full, as it would the evening somebody needs this.
    await server?.kill('SIGKILL');
    const far = await json<Restored>(join(base, 'far'), 'restore', '--from', backup.file);
    expect(far.keptAside).toBeUndefined();
    expect(lacking(far.file, promised)).toEqual([]);
    const restored = await json<Restored>(dataDir, 'restore', '--from', backup.file);
    expect(restored.rows).toEqual(far.rows);
    expect(lacking(file, promised)).toEqual([]);
    expect(restored.keptAside).toMatch(/bystamma\.before-restore-.*\.db$/);
    expect(lacking(restored.keptAside ?? '', hallOfPhones.saved)).toEqual([]);
    expect(restored.epoch).toBeGreaterThan(before.epoch);

    const there = people.movedTo(lead, await start());
    for (const kind of ['room', 'desk', 'themes'] as const) {
      const query = `v=1&epoch=${before.epoch}`;
      const late = await openDocument(there, kind, hall.meetingId, {
        query,
        ...(kind === 'themes' ? { doc: old.doc } : {}),
      });
      expect([kind, await late.closed]).toEqual([kind, 4409]);
    }
    const view = await there.json<{ epoch: number }>(`/api/v1/meetings/${hall.meetingId}`);
    expect(view.epoch).toBe(restored.epoch);
    const query = `v=1&epoch=${view.epoch}`;
    const now = await openDocument(there, 'themes', hall.meetingId, { query });
    await now.until(() => titles(now).length > 0);
    expect(titles(now)).toEqual(['Före']);
    expect(titles(old)).toEqual(['Efter', 'Före']);
    await addTheme(now, 'tema-3', 'Skriver vidare');
    const room = await openDocument(there, 'room', hall.meetingId, { query });
    await room.until((doc) => readRoom(doc).themes.length === 2);
    const desk = await openDocument(there, 'desk', hall.meetingId, { query });
    await desk.until((doc) => doc.getMap('notes').size === backup.rows.notes);
    // What was said after the backup began may be in it or not; nobody was promised that it is.
    const history = hallOfPhones.history.map((op): Operation =>
      promised.includes(op.id) ? op : { ...op, end: 'unknown', toldSaved: false },
    );
    const screens = [{ name: 'the facilitator', room: readRoom(room.doc), desk: readDesk(desk.doc) }];
    expect(check({ history, facts: await factsNow(dataDir, hall.meetingId), screens })).toEqual([]);
    [now, room, desk].forEach((document) => document.close());

    // A second restore of the same backup must not give an edition that somebody has already seen.
    await server?.kill('SIGTERM');
    const again = await json<Restored>(dataDir, 'restore', '--from', backup.file);
    expect(again.epoch).toBeGreaterThan(restored.epoch);
  }, 180_000);
});

describe('a backup', () => {
  test('[BK3] never leaves a half one under its name: the disk is full, or the process is killed', async () => {
    const shim = await compileShim();
    const to = join(base, 'careful');
    mkdirSync(to);
    const control = join(base, 'control');
    const faults = { dir: to, control, count: join(base, 'count') };
    setMood(control, 'none');
    const backUp = (env: Record<string, string>) => runCli(dataDir, ['backup', '--to', to], { env });
    expect((await backUp(faultEnv(shim, faults))).code).toBe(0);
    const [good = ''] = readdirSync(to);
    const whole = readFileSync(join(to, good));
    setMood(control, 'enospc');
    const full = await backUp(faultEnv(shim, faults));
    expect(full).toMatchObject({ code: 1, stdout: '' });
    expect(full.stderr.trim().split('\n')).toHaveLength(1);
    setMood(control, 'none');
    const writes = readCount(faults.count);
    for (const killAt of [2, Math.ceil(writes / 2), writes])
      expect((await backUp(faultEnv(shim, { ...faults, killAt, killWhen: 'half' }))).signal).toBe('SIGKILL');
    expect(readdirSync(to).filter((name) => name.endsWith('.db'))).toEqual([good]);
    expect(readFileSync(join(to, good)).equals(whole)).toBe(true);
  });

  test('[BK1] what is no whole backup is refused and what is there stays as it is', async () => {
    const { file: backup } = await json<Copy>(dataDir, 'backup', '--to', join(base, 'broken'));
    const ids = noteIds(file);
    truncateSync(backup, 20 * 4096);
    for (const [from, line] of [
      [backup, /is damaged/],
      [join(base, 'nowhere.db'), /There is no file/],
      ['package.json', /is not a database/],
    ] as const) {
      const { code, stderr } = await runCli(dataDir, ['restore', '--from', from]);
      expect([code, stderr]).toEqual([1, expect.stringMatching(line)]);
    }
    expect(noteIds(file)).toEqual(ids);
    expect(readdirSync(dataDir).filter((name) => name.includes('.new'))).toEqual([]);
  });

  test('[BK1] it goes where the database is beyond reading, which is kept all the same', async () => {
    const folder = join(base, 'ruin');
    const { file: backup } = await json<Copy>(dataDir, 'backup', '--to', join(base, 'sound'));
    mkdirSync(folder);
    cpSync('package.json', join(folder, 'bystamma.db'));
    const restored = await json<Restored>(folder, 'restore', '--from', backup);
    expect(readFileSync(restored.keptAside ?? '').equals(readFileSync('package.json'))).toBe(true);
    expect(noteIds(restored.file)).toEqual(noteIds(backup));
  });

  test('[BK4] a restore that is killed leaves the old database or the new one, and can be made again', async () => {
    const shim = await compileShim();
    const { file: backup } = await json<Copy>(dataDir, 'backup', '--to', join(base, 'kill'));
    const ids = noteIds(backup);
    const restoreIn = async (name: string, extra: { killAt?: number }) => {
      const folder = join(base, name);
      mkdirSync(folder);
      cpSync(backup, join(folder, 'bystamma.db'));
      const faults = { dir: folder, count: `${folder}.count`, killWhen: 'half' as const, ...extra };
      const env = faultEnv(shim, faults);
      return { folder, done: await runCli(folder, ['restore', '--from', backup], { env }) };
    };
    const { folder, done } = await restoreIn('kill-none', {});
    expect(done.code).toBe(0);
    const writes = readCount(`${folder}.count`);
    for (let at = 1; at <= writes; at += Math.ceil(writes / 6)) {
      const killed = await restoreIn(`kill-${at}`, { killAt: at });
      expect(killed.done.signal).toBe('SIGKILL');
      expect(existsSync(join(killed.folder, 'bystamma.db'))).toBe(true);
      expect(noteIds(join(killed.folder, 'bystamma.db'))).toEqual(ids);
      expect((await runCli(killed.folder, ['restore', '--from', backup])).code).toBe(0);
    }
  }, 180_000);
});
