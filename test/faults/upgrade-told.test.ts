import Database from 'better-sqlite3';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openFolder } from '../../db/folder.ts';
import type { Actor } from '../../server/actor.ts';
import { hashOf } from '../../server/chance.ts';
import { participantCookie } from '../../server/identity.ts';
import { readDesk } from '../../shared/documents/desk.ts';
import { readThemes } from '../../shared/documents/themes.ts';
import { noteLimits } from '../../shared/domain/note.ts';
import type { LeadView, Outcome } from '../../shared/wire/views.ts';
import { runCli } from '../support/cli.ts';
import { compileShim, faultEnv, readCount } from '../support/disk-faults.ts';
import { openDocument } from '../support/documents.ts';
import {
  inFile,
  releasedFolder,
  releasedSchemas,
  rowsIn,
  runningMeeting,
  storedDocument,
} from '../support/released.ts';
import { ownMigrations, rowsOf } from '../support/releases.ts';
import { Client, newFolder, staff, startService } from '../support/service.ts';

const base = newFolder();
afterAll(() => rmSync(base, { recursive: true, force: true }));

type Rows = ReturnType<typeof rowsIn>;
/** Every row with every value it had, by its own key: a table that was built anew has its rows in another order. */
const expectKept = (before: Rows, after: Rows): void => {
  for (const [table, rows] of Object.entries(before)) {
    const [columns] = rows.map((row) => Object.keys(row));
    const asBefore = (row: Record<string, unknown>) =>
      JSON.stringify(columns?.map((column) => row[column] ?? null));
    expect([table, after[table]?.map(asBefore).sort()]).toEqual([table, rows.map(asBefore).sort()]);
  }
};
const readerIn = (municipalityCode: string): Actor => ({
  ...{ participants: [], screens: [] },
  user: { id: 'lead', name: '', email: '', grants: [{ municipalityCode, role: 'facilitator' }] },
});
const upgrade = (dataDir: string): void => openFolder(dataDir, { alone: false }).release();
const migrationsIn = (file: string): number =>
  inFile(file, (raw) => raw.prepare('SELECT count(*) FROM __drizzle_migrations').pluck().get() as number);

describe.each(releasedSchemas)('an evening begun with schema %i', (schema) => {
  const dataDir = join(base, `told-${schema}`);
  const file = releasedFolder(dataDir, schema);
  const { meetingId, writer, municipalityCode } = runningMeeting(file);
  const secret = 'the secret in a phone of the hall';
  const about = { meetingId };
  // One of the phones is in our hand.
  inFile(file, (raw) => {
    raw.prepare('UPDATE participants SET secret_hash = ? WHERE id = ?').run(hashOf(secret), writer.id);
    const stepId = raw.prepare('SELECT current_step_id FROM meetings WHERE id = ?').pluck().get(meetingId);
    const offer = raw.prepare(
      `INSERT INTO offers (id, meeting_id, step_id, participant_id, kind, text, made_at)
       VALUES (?, ?, ?, ?, 'time', 'Jag kan köra', ?)`,
    );
    for (const at of [2, 1]) offer.run(`offer ${at}`, meetingId, stepId, writer.id, at);
  });
  const before = rowsIn(file);
  const grouped = readThemes(storedDocument(file, 'themes', meetingId));
  const noted = readDesk(storedDocument(file, 'desk', meetingId)).notes;

  test('[UP4] keeps every row, and everybody’s things get their numbers', () => {
    upgrade(dataDir);
    expect(migrationsIn(file)).toBe(ownMigrations());
    const after = rowsIn(file);
    expectKept(before, after);
    const copy = join(dataDir, 'backup', `bystamma.before-000${schema}.db`);
    expectKept(before, rowsIn(copy));
    expectKept(rowsIn(copy), before);
    const own = inFile(file, (raw) =>
      raw
        .prepare('SELECT own_number FROM notes WHERE participant_id = ? ORDER BY number')
        .pluck()
        .all(writer.id),
    );
    expect(own).toEqual(Array.from({ length: writer.notes }, (_, nth) => nth + 1));
    expect(after.notes?.filter((note) => note.participant_id === null && note.own_number !== null)).toEqual(
      [],
    );
    expect(after.offers?.filter((o) => o.participant_id).map((o) => [o.id, o.own_number])).toEqual(
      expect.arrayContaining([
        ['offer 1', 1],
        ['offer 2', 2],
      ]),
    );
    const budgets = after.steps?.map((step) => [step.id, step.dots_per_person]);
    expect(after.dots?.length).toBeGreaterThanOrEqual(20);
    for (const dot of after.dots ?? []) expect(budgets).toContainEqual([dot.step_id, dot.budget]);
  });

  test('[UP4] goes on: same notes and themes, one more note, and an outcome that counts right', async () => {
    const service = await startService({ dataDir });
    const lead = await staff(service, ['facilitator'], municipalityCode);
    const [themes, desk] = [
      await openDocument(lead, 'themes', meetingId),
      await openDocument(lead, 'desk', meetingId),
    ];
    expect(readThemes(themes.doc)).toEqual(grouped);
    expect(grouped.themes.length).toBeGreaterThan(2);
    expect(readDesk(desk.doc).notes).toEqual(noted);
    [themes, desk].forEach((document) => document.close());

    const phone = new Client(service.url);
    phone.cookies.set(participantCookie(meetingId), secret);
    const { room } = await lead.json<LeadView>(`/api/v1/meetings/${meetingId}`);
    const stepId = room.steps.find((step) => step.kind === 'collect')?.id ?? '';
    await lead.must('step.open', { stepId }, about);
    const noteId = crypto.randomUUID();
    await phone.must('note.write', { noteId, stepId, text: 'En lapp till' }, about);
    await lead.must('meeting.close', {}, about);

    const view = await service.app.services.views.outcome(readerIn(municipalityCode), meetingId);
    const outcome = view.ok ? view.value : ({} as Outcome);
    const mine = (table: string) => before[table]?.filter((row) => row.meeting_id === meetingId) ?? [];
    expect(outcome.notes.map((note) => note.id).sort()).toEqual(
      [...mine('notes').map((note) => String(note.id)), noteId].sort(),
    );
    expect(outcome.participants).toBe(mine('participants').length);
    expect(outcome.themes.map(({ id, title, noteIds }) => [id, title, [...noteIds].sort()])).toEqual(
      grouped.themes.map(({ id, title, noteIds }) => [id, title, [...noteIds].sort()]),
    );
    const givers = new Set(before.dots?.map((dot) => dot.participant_id));
    expect(outcome.rounds.filter(({ dots }) => dots > 0)).toMatchObject([
      { dots: before.dots?.length, people: givers.size },
    ]);
    expect(service.failures).toEqual([]);
    await service.app.store.settle();
    const left = rowsIn(file).notes?.filter(
      (note) => note.participant_id !== null || note.own_number !== null,
    );
    expect(left).toEqual([]);
    await service.stop();
  });
});

test('[UP5] our own migrations killed at a write leave the old database or the new one, whole', async () => {
  const shim = await compileShim();
  const whole = join(base, 'whole');
  const before = rowsIn(releasedFolder(whole, 1));
  const { municipalityCode } = runningMeeting(join(whole, 'bystamma.db'));
  const start = (folder: string, killAt?: number) => {
    const faults = { dir: folder, count: `${folder}.count`, killWhen: 'half' as const };
    const env = faultEnv(shim, killAt === undefined ? faults : { ...faults, killAt });
    return runCli(folder, ['inputs', 'export', '--municipality', municipalityCode], { env });
  };
  expect(await start(whole)).toMatchObject({ code: 0, stderr: '' });
  const writes = readCount(`${whole}.count`);
  const ended = { old: 0, new: 0 };
  const points = 8;
  for (let nth = 0; nth < points; nth += 1) {
    const at = 1 + Math.round((nth * (writes - 1)) / points);
    const folder = join(base, `killed-${at}`);
    const file = releasedFolder(folder, 1);
    expect((await start(folder, at)).signal).toBe('SIGKILL');
    // Looked at in a copy: who opens the file itself would tidy up before the next start does.
    const seen = join(base, `seen-${at}`);
    cpSync(folder, seen, { recursive: true });
    const many = migrationsIn(join(seen, 'bystamma.db'));
    expect([1, ownMigrations()]).toContain(many);
    expectKept(before, rowsIn(join(seen, 'bystamma.db')));
    ended[many === 1 ? 'old' : 'new'] += 1;
    expect(await start(folder)).toMatchObject({ code: 0, stderr: '' });
    expect(migrationsIn(file)).toBe(ownMigrations());
    expectKept(before, rowsIn(file));
  }
  console.log(`our migrations killed at ${points} of ${writes} writes:`, ended);
  expect(ended.old).toBeGreaterThan(0);
}, 120_000);

/** What no version of ours ever wrote, but somebody else may have. */
const strange: [limit: string, sql: string][] = [
  ['notes_text_length', `UPDATE notes SET text = '${'å'.repeat(noteLimits.text + 1)}' WHERE number = 7`],
  ['nothing_points_astray', "UPDATE notes SET step_id = 'no step' WHERE number = 7"],
];
test.each(strange)('[LB4] what does not fit (%s) stops the upgrade in one line', async (limit, sql) => {
  const folder = join(base, limit);
  const file = releasedFolder(folder, 2);
  const raw = new Database(file);
  raw.pragma('foreign_keys = OFF');
  raw.exec(sql);
  const before = rowsOf(raw);
  raw.close();
  const refused = await runCli(folder, ['inputs', 'export', '--municipality', '1']);
  expect(refused).toMatchObject({ code: 1, stdout: '' });
  const line = `does not fit into this version (CHECK constraint failed: ${limit}). Nothing was changed.`;
  expect(refused.stderr).toContain(line);
  expect(refused.stderr.trim().split('\n')).toHaveLength(1);
  const after = new Database(file, { readonly: true });
  expect(after.prepare('SELECT count(*) FROM __drizzle_migrations').pluck().get()).toBe(2);
  expect(rowsOf(after)).toEqual(before);
  after.close();
});
