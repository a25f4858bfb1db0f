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

/** Four hours of a meeting in three minutes: notes, corrections, shown and hidden, people come and go. */
export const soak: Measure = {
  name: 'soak',
  suits: ({ acknowledges }) => acknowledges,
  run: async (contestant, quick) => {
    const phones = 60;
    const seconds = quick ? 30 : 180;
    const running = await startHalls({ halls: 1, phones, notes: 0 });
    const hall = running.halls[0];
    if (!hall) throw new Error('no hall');
    const stage = makeStage(contestant.addressed);
    const seats = await takeSeats(running, stage, { phones });
    const talkers = await Promise.all(hall.cookies.map((cookie) => openTalker(running, cookie)));
    const lead = await openTalker(running, hall.facilitator);
    const samples: number[] = [];
    const written = new Map<number, string>();
    const ended = meter(running.pid);
    const each = (seconds * 1000) / minutes;
    for (let minute = 0; minute < minutes; minute += 1) {
      await liveMinute({ minute, talkers, lead, hall, written });
      if (minute % 2 === 0) await replace(running, stage, seats, minute % phones);
      await pause(each);
      samples.push(memoryOf(running.pid).now);
    }
    const cost = ended();
    // The least of a stretch: what is left when the collector has been there.
    const least = (from: number, to: number): number =>
      Math.min(...samples.slice(Math.floor(from * minutes), Math.floor(to * minutes)));
    const settled = least(0.2, 0.4);
    const end = least(0.8, 1);
    const saved = talkers.reduce((sum, talker) => sum + talker.saved(), lead.saved());
    for (const talker of [...talkers, lead, ...seats]) talker.leave();
    await running.stop();
    return { growth: (end / settled - 1) * 100, settled, end, saved, core: cost.server, others: cost.others };
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
