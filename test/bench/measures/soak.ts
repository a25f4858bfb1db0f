import WebSocket from 'ws';
import { protocolVersion } from '../../../shared/wire/version.ts';
import { commandAddress, noteCommand, startHalls, type RunningOurs } from '../contestants/ours.ts';
import { memoryOf, meter } from '../machine.ts';
import type { Measure } from '../measure.ts';
import { makeStage, type Seat } from '../stage.ts';
import { openCommandLine } from '../wire/command-line.ts';
import { noteText } from '../words.ts';
import { pause, takeSeats } from '../writing.ts';

interface Talker {
  say(verb: string, body: object): void;
  saved(): number;
  leave(): void;
}

/** A socket for whatever can be said, answers only counted. */
const openTalker = (running: RunningOurs, cookie: string | undefined): Promise<Talker> =>
  new Promise((resolve) => {
    const hall = running.halls[0];
    if (!hall) throw new Error('no hall');
    let saved = 0;
    let id = 0;
    const commands = openCommandLine(commandAddress(running.place(), hall, cookie), {
      ready: () =>
        resolve({
          say: (verb, body) =>
            commands.command((id += 1), {
              v: protocolVersion,
              id: crypto.randomUUID(),
              verb,
              meetingId: hall.meetingId,
              body,
            }),
          saved: () => saved,
          leave: () => commands.line.drop(),
        }),
      answer: (_id, ok) => (saved += ok ? 1 : 0),
    });
  });

const minutes = 240;
/** When everything has been in use once. */
const begun = 48;
/**
 * What a process holds (MB) once its runtime has collected and given back what it can. Without asking for that, a third
 * of what it has is room for new things, taken and given back at moments of the runtime's own choosing.
 */
const heldMemory = async ({ pid, inspector }: RunningOurs): Promise<number> => {
  const address = inspector();
  if (address === undefined) throw new Error('the runtime cannot be asked to collect');
  await collectGarbage(address);
  await pause(1000);
  return memoryOf(pid).now;
};

const collectGarbage = (address: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const line = new WebSocket(address);
    line.on('error', reject);
    line.on('open', () => line.send(JSON.stringify({ id: 1, method: 'HeapProfiler.collectGarbage' })));
    line.on('message', () => line.close());
    line.on('close', () => resolve());
  });

/** Per cent. */
const grown = (from = Number.NaN, to = Number.NaN): number => (to / from - 1) * 100;

/** Four hours of a meeting in three minutes: notes, corrections, shown and hidden, people come and go. */
export const soak: Measure = {
  name: 'soak',
  suits: ({ acknowledges }) => acknowledges,
  run: async (contestant, quick) => {
    const phones = 60;
    const seconds = quick ? 30 : 180;
    const running = await startHalls({ halls: 1, phones, notes: 0 }, ['--inspect=127.0.0.1:0']);
    const hall = running.halls[0];
    if (!hall) throw new Error('no hall');
    const stage = makeStage(contestant.addressed);
    const seats = await takeSeats(running, stage, { phones });
    const talkers = await Promise.all(hall.cookies.map((cookie) => openTalker(running, cookie)));
    const lead = await openTalker(running, hall.facilitator);
    const samples: number[] = [];
    const written = new Map<number, string>();
    const each = (seconds * 1000) / minutes;
    const live = async (from: number, to: number): Promise<void> => {
      for (let minute = from; minute < to; minute += 1) {
        await liveMinute({ minute, talkers, lead, hall, written });
        if (minute % 2 === 0) await replace(running, stage, seats, minute % phones);
        await pause(each);
        samples.push(memoryOf(running.pid).now);
      }
    };
    const ended = meter(running.pid);
    await live(0, begun);
    const heldFirst = await heldMemory(running);
    await live(begun, minutes);
    const heldLast = await heldMemory(running);
    const cost = ended();
    const saved = talkers.reduce((sum, talker) => sum + talker.saved(), lead.saved());
    for (const talker of [...talkers, lead, ...seats]) talker.leave();
    await running.stop();
    const [first, last] = [samples.slice(0, begun), samples.slice(-begun)].map((part) => Math.max(...part));
    return {
      growth: grown(first, last),
      held: grown(heldFirst, heldLast),
      first: first ?? Number.NaN,
      last: last ?? Number.NaN,
      saved,
      core: cost.server,
      others: cost.others,
    };
  },
};

const replace = async (
  running: RunningOurs,
  stage: ReturnType<typeof makeStage>,
  seats: Seat[],
  n: number,
): Promise<void> => {
  seats[n]?.leave();
  seats[n] = await running.seat(stage, 0, n);
};

/** What happens in one minute of the meeting: six notes, four corrections, and every tenth something is led. */
const liveMinute = async ({
  minute,
  talkers,
  lead,
  hall,
  written,
}: {
  minute: number;
  talkers: Talker[];
  lead: Talker;
  hall: RunningOurs['halls'][number];
  /** The last note of each phone. */
  written: Map<number, string>;
}): Promise<void> => {
  const stepId = hall.steps[0];
  for (let k = 0; k < 6; k += 1) {
    const n = (minute * 6 + k) % talkers.length;
    const { body } = noteCommand(hall, -1) as { body: { noteId: string } };
    written.set(n, body.noteId);
    talkers[n]?.say('note.write', body);
  }
  for (let k = 0; k < 4; k += 1) {
    const n = (minute * 7 + k * 11) % talkers.length;
    const noteId = written.get(n);
    if (noteId) talkers[n]?.say('note.edit', { noteId, text: noteText(-2 - minute) });
  }
  if (minute % 10 === 0) lead.say('notes.reveal', { stepId, revealed: minute % 20 !== 0 });
  if (minute % 30 === 15) lead.say('timer.extend', { seconds: 60 });
};
