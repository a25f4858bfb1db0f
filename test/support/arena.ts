import type { Body, Verb } from '../../shared/wire/up.ts';
import type { Answer } from '../../shared/wire/down.ts';
import type { FaultProxy } from './fault-proxy.ts';
import type { Phone } from './phone.ts';
import { spawnServer, type ServerProcess } from './process.ts';
import type { Seeded } from './seeded.ts';
import { Client, secret0, type Hall } from './service.ts';

/** A meeting under attack: the server's process, the bad network before it, and the phones behind that. */
export interface Arena {
  dataDir: string;
  /** What is started: the built server, or one with a mistake that was put in on purpose. */
  program: string | undefined;
  hall: Hall;
  server: ServerProcess;
  proxy: FaultProxy;
  phones: Phone[];
  /** Draws what the fault of this round needs, and nothing else, so that a seed names the same again. */
  chance: Seeded;
  /** What went wrong on the way, one sentence each. */
  findings: string[];
  /** What every server so far has printed. */
  printed: string[];
}

export const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Whether it became true in time. */
export const became = async (what: () => boolean | Promise<boolean>, ms: number): Promise<boolean> => {
  const end = Date.now() + ms;
  while (!(await what())) {
    if (Date.now() > end) return false;
    await wait(25);
  }
  return true;
};

/** A client as it was, at the server's present address. */
export const at = (client: Client, url: string): Client => {
  const moved = new Client(url);
  for (const [name, value] of client.cookies) moved.cookies.set(name, value);
  return moved;
};

/** The facilitator, whose line is good, says something again and again until it is answered. */
export const lead = async <V extends Verb>(arena: Arena, verb: V, body: Body<V>): Promise<void> => {
  const id = crypto.randomUUID();
  const { meetingId, facilitator } = arena.hall;
  const ask = (): Promise<Answer | undefined> =>
    at(facilitator, arena.server.url)
      .say(verb, body, { meetingId, id })
      .catch(() => undefined);
  let answer: Answer | undefined = undefined;
  const done = await became(async () => {
    answer = await ask();
    return answer !== undefined && (answer.ok || answer.remedy === 'give_up');
  }, 15_000);
  if (!done) arena.findings.push(`the facilitator's ${verb} was never answered: ${JSON.stringify(answer)}`);
};

/** Starts the server again on the same folder, and leads the phones there. */
export const start = async (arena: Pick<Arena, 'dataDir' | 'proxy' | 'program'>): Promise<ServerProcess> => {
  const server = await spawnServer(arena.dataDir, { BYSTAMMA_SECRET: secret0 }, arena.program);
  arena.proxy.target = Number(new URL(server.url).port);
  return server;
};

export const restart = async (arena: Arena, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
  const began = Date.now();
  const code = await arena.server.kill(signal);
  const took = Date.now() - began;
  if (signal === 'SIGTERM' && (code !== 0 || took > 10_000))
    arena.findings.push(`SIGTERM: ended with ${code} after ${took} ms`);
  arena.printed.push(arena.server.output);
  arena.server = await start(arena);
};

/** Opens a step that takes something, another than the present one as chance will have it. */
export const moveOn = async (arena: Arena): Promise<void> => {
  const { hall, chance } = arena;
  const kinds = ['collect 0', 'collect 1', 'collect 1', 'dots 0', 'dots 1', 'offers 0'];
  const [kind = '', nth = '0'] = chance.pick(kinds).split(' ');
  await lead(arena, 'step.open', { stepId: hall.step(kind, Number(nth)) });
};

/** A server that ended by itself is a finding; the rest of the evening goes on with a new one. */
export const mustBeAlive = async (arena: Arena): Promise<void> => {
  const healthy = () =>
    fetch(`${arena.server.url}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    );
  if (await became(healthy, 8000)) return;
  arena.findings.push(`the server does not answer: ${arena.server.output.slice(-2000)}`);
  await restart(arena, 'SIGKILL');
};
