import { WebSocket } from 'ws';
import { became, lead, moveOn, restart, wait, type Arena } from './arena.ts';
import { calm } from './fault-proxy.ts';
import type { Phone } from './phone.ts';
import { seeded, type Seeded } from './seeded.ts';

type Fault = (arena: Arena) => Promise<void>;

/** A second or so, as chance will have it (ms). */
const moment = ({ chance }: Arena): Promise<void> => wait(500 + chance.below(1000));

const killed: Fault = async (arena) => {
  await moment(arena);
  await restart(arena, 'SIGKILL');
  await moment(arena);
};

const ended: Fault = async (arena) => {
  await moment(arena);
  await restart(arena, 'SIGTERM');
  await moment(arena);
};

const stopped: Fault = async (arena) => {
  await moment(arena);
  void arena.server.kill('SIGSTOP');
  await wait(1000 + arena.chance.below(3000));
  void arena.server.kill('SIGCONT');
  await moment(arena);
};

const cut: Fault = async (arena) => {
  for (let times = 0; times < 3; times += 1) {
    await moment(arena);
    arena.proxy.cut(1, arena.chance.pick(['reset', 'goodbye'] as const));
  }
};

const stalled: Fault = async (arena) => {
  arena.proxy.stall(0.6, 2000 + arena.chance.below(1500));
  await wait(1000);
  await moveOn(arena);
  await wait(2500);
};

const halfOpen: Fault = async (arena) => {
  arena.proxy.halfOpen(0.5);
  await wait(3500);
  arena.proxy.heal();
  await moment(arena);
};

const slow: Fault = async (arena) => {
  arena.proxy.weather = { delayUp: 120, delayDown: 120, piece: 64 };
  arena.proxy.cut(0.3, 'reset');
  await wait(2000);
  await moveOn(arena);
  await wait(1500);
  arena.proxy.weather = calm;
};

/** Everybody comes back at once, three times over. */
const storm: Fault = async (arena) => {
  for (let times = 0; times < 3; times += 1) {
    for (const phone of arena.phones) phone.line.goAway();
    await wait(100 + arena.chance.below(300));
    for (const phone of arena.phones) comeBack(phone);
    await moment(arena);
  }
};

const comeBack = (phone: Phone): void => {
  phone.line.comeBack();
  phone.wake();
};

/** The step closes while some have no network: they are told so, and what they wrote stays on the phone. */
const stepClosesWhileAway: Fault = async (arena) => {
  const stepId = arena.hall.step('collect', arena.chance.below(2));
  await lead(arena, 'step.open', { stepId });
  const away = arena.chance.shuffled(arena.phones).slice(0, 8);
  for (const phone of away) phone.line.goAway();
  const late = away.map((phone) => {
    const text = `Skriven utan nät ${crypto.randomUUID()}`;
    return { phone, text, op: phone.say('note.write', { noteId: crypto.randomUUID(), stepId, text }) };
  });
  await lead(arena, 'step.close', { stepId });
  await moment(arena);
  for (const phone of away) comeBack(phone);
  await became(() => late.every(({ op }) => op.end !== 'unknown'), 12_000);
  for (const { phone, text, op } of late) {
    const kept = phone.refused(op.id);
    const told = op.end === 'refused' && kept?.sentence !== '' && hasText(kept?.body, text);
    if (!told) arena.findings.push(`${op.id}, late for its step: ${op.end}, kept ${JSON.stringify(kept)}`);
  }
  await moveOn(arena);
};

const hasText = (body: unknown, text: string): boolean => (body as { text?: unknown } | null)?.text === text;

/** A phone comes back on a new line before the old one is known to be dead. */
const oldSocketClosesLate: Fault = async (arena) => {
  const some = arena.chance.shuffled(arena.phones).slice(0, 6);
  for (const phone of some) {
    const closeOld = phone.line.renew();
    const there = await became(() => phone.line.answers(), 5000);
    closeOld();
    await wait(100);
    const still = await became(() => phone.line.answers(), 2000);
    if (!there || !still) arena.findings.push(`a new socket: ${there}, after the old one's close: ${still}`);
  }
};

/** One who is refused again and again, by every door, must cost the others nothing. */
const poison: Fault = async (arena) => {
  const acknowledged = (): number =>
    arena.phones.reduce((sum, { history }) => sum + history.filter((op) => op.end === 'ok').length, 0);
  await moveOn(arena);
  const before = acknowledged();
  const until = Date.now() + 3500;
  while (Date.now() < until) {
    knock(arena, 'wrong');
    knock(arena, 'right');
    void fetch(`${arena.server.url}/api/v1/commands`, { method: 'POST', body: '{"v":' }).catch(
      () => undefined,
    );
    await wait(100);
  }
  const got = acknowledged() - before;
  if (got < 20) arena.findings.push(`beside a refused client only ${got} commands were acknowledged`);
};

/** Comes to the room's document, with somebody's cookie or a made-up one, and talks nonsense. */
const knock = ({ hall, server, phones, chance }: Arena, cookie: 'wrong' | 'right'): void => {
  const url = `${server.url.replace('http', 'ws')}/yjs/room/${hall.meetingId}?v=1`;
  const name = `bm-p-${hall.meetingId}`;
  const own = cookie === 'right' ? chance.pick(phones).cookie : `${name}=made-up`;
  const socket = new WebSocket(url, { headers: { origin: server.url, cookie: own } });
  socket.on('open', () => socket.send(Uint8Array.from([0, 2, 3, 255, 255, 1, 99])));
  socket.on('error', () => undefined);
};

/** What can happen in a round, by name. */
export const faults = {
  killed,
  ended,
  stopped,
  cut,
  stalled,
  halfOpen,
  slow,
  storm,
  stepClosesWhileAway,
  oldSocketClosesLate,
  poison,
} satisfies Record<string, Fault>;

export type FaultName = keyof typeof faults;

const often: Partial<Record<FaultName, number>> = {
  killed: 6,
  ended: 3,
  stopped: 3,
  stalled: 3,
  stepClosesWhileAway: 3,
};

/** Thirty rounds in which every fault comes at least twice, in an order that the seed decides. */
export const drawRounds = (seed: number): FaultName[] =>
  seeded(seed).shuffled(
    (Object.keys(faults) as FaultName[]).flatMap((name) => Array<FaultName>(often[name] ?? 2).fill(name)),
  );

/** What one round draws from: its own, so that it is the same whatever came before it. */
export const chanceOf = (seed: number, round: number): Seeded => seeded(Math.imul(seed, 31) + 7919 * round);
