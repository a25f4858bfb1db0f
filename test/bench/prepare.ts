/** Prepares halls in a data folder, in a process of its own; prints what the phones need to know as JSON. */
import { openHall, phone, startService, type Client, type Hall } from '../support/service.ts';
import type { HallSpec, PreparedHall } from './hall.ts';
import { noteText } from './words.ts';

const [dataDir = '', specText = '{}'] = process.argv.slice(2);
const spec = JSON.parse(specText) as HallSpec;

const inTurns = async <T>(count: number, work: (n: number) => Promise<T>): Promise<T[]> => {
  const done: T[] = [];
  for (let n = 0; n < count; n += 20)
    done.push(...(await Promise.all(Array.from({ length: Math.min(20, count - n) }, (_, k) => work(n + k)))));
  return done;
};

const service = await startService({ dataDir });

const write = (hall: Hall, phones: Client[], n: number): Promise<unknown> =>
  (phones[n % phones.length] as Client).must(
    'note.write',
    { noteId: crypto.randomUUID(), stepId: hall.step('collect'), text: noteText(-2 - n) },
    { meetingId: hall.meetingId },
  );

const prepare = async (): Promise<PreparedHall> => {
  const hall = await openHall(service);
  const { meetingId } = hall;
  const stepId = hall.step('collect');
  await hall.facilitator.must('step.open', { stepId }, { meetingId });
  await hall.facilitator.must('notes.reveal', { stepId, revealed: true }, { meetingId });
  const phones = await inTurns(spec.phones, () => phone(service, hall));
  await inTurns(spec.notes, (n) => write(hall, phones, n));
  return {
    meetingId,
    steps: hall.stepIds.filter((id) => id === stepId || id === hall.step('collect', 1)),
    cookies: phones.map((client) => client.cookie),
    facilitator: hall.facilitator.cookie,
  };
};

const halls: PreparedHall[] = [];
for (let n = 0; n < spec.halls; n += 1) halls.push(await prepare());
await service.app.stop();
console.log(JSON.stringify(halls));
process.exit(0);
