import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect, tables } from '../../db/connect.ts';
import { join } from 'node:path';
import { openHall, phone, startService, newFolder, type Client, type Hall } from '../support/service.ts';
import { spawnServer } from '../support/process.ts';

const dataDir = newFolder();
const rounds = 10;
let hall: Hall;
let phones: Client[];

/** A hall with eight phones, prepared in this process and then handed to the one that will be killed. */
beforeAll(async () => {
  const service = await startService({ dataDir });
  hall = await openHall(service);
  phones = await Promise.all(Array.from({ length: 8 }, () => phone(service, hall)));
  await hall.facilitator.must('step.open', { stepId: hall.step('collect') }, { meetingId: hall.meetingId });
  await service.app.stop();
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

interface Said {
  noteId: string;
  answer: 'saved' | 'refused' | 'unknown';
}

/** Writes until the line goes dead, and remembers what was promised. */
const writeUntilDead = async (client: Client, said: Said[]): Promise<void> => {
  for (;;) {
    const noteId = crypto.randomUUID();
    try {
      const answer = await client.say(
        'note.write',
        { noteId, stepId: hall.step('collect'), text: `Lapp ${noteId}` },
        { meetingId: hall.meetingId },
      );
      said.push({ noteId, answer: answer.ok ? 'saved' : 'refused' });
      if (!answer.ok) return;
    } catch {
      said.push({ noteId, answer: 'unknown' });
      return;
    }
  }
};

describe('a killed server', () => {
  test(`[CM1] kill -9, ${rounds} times: nothing acknowledged is lost, nothing is there twice`, async () => {
    const said: Said[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const server = await spawnServer(dataDir);
      const client = (c: Client) =>
        Object.assign(Object.create(Object.getPrototypeOf(c) as object) as Client, {
          url: server.url,
          cookies: c.cookies,
        });
      const writing = phones.map((c) => writeUntilDead(client(c), said));
      // In the middle of the storm, at another point each time.
      const enough = said.length + 12 + ((round * 7) % 23);
      const dead = Date.now() + 20_000;
      while (said.length < enough && Date.now() < dead) await new Promise((resolve) => setImmediate(resolve));
      await server.kill('SIGKILL');
      await Promise.all(writing);
    }
    const { raw, db } = connect(join(dataDir, 'bystamma.db'), { readonly: true });
    const ids = (await db.select({ id: tables.notes.id }).from(tables.notes)).map((n) => n.id);
    raw.close();
    const there = new Set(ids);
    expect(ids).toHaveLength(there.size);
    expect(said.filter((s) => s.answer === 'saved').length).toBeGreaterThan(rounds * 10);
    expect(said.filter((s) => s.answer === 'saved' && !there.has(s.noteId))).toEqual([]);
    expect(said.filter((s) => s.answer === 'refused' && there.has(s.noteId))).toEqual([]);
    expect(ids.filter((id) => !said.some((s) => s.noteId === id))).toEqual([]);
  }, 240_000);

  test('[OP1] SIGTERM ends cleanly, and a second start finds everything', async () => {
    const server = await spawnServer(dataDir);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    expect(await server.kill('SIGTERM')).toBe(0);
    const again = await spawnServer(dataDir);
    expect(again.output).toMatch(/^Bystämma is open at http/);
    expect(await again.kill('SIGTERM')).toBe(0);
  });
});
