import type { Crash } from './disk.ts';
import type { Phone } from './phone.ts';
import type { World } from './world.ts';

type Fault = (world: World) => void;

const somebody = ({ luck, everybody }: World): Phone => luck.pick(everybody);

const away =
  (how: 'now' | 'half-open'): Fault =>
  (world) => {
    const phone = somebody(world);
    world.note(`${phone.name} goes away, ${how}`);
    phone.goAway(how);
    world.timeline.after(world.luck.between(500, 40_000), () => phone.comeBack());
  };

const disk =
  (mood: World['disk']['mood']): Fault =>
  (world) => {
    world.note(`disk ${mood}`);
    world.disk.mood = mood;
    world.timeline.after(world.luck.between(100, 8000), () => (world.disk.mood = 'well'));
  };

/** How the process ends at the next commit. */
const crashes: readonly Crash[] = ['before commit', 'after commit', 'power', 'killed, then power'];

/** What can happen besides what people do. The commoner ones stand in it twice. */
const faults: readonly Fault[] = [
  away('now'),
  away('now'),
  away('half-open'),
  (world) => reload(world, somebody(world)),
  (world) => reload(world, somebody(world)),
  (world) => reload(world, world.luck.pick(world.leads)),
  (world) => world.everybody.filter(() => world.luck.is(0.5)).forEach((phone) => reload(world, phone)),
  (world) => {
    const phone = world.luck.pick(world.phones);
    world.note(`${phone.name} opens another page`);
    phone.open();
  },
  (world) => {
    const phone = world.luck.pick(world.phones);
    const page = phone.pages.length > 1 ? world.luck.pick(phone.pages) : undefined;
    if (page) phone.close(page);
  },
  (world) => [...world.links].filter(() => world.luck.is(0.3)).forEach((client) => client.cut('now')),
  (world) => crash(world),
  (world) => crash(world),
  (world) => {
    world.disk.crashAt = world.luck.pick(crashes);
  },
  (world) => {
    world.disk.crashAt = world.luck.pick(crashes);
  },
  (world) => void world.server?.stop().catch((failure: unknown) => world.failed(failure)),
  disk('full'),
  disk('full'),
  disk('full at once'),
  disk('full at the flush'),
  disk('busy'),
  (world) => {
    world.clockOffset = world.luck.pick([-3_600_000, 172_800_000, 0]);
    world.note(`the clock on the wall is wrong by ${world.clockOffset}`);
  },
];

const reload = (world: World, phone: Phone): void => {
  world.note(`${phone.name} reloads`);
  phone.reload();
};

const crash: Fault = (world) => {
  if (!world.server?.alive()) return;
  world.note('server dies');
  world.serverGone();
};

export const strike = (world: World): void => world.luck.pick(faults)(world);
