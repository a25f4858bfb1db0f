import { expect, it } from 'vitest';
import type { Answer } from '../../shared/wire/down.ts';
import { storeOn, type OutboxEntry, type Shelf } from '../../web/lib/live/outbox-store.ts';
import { PhoneOutbox, type News } from '../../web/lib/live/phone-outbox.ts';

const never = new Promise<never>(() => undefined);
const isGone = () => Promise.reject(new Error('the disk is gone'));
const note = (text: string) => ({ noteId: crypto.randomUUID(), stepId: crypto.randomUUID(), text });
const entryOf = (id: string): OutboxEntry => ({
  ...{ id, meetingId: 'm', order: 1, verb: 'note.write', body: note(id) },
  state: { kind: 'waiting', tries: 0, notBefore: 0 },
});

/** A phone's disk that does as it is told. */
const disk = () => {
  const there = new Map<string, OutboxEntry>();
  const shelf: Shelf = {
    all: async () => [...there.values()],
    put: async (entry) => there.set(entry.id, entry),
    delete: async (id) => there.delete(id),
  };
  return { there, shelf };
};

/** Tabs of one phone; each message reaches all the others. */
const phone = (shelf: Shelf) => {
  const listeners = new Set<(news: News) => void>();
  return (send: (entry: OutboxEntry) => Promise<Answer>) => {
    const heard: string[] = [];
    const outbox = new PhoneOutbox({
      ...{ meetingId: 'm', store: storeOn(shelf), send, chance: () => 0.5, newId: () => crypto.randomUUID() },
      onAnswer: (entry, answer) => heard.push(`${entry.id} ${answer.ok}`),
      clock: { now: () => performance.now(), after: (ms, run) => stopper(setTimeout(run, ms)) },
      alone: (act) => act(),
      otherTabs: (onNews) => {
        listeners.add(onNews);
        const tell = (news: News) =>
          [...listeners].filter((other) => other !== onNews).forEach((other) => other(news));
        return { tell, close: () => listeners.delete(onNews) };
      },
      show: () => undefined,
    });
    return { outbox, heard };
  };
};
const stopper = (timer: NodeJS.Timeout) => () => clearTimeout(timer);
const yes = async ({ id }: OutboxEntry): Promise<Answer> => ({ ok: true, id, result: {} });
const no = async ({ id }: OutboxEntry): Promise<Answer> => ({
  ...{ ok: false, id, problem: { code: 'step_closed' }, sentence: 'stängt', remedy: 'give_up' },
});
const kinds = ({ entries }: PhoneOutbox) => entries.map(({ state }) => state.kind);

it('[OB6] what is put in is there at once, and leaves when it is on the phone’s disk', async () => {
  const { shelf } = disk();
  let finish = (): void => undefined;
  const slow = new Promise<void>((resolve) => (finish = resolve));
  const sent: string[] = [];
  const { outbox } = phone({ ...shelf, put: () => slow })((entry) => (sent.push(entry.id), never));
  void outbox.put('note.write', note('Bussen'), 'a');
  expect(outbox.entries.map(({ id }) => id)).toEqual(['a']);
  outbox.wake();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect([outbox.entries.length, sent]).toEqual([1, []]);
  finish();
  await expect.poll(() => sent).toEqual(['a']);
});

it.each([
  ['fails', isGone],
  ['never ends', () => never],
])('[OB6] a disk where everything %s stops nothing: it is sent, and stands as saved', async (_how, act) => {
  const { outbox } = phone({ all: act, put: act, delete: act })(yes);
  void outbox.put('note.write', note('Bussen'), 'a');
  void outbox.put('note.write', note('Tåget'), 'b');
  await expect.poll(() => kinds(outbox), { timeout: 15_000 }).toEqual(['saved', 'saved']);
});

it('[OB6] a disk that is emptied while something waits takes nothing off the page, and it is sent', async () => {
  const { there, shelf } = disk();
  let line: typeof yes = async ({ id }) => ({
    ...{ ok: false, id, problem: { code: 'busy' }, sentence: '', remedy: 'retry' },
  });
  const { outbox } = phone(shelf)((entry) => line(entry));
  await outbox.put('note.write', note('Bussen'), 'a');
  await expect.poll(() => outbox.entries[0]?.state).toMatchObject({ kind: 'waiting', tries: 1 });
  there.clear();
  line = yes;
  outbox.wake();
  await expect.poll(() => kinds(outbox)).toEqual(['saved']);
});

it('[OB6] what the disk could not take or let go of is remembered, once, as it was last', async () => {
  const { there, shelf } = disk();
  let isFull = true;
  const store = storeOn({
    all: shelf.all,
    put: (entry) => (isFull ? isGone() : shelf.put(entry)),
    delete: (id) => (isFull ? isGone() : shelf.delete(id)),
  });
  there.set('old', entryOf('old'));
  await store.write(entryOf('new'));
  await store.remove('old');
  expect((await store.read())?.map(({ id }) => id)).toEqual(['new']);
  isFull = false;
  await store.write({ ...entryOf('new'), order: 2 });
  expect((await store.read())?.map(({ id, order }) => [id, order])).toEqual([['new', 2]]);
  there.clear();
  expect(await store.read()).toEqual([]);
});

it.each([
  ['saved', yes, true],
  ['refused', no, false],
] as const)('[OB7] a tab whose words another tab sent hears that they were %s', async (kind, send, isOk) => {
  const tab = phone(disk().shelf);
  const wrote = tab(() => never);
  // It stands still in the middle, as a tab does that the phone has put to sleep.
  await wrote.outbox.put('note.write', note('Bussen'), 'a');
  const other = tab(send);
  await expect.poll(() => kinds(wrote.outbox)).toEqual([kind]);
  expect([wrote.heard, other.heard]).toEqual([[`a ${isOk}`], [`a ${isOk}`]]);
});
