import { expect, test } from 'vitest';
import { judge } from './world/verdict.ts';
import { makeImage } from './world/image.ts';
import { World } from './world/world.ts';

const minute = 60_000;

/** Four people write a note each, then lose the network and write on; how long all of it took to be saved (ms). */
const awayFor = async (minutes: number): Promise<number> => {
  const world = new World(await makeImage(), 11, {});
  const { timeline, luck, leads, phones } = world;
  const collect = world.image.steps.find((step) => step.kind === 'collect');
  const stepId = collect?.id ?? '';
  const away = phones.slice(0, 4);
  const write = (): void => {
    for (const phone of away)
      phone.say('note.write', { noteId: luck.uuid(), stepId, text: `Skriven nu ${world.history.length}` });
  };
  world.weather.clear();
  await timeline.pass(1000);
  leads[0]?.say('step.open', { stepId });
  await timeline.pass(2000);
  write();
  await timeline.pass(2000);
  for (const phone of away) phone.goAway('now');
  for (let part = 0; part < 5; part += 1) {
    write();
    await timeline.pass((minutes * minute) / 5);
    // Pockets, dead batteries and impatient thumbs: only what lies in the phone's own store is left.
    for (const phone of away) phone.reload();
    await timeline.pass(1000);
  }
  const waiting = away.flatMap((phone) => phone.unsent());
  expect(new Set(waiting.map(({ id }) => id)).size).toBe(5 * away.length);
  for (const phone of away) phone.comeBack();
  const back = timeline.now();
  while (!phones.every((phone) => phone.isCalm()) && timeline.now() < back + minute) await timeline.pass(100);
  const took = timeline.now() - back;
  await timeline.pass(5000);
  expect(await judge(world)).toEqual([]);
  expect(world.history.filter(({ verb, end }) => verb === 'note.write' && end === 'ok')).toHaveLength(
    6 * away.length,
  );
  world.end();
  return took;
};

test.each([
  ['half an hour', 30],
  ['a night', 600],
])(
  '[SM5] what was written without network for %s is saved within seconds of coming back',
  async (what, minutes) => {
    const took = await awayFor(minutes);
    console.log(
      `${what} without network, five reloads: everything saved ${took} ms after coming back, nothing lost`,
    );
    expect(took).toBeLessThan(5000);
  },
);
