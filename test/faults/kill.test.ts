import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newFolder, openHall, phone, startService, type Client, type Hall } from '../support/service.ts';
import { at } from '../support/arena.ts';
import { check, type Operation } from '../support/checker.ts';
import { factsIn, participantsIn } from '../support/facts.ts';
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

/** Writes until the line goes dead, and remembers what was promised. */
const writeUntilDead = async (client: Client, who: string, said: Operation[]): Promise<void> => {
  let end: Operation['end'] = 'ok';
  while (end === 'ok') {
    const id = crypto.randomUUID();
    const body = { noteId: crypto.randomUUID(), stepId: hall.step('collect'), text: `Lapp ${id}` };
    const answer = await client
      .say('note.write', body, { meetingId: hall.meetingId, id })
      .catch(() => undefined);
    end = answer === undefined ? 'unknown' : answer.ok ? 'ok' : 'refused';
    said.push({ id, verb: 'note.write', who, body, end, toldSaved: end === 'ok' });
  }
};

describe('a killed server', () => {
  test(`[CM1] kill -9, ${rounds} times: nothing acknowledged is lost, nothing is there twice`, async () => {
    const said: Operation[] = [];
    const who = await participantsIn(dataDir, hall.meetingId, phones);
    for (let round = 0; round < rounds; round += 1) {
      const server = await spawnServer(dataDir);
      const writing = phones.map((c, nth) => writeUntilDead(at(c, server.url), who[nth] ?? '', said));
      // In the middle of the storm, at another point each time.
      const enough = said.length + 12 + ((round * 7) % 23);
      const dead = Date.now() + 20_000;
      while (said.length < enough && Date.now() < dead) await new Promise((resolve) => setImmediate(resolve));
      await server.kill('SIGKILL');
      await Promise.all(writing);
    }
    const facts = await factsIn(dataDir, hall.meetingId);
    const saved = said.filter(({ end }) => end === 'ok').length;
    const wrong = check({ history: said, facts, screens: [] });
    console.log(`${rounds} kills: ${saved} acknowledged, ${wrong.length} of them wrong`);
    expect(wrong).toEqual([]);
    expect(saved).toBeGreaterThan(rounds * 10);
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
