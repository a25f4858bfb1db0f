import type { Defect } from './defect.ts';
import type { Image } from './image.ts';
import { strike } from './faults.ts';
import { act } from './people.ts';
import { judge } from './verdict.ts';
import { World } from './world.ts';

export interface Evening {
  seed: number;
  phones: number;
  operations: number;
  hash: string;
  findings: string[];
  trace: string[];
}

/** Things done in one evening. */
const operations = 200;

/** Plays one evening from its seed: people, faults, healing, a last restart. The same seed is the same evening. */
export const play = async (image: Image, seed: number, defect: Defect = {}): Promise<Evening> => {
  const world = new World(image, seed, defect);
  try {
    await goOn(world);
    await heal(world);
    const before = await judged(world);
    // A restart brings documents in step with the facts again, so both are looked at: without and with.
    const after = before.length > 0 ? [] : await afterRestart(world);
    return {
      ...{ seed, operations, phones: world.phones.length, hash: world.hash() },
      ...{ findings: [...before, ...after], trace: world.trace },
    };
  } finally {
    world.end();
  }
};

/** Facts or documents that cannot even be read are a finding too. */
const judged = (world: World): Promise<string[]> =>
  judge(world).catch((failure: unknown) => [`it cannot be judged: ${String(failure)}`]);

const goOn = async (world: World): Promise<void> => {
  const { luck, timeline } = world;
  const pace = luck.pick([60, 200, 500]);
  const trouble = luck.pick([0.02, 0.06, 0.12]);
  const closesAt = luck.is(0.35) ? luck.between(120, operations - 1) : undefined;
  const [lead] = world.leads;
  const first = world.image.steps.find((step) => step.kind === 'collect');
  await timeline.pass(1000);
  if (first) lead?.say('step.open', { stepId: first.id });
  for (let done = 0; done < operations; done += 1) {
    await timeline.pass(luck.next() * 2 * pace);
    if (done === closesAt) {
      world.closing = true;
      lead?.say('meeting.close', {});
    } else act(world);
    if (luck.is(trouble)) strike(world);
  }
};

/** Everything works again and everybody is back; then enough time for all that waited. */
const heal = async (world: World): Promise<void> => {
  world.note('all is well again');
  world.weather.clear();
  Object.assign(world.disk, { mood: 'well', crashAt: undefined });
  world.startServer();
  // Only those who were away are woken: what waits on the others must find its own way.
  world.everybody.filter(({ online }) => !online).forEach((phone) => phone.comeBack());
  await rest(world);
  if (!world.closing) return;
  // Facilitators who were sent home look at the board anew.
  world.leads.forEach((lead) => lead.reload());
  await rest(world);
};

/** Passes time until nothing waits any more, at most two minutes: what waits longer than that is stuck. */
const rest = async ({ timeline, everybody }: World): Promise<void> => {
  const until = timeline.now() + 120_000;
  const isCalm = (): boolean => everybody.every((phone) => phone.isCalm());
  // The slowest message that is under way takes six seconds.
  await timeline.pass(6500);
  do await timeline.pass(500);
  while (!isCalm() && timeline.now() < until);
  await timeline.pass(1500);
};

const afterRestart = async (world: World): Promise<string[]> => {
  world.note('the last restart');
  world.serverGone();
  await world.timeline.pass(5000);
  await rest(world);
  return judged(world);
};

/** What to read when an evening went wrong, and how to see it again. */
export const tell = ({ seed, phones, findings, trace }: Evening): string =>
  [
    `seed ${seed}, ${phones} phones: ${findings.length} wrong`,
    `again: SIM_SEED=${seed} npx vitest run -c test/vitest.config.ts test/simulation/first-half`,
    ...findings.slice(0, 10),
    'history:',
    ...trace,
  ].join('\n');
