import { rmSync } from 'node:fs';
import { readDesk } from '../../shared/documents/desk.ts';
import { readRoom } from '../../shared/documents/room.ts';
import { at, became, lead, moveOn, mustBeAlive, restart, start, wait, type Arena } from './arena.ts';
import { check, type Operation, type Screen } from './checker.ts';
import { openDocument } from './documents.ts';
import { factsIn, factsNow } from './facts.ts';
import { startProxy } from './fault-proxy.ts';
import { chanceOf, drawRounds, faults, type FaultName } from './nemesis.ts';
import { again, isOf, type Siege } from './nemesis-seeds.ts';
import { Phone } from './phone.ts';
import { sayOneMore } from './phone-person.ts';
import { seeded } from './seeded.ts';
import { newFolder, openHall, phone, startService } from './service.ts';

/** What a siege came to. */
export interface Fallen {
  findings: string[];
  count: Record<Operation['end'], number>;
  /** What was done, how to do it again, and what the servers complained of. */
  told: string;
}

export const people = 20;
// Each document's client listens for the end of the process.
process.setMaxListeners(people + 20);

type Ending = (() => unknown)[];

/** A hall of people with phones, made in this process and handed over to the one that will suffer. */
const openArena = async ({ seed }: Siege, program: string | undefined, ending: Ending): Promise<Arena> => {
  const dataDir = newFolder();
  ending.push(() => rmSync(dataDir, { recursive: true, force: true }));
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
  const server = await start({ dataDir, proxy, program });
  const url = `http://127.0.0.1:${proxy.port}`;
  const phones = clients.map((client, nth) => new Phone(at(client, url), meetingId, seeded(seed + 2 + nth)));
  const chance = chanceOf(seed, 0);
  const arena: Arena = { dataDir, program, hall, server, proxy, phones, chance, findings: [], printed: [] };
  ending.push(
    () => arena.server.kill('SIGKILL'),
    () => proxy.stop(),
    () => phones.forEach((one) => one.stop()),
  );
  if (!(await became(() => phones.every(({ line }) => line.participantId !== ''), 10_000)))
    arena.findings.push('some phones never came in');
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

const staffScreen = async ({ hall, server }: Arena, ending: Ending): Promise<() => Screen> => {
  const client = at(hall.facilitator, server.url);
  const room = await openDocument(client, 'room', hall.meetingId);
  const desk = await openDocument(client, 'desk', hall.meetingId);
  ending.push(room.close, desk.close);
  return () => ({ name: 'the facilitator', room: readRoom(room.doc), desk: readDesk(desk.doc) });
};

/** What the checker says when the screens have had time to come back. */
const verdict = async (arena: Arena, history: readonly Operation[], ending: Ending): Promise<string[]> => {
  const staff = await staffScreen(arena, ending);
  let found: string[] = [];
  await became(async () => {
    const phones = arena.phones.map(({ line }, nth) => ({ name: `phone ${nth}`, room: readRoom(line.doc) }));
    found = check({
      history,
      facts: await factsNow(arena.dataDir, arena.hall.meetingId),
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

/** The rounds that were asked for, one after another, with people talking all the while. */
const suffer = async (arena: Arena, siege: Siege): Promise<FaultName[]> => {
  const done: FaultName[] = [];
  for (const [nth, name] of drawRounds(siege.seed).entries()) {
    if (!isOf(siege, nth)) continue;
    arena.chance = chanceOf(siege.seed, nth + 1);
    done.push(name);
    if (nth % 2 === 1) await moveOn(arena);
    const before = arena.findings.length;
    const began = Date.now();
    await faults[name](arena);
    await mustBeAlive(arena);
    trace(arena, `round ${nth + 1}, ${name}, ${Date.now() - began} ms`);
    if (arena.findings.length > before) arena.findings.push(`(in round ${nth + 1}, ${name})`);
  }
  return done;
};

const complaints = (arena: Arena): string[] =>
  [...arena.printed, arena.server.output].join('\n').match(/^\w*Error.*$/gm) ?? [];

const live = async (siege: Siege, program: string | undefined, ending: Ending): Promise<Fallen> => {
  const arena = await openArena(siege, program, ending);
  trace(arena, 'begun');
  const silence = letThemTalk(arena);
  const rounds = await suffer(arena, siege);
  silence();
  // Who was about to say something has said it.
  await wait(1000);
  await heal(arena);
  trace(arena, 'healed');
  const history = arena.phones.flatMap((one) => one.history);
  const ended = (end: Operation['end']) => history.filter((op) => op.end === end).length;
  const count = { ok: ended('ok'), refused: ended('refused'), unknown: ended('unknown') };
  const printed = complaints(arena);
  const findings = [...arena.findings, ...(await verdict(arena, history, ending))];
  if (count.unknown > 0) findings.push(`${count.unknown} operations were never answered`);
  const code = await arena.server.kill('SIGTERM');
  if (code !== 0) findings.push(`the last SIGTERM: ended with ${code}`);
  // Throws when the file is not sound.
  await factsIn(arena.dataDir, arena.hall.meetingId);
  const told = [
    `again: ${again(siege)}`,
    `${count.ok} saved, ${count.refused} refused, ${count.unknown} unknown; the servers printed ${printed.length} errors`,
    ...new Set(printed),
    `rounds: ${rounds.join(' ')}`,
  ].join('\n');
  return { findings, count, told };
};

/** Lays siege to a hall, heals it, and lets the checker judge; everything it opened is closed. `program` is the server. */
export const laySiege = async (siege: Siege, program?: string): Promise<Fallen> => {
  const ending: Ending = [];
  try {
    return await live(siege, program, ending);
  } finally {
    for (const end of ending.reverse()) await end();
  }
};
