import { cpSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readDesk } from '../../shared/documents/desk.ts';
import { readRoom } from '../../shared/documents/room.ts';
import { at, became } from '../support/arena.ts';
import { check, type Operation } from '../support/checker.ts';
import { crashEvening, type CrashEvening } from '../support/crash-evening.ts';
import { compileShim, faultEnv, readCount, setMood } from '../support/disk-faults.ts';
import { openDocument, type OpenDocument } from '../support/documents.ts';
import { factsIn, factsNow, participantsIn } from '../support/facts.ts';
import { spawnServer } from '../support/process.ts';
import {
  Client,
  newFolder,
  openHall,
  secret0,
  startService,
  type Hall,
  type Service,
} from '../support/service.ts';

const points = 60;
/** How many servers die at a time. */
const together = 2;
const prepared = newFolder();
const secret = { BYSTAMMA_SECRET: secret0 };
let hall: Hall;
let shim = '';
const folders: string[] = [prepared];

/** A meeting whose doors are open; every point begins with a copy of it. */
beforeAll(async () => {
  shim = await compileShim();
  const service = await startService({ dataDir: prepared });
  hall = await openHall(service);
  await service.app.stop();
});
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

const copy = (): string => {
  const dataDir = newFolder();
  folders.push(dataDir);
  cpSync(prepared, dataDir, { recursive: true });
  return dataDir;
};

/** How many writes and flushes a whole evening takes, from the start of the server on. */
const countAll = async (): Promise<number> => {
  const dataDir = copy();
  const count = `${dataDir}/../count-${crypto.randomUUID()}`;
  const server = await spawnServer(dataDir, { ...secret, ...faultEnv(shim, { dir: dataDir, count }) });
  const evening = await crashEvening(hall, server.url);
  expect(evening.closed).toBe(true);
  await server.kill('SIGTERM');
  const all = readCount(count);
  rmSync(count);
  return all;
};

interface Point {
  killAt: number;
  killWhen: 'before' | 'half' | 'after';
}

/** The evening until the disk kills the server; `wall` is a screen that was open all the time, if it came so far. */
const die = async (dataDir: string, point: Point) => {
  const env = { ...secret, ...faultEnv(shim, { dir: dataDir, ...point }) };
  const server = await spawnServer(dataDir, env).catch(() => undefined);
  const nothing: CrashEvening = {
    history: [],
    promised: [],
    phones: new Map(),
    closed: false,
    maybeClosed: false,
  };
  if (!server) return { evening: nothing, wall: undefined };
  const wall = await openDocument(at(hall.facilitator, server.url), 'room', hall.meetingId).catch(
    () => undefined,
  );
  const evening = await crashEvening(hall, server.url);
  await server.kill('SIGKILL');
  wall?.close();
  return { evening, wall };
};

/** Participants' ids in place of the phones' names, which is all that the phones know. */
const namedAsInFacts = async (dataDir: string, { phones, history }: CrashEvening): Promise<Operation[]> => {
  const ids = await participantsIn(dataDir, hall.meetingId, [...phones.values()]);
  const names = new Map([...phones.keys()].map((who, nth) => [who, ids[nth]]));
  return history.map((op) => ({ ...op, who: names.get(op.who) ?? `${op.who}, who is not in the meeting` }));
};

/** What was promised is promised still: the same command gets a yes again, and nothing happens twice. */
const sayAgain = async (evening: CrashEvening, server: Service): Promise<string[]> => {
  const findings: string[] = [];
  for (const { client, id, verb, body } of evening.maybeClosed ? [] : evening.promised) {
    const answer = await at(client, server.url).say(verb, body, { meetingId: hall.meetingId, id });
    if (!answer.ok)
      findings.push(`${verb} ${id} was acknowledged, and is now refused: ${answer.problem.code}`);
  }
  return findings;
};

/** Starts on what the crash left, without faults, and looks at everything. */
const afterwards = async (dataDir: string, evening: CrashEvening, wall: OpenDocument | undefined) => {
  // In this process, which is quicker; the server that dies is the built one.
  const server = await startService({ dataDir });
  const lead = at(hall.facilitator, server.url);
  const findings = await sayAgain(evening, server);
  if (!(await fetch(`${server.url}/healthz`)).ok) findings.push('not healthy');
  const room = await openDocument(lead, 'room', hall.meetingId, wall ? { doc: wall.doc } : {});
  const desk = await openDocument(lead, 'desk', hall.meetingId);
  const history = await namedAsInFacts(dataDir, evening);
  let wrong: string[] = [];
  await became(async () => {
    const screens = [{ name: 'the wall', room: readRoom(room.doc), desk: readDesk(desk.doc) }];
    wrong = check({ history, facts: await factsNow(dataDir, hall.meetingId), screens });
    return wrong.length === 0;
  }, 1500);
  [room, desk].forEach((document) => document.close());
  findings.push(...server.failures.map((failure) => `reported: ${String(failure)}`));
  await server.app.stop();
  const { closed } = await factsIn(dataDir, hall.meetingId);
  if (evening.closed && !closed)
    findings.push('the facilitator was told that the meeting is over; it is not');
  if (closed && !evening.maybeClosed) findings.push('the meeting is over, and nobody closed it');
  return [...findings, ...wrong];
};

const onePoint = async (point: Point): Promise<{ found: string[]; promised: number }> => {
  const dataDir = copy();
  const { evening, wall } = await die(dataDir, point);
  const found = await afterwards(dataDir, evening, wall);
  rmSync(dataDir, { recursive: true, force: true });
  const where = `killed ${point.killWhen} write ${point.killAt}`;
  return { found: found.map((one) => `${where}: ${one}`), promised: evening.promised.length };
};

describe('a server killed at the n-th write or flush', () => {
  test(`[FT4] at ${points} points all over an evening: nothing acknowledged is lost`, async () => {
    const all = await countAll();
    const when = ['before', 'half', 'after'] as const;
    const waiting = Array.from({ length: points }, (_, nth) => ({
      killAt: 1 + Math.floor((nth * all) / points),
      killWhen: when[nth % when.length] ?? 'before',
    }));
    const findings: string[] = [];
    let promised = 0;
    const work = async (): Promise<void> => {
      for (let point = waiting.shift(); point; point = waiting.shift()) {
        const began = Date.now();
        const one = await onePoint(point);
        if (process.env.NEMESIS_TRACE) console.log(JSON.stringify({ ...point, ...one }), Date.now() - began);
        findings.push(...one.found);
        promised += one.promised;
      }
    };
    await Promise.all(Array.from({ length: together }, work));
    console.log(`crash points: ${points} over ${all} writes and flushes, ${promised} promises kept`);
    expect(findings).toEqual([]);
    expect(promised).toBeGreaterThan(points * 10);
  }, 360_000);

  test('[FT5] no yes without a flush: when only flushes fail, commands one at a time all wait for the disk', async () => {
    const dataDir = copy();
    const control = `${dataDir}.control`;
    folders.push(control);
    setMood(control, 'none');
    const server = await spawnServer(dataDir, { ...secret, ...faultEnv(shim, { dir: dataDir, control }) });
    const lead = at(hall.facilitator, server.url);
    const { meetingId } = hall;
    const stepId = hall.step('collect');
    await lead.must('step.open', { stepId }, { meetingId });
    const one = new Client(server.url);
    await one.join({ code: hall.joinCode });
    for (let nth = 0; nth < 12; nth += 1) {
      const id = crypto.randomUUID();
      const note = { noteId: crypto.randomUUID(), stepId, text: `Lapp ${nth}` };
      const write = () => one.say('note.write', note, { meetingId, id });
      setMood(control, 'eiosync');
      expect((await write()).ok).toBe(false);
      setMood(control, 'none');
      expect(await became(async () => (await write()).ok, 5000)).toBe(true);
    }
    await server.kill('SIGKILL');
    expect((await factsIn(dataDir, meetingId)).notes).toHaveLength(12);
  });
});
