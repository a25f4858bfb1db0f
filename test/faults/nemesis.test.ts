import { rmSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { readDesk } from '../../shared/documents/desk.ts';
import { readRoom } from '../../shared/documents/room.ts';
import { at, became, lead, moveOn, mustBeAlive, restart, start, wait, type Arena } from '../support/arena.ts';
import { check, type Operation, type Screen } from '../support/checker.ts';
import { openDocument } from '../support/documents.ts';
import { factsIn, factsNow } from '../support/facts.ts';
import { startProxy } from '../support/fault-proxy.ts';
import { drawRounds, faults } from '../support/nemesis.ts';
import { Phone } from '../support/phone.ts';
import { sayOneMore } from '../support/phone-person.ts';
import { seeded } from '../support/seeded.ts';
import { newFolder, openHall, phone, startService } from '../support/service.ts';

/** Seeds whose order of faults once found something. They are kept here, and one of them is run each time. */
const keptSeeds: readonly number[] = [];

const people = 20;
const chosen = process.env.NEMESIS_SEED;
const seed = chosen === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(chosen);
const dataDir = newFolder();
// Each document's client listens for the end of the process.
process.setMaxListeners(people + 20);
const ending: (() => unknown)[] = [];
afterAll(async () => {
  for (const end of ending.reverse()) await end();
  rmSync(dataDir, { recursive: true, force: true });
});

/** A hall of people with phones, made in this process and handed over to the one that will suffer. */
const openArena = async (): Promise<Arena> => {
  const chance = seeded(seed);
  const service = await startService({ dataDir });
  const hall = await openHall(service);
  const { meetingId, facilitator } = hall;
  const clients = await Promise.all(Array.from({ length: people }, () => phone(service, hall)));
  for (const nth of [0, 1])
    await facilitator.must(
      'notes.reveal',
      { stepId: hall.step('collect', nth), revealed: true },
      { meetingId },
    );
  await facilitator.must('step.open', { stepId: hall.step('collect') }, { meetingId });
  await service.app.stop();
  const proxy = await startProxy(seeded(seed + 1));
  const server = await start({ dataDir, proxy });
  const url = `http://127.0.0.1:${proxy.port}`;
  const phones = clients.map((client, nth) => new Phone(at(client, url), meetingId, seeded(seed + 2 + nth)));
  const arena: Arena = { dataDir, hall, server, proxy, phones, chance, findings: [], printed: [] };
  ending.push(
    () => arena.server.kill('SIGKILL'),
    () => proxy.stop(),
    () => phones.forEach((one) => one.stop()),
  );
  expect(await became(() => phones.every(({ line }) => line.participantId !== ''), 10_000)).toBe(true);
  return arena;
};

/** People say one more thing a few times a second, and now and then a battery dies. */
const letThemTalk = ({ phones }: Arena): (() => void) => {
  let silent = false;
  const talk = async (one: Phone): Promise<void> => {
    while (!silent) {
      await wait(150 + one.chance.below(600));
      if (one.chance.next() < 0.01) one.die();
      sayOneMore(one);
    }
  };
  phones.forEach((one) => void talk(one));
  return () => (silent = true);
};

/** Fair weather, everybody back, everything that waits is answered; then the dots are shown and all starts anew. */
const heal = async (arena: Arena): Promise<void> => {
  arena.proxy.heal();
  const isQuiet = () => {
    arena.phones.forEach((one) => one.wake());
    return arena.phones.every(({ unsent }) => unsent === 0);
  };
  if (!(await became(isQuiet, 30_000))) arena.findings.push('some outboxes never became empty');
  for (const nth of [0, 1])
    await lead(arena, 'dots.reveal', { stepId: arena.hall.step('dots', nth), revealed: true });
  await restart(arena, 'SIGTERM');
};

const staffScreen = async ({ hall, server }: Arena): Promise<() => Screen> => {
  const client = at(hall.facilitator, server.url);
  const room = await openDocument(client, 'room', hall.meetingId);
  const desk = await openDocument(client, 'desk', hall.meetingId);
  ending.push(room.close, desk.close);
  return () => ({ name: 'the facilitator', room: readRoom(room.doc), desk: readDesk(desk.doc) });
};

/** What the checker says when the screens have had time to come back. */
const verdict = async (arena: Arena, history: readonly Operation[]): Promise<string[]> => {
  const staff = await staffScreen(arena);
  let found: string[] = [];
  await became(async () => {
    const phones = arena.phones.map(({ line }, nth) => ({ name: `phone ${nth}`, room: readRoom(line.doc) }));
    found = check({
      history,
      facts: await factsNow(dataDir, arena.hall.meetingId),
      screens: [staff(), ...phones],
    });
    return found.length === 0 || (await wait(1000), false);
  }, 12_000);
  return found;
};

/** With NEMESIS_TRACE=1: how each round went, as it goes. */
const trace = (arena: Arena, what: string): void => {
  if (!process.env.NEMESIS_TRACE) return;
  const { phones } = arena;
  const unsent = phones.map((one) => one.unsent).join(' ');
  const ended = phones.flatMap((one) => one.history).filter((op) => op.end !== 'unknown').length;
  console.log(`${what}; ${ended} answered; waiting ${unsent}`, arena.findings.at(-1) ?? '');
};

describe('a hall under attack', () => {
  test(`[FT2] [FT3] ${people} phones, 30 rounds of faults: NEMESIS_SEED=${seed} replays them`, async () => {
    expect(keptSeeds.every(Number.isInteger)).toBe(true);
    const arena = await openArena();
    trace(arena, 'begun');
    const silence = letThemTalk(arena);
    for (const [nth, name] of drawRounds(arena).entries()) {
      if (nth % 2 === 1) await moveOn(arena);
      const before = arena.findings.length;
      const began = Date.now();
      await faults[name](arena);
      await mustBeAlive(arena);
      trace(arena, `round ${nth}, ${name}, ${Date.now() - began} ms`);
      if (arena.findings.length > before) arena.findings.push(`(in round ${nth}, ${name})`);
    }
    silence();
    // Who was about to say something has said it.
    await wait(1000);
    await heal(arena);
    trace(arena, 'healed');
    const history = arena.phones.flatMap((one) => one.history);
    const count = (end: Operation['end']) => history.filter((op) => op.end === end).length;
    const printed = [...arena.printed, arena.server.output].join('\n').match(/^\w*Error.*$/gm) ?? [];
    console.log(
      `nemesis ${seed}: ${count('ok')} saved, ${count('refused')} refused, ${count('unknown')} unknown;`,
      `the servers printed ${printed.length} errors`,
      [...new Set(printed)],
    );
    expect([...arena.findings, ...(await verdict(arena, history))]).toEqual([]);
    expect(count('unknown')).toBe(0);
    expect(count('ok')).toBeGreaterThan(1500);
    expect(count('refused')).toBeGreaterThan(24);
    expect(await arena.server.kill('SIGTERM')).toBe(0);
    await factsIn(dataDir, arena.hall.meetingId);
  }, 420_000);
});
