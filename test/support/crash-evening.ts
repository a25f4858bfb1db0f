import type { Body, Verb } from '../../shared/wire/up.ts';
import { at } from './arena.ts';
import type { Operation } from './evidence.ts';
import { Client, type Hall } from './service.ts';

/** One acknowledged thing, to be said again after the crash: the same id must get the same yes. */
interface Promised {
  client: Client;
  id: string;
  verb: Verb;
  body: Body<Verb>;
}

/** What a short evening did before the server died under it. */
export interface CrashEvening {
  history: Operation[];
  promised: Promised[];
  /** The phones, by the name that their operations have as `who`. */
  phones: Map<string, Client>;
  /** The facilitator was told that the meeting is over. */
  closed: boolean;
  /** The meeting may be over. */
  maybeClosed: boolean;
}

/** The line went dead: the server is gone, and nobody will say more. */
class Dead extends Error {}

const people = 4;

/** A whole evening in a second: joining, notes, dots, offers, closing, over HTTP, until it is over or the line dies. */
export const crashEvening = async (hall: Hall, url: string): Promise<CrashEvening> => {
  const evening: CrashEvening = {
    history: [],
    promised: [],
    phones: new Map(),
    closed: false,
    maybeClosed: false,
  };
  try {
    await live(evening, hall, url);
  } catch (failure) {
    if (!(failure instanceof Dead)) throw failure;
  }
  return evening;
};

const live = async (evening: CrashEvening, hall: Hall, url: string): Promise<void> => {
  const lead = at(hall.facilitator, url);
  const leads = <V extends Verb>(verb: V, body: Body<V>) => say({ evening, hall, client: lead }, verb, body);
  const stepId = hall.step('collect');
  await leads('step.open', { stepId });
  await leads('notes.reveal', { stepId, revealed: true });
  await everybody(Array.from({ length: people }, (_, nth) => joins({ evening, hall, url }, `phone ${nth}`)));
  const talks = (what: (talk: Talk) => Promise<void>) =>
    everybody([...evening.phones].map(([who, client]) => what({ evening, hall, client, who })));
  await talks(writesNotes);
  await leads('step.open', { stepId: hall.step('dots') });
  const target = evening.history.find((op) => op.verb === 'note.write')?.body as { noteId: string };
  await talks((talk) => laysDots(talk, target.noteId));
  await leads('step.open', { stepId: hall.step('offers') });
  await talks(offers);
  await leads('dots.reveal', { stepId: hall.step('dots'), revealed: true });
  evening.maybeClosed = true;
  await leads('meeting.close', {});
  evening.closed = true;
};

/** All of them to their end, also when one finds the line dead. */
const everybody = async (all: Promise<void>[]): Promise<void> => {
  const failed = (await Promise.allSettled(all)).find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
};

interface Talk {
  evening: CrashEvening;
  hall: Hall;
  client: Client;
  /** Missing for the facilitator, who says nothing that is in the history. */
  who?: string;
}

const joins = async (
  { evening, hall, url }: { evening: CrashEvening; hall: Hall; url: string },
  who: string,
): Promise<void> => {
  const client = new Client(url);
  await client.join({ code: hall.joinCode }).catch(() => {
    throw new Dead();
  });
  evening.phones.set(who, client);
};

const writesNotes = async (talk: Talk): Promise<void> => {
  const stepId = talk.hall.step('collect');
  const ids = [1, 2, 3].map(() => crypto.randomUUID());
  for (const noteId of ids) await say(talk, 'note.write', { noteId, stepId, text: `Lapp ${noteId}` });
  const [first = '', second = ''] = ids;
  await say(talk, 'note.edit', { noteId: second, text: `Ändrad ${second}` });
  await say(talk, 'note.edit', { noteId: second, text: `Ändrad igen ${second}` });
  if (talk.who !== 'phone 0') await say(talk, 'note.withdraw', { noteId: first });
};

const laysDots = async (talk: Talk, targetId: string): Promise<void> => {
  const stepId = talk.hall.step('dots');
  for (const dot of [1, 2, 4]) await say(talk, 'dot.place', { stepId, dot, targetId });
  await say(talk, 'dot.lift', { stepId, dot: 1 });
};

const offers = async (talk: Talk): Promise<void> => {
  const stepId = talk.hall.step('offers');
  const offer = { stepId, kind: 'time', contact: '070-000 00 00' } as const;
  const ids = [crypto.randomUUID(), crypto.randomUUID()];
  for (const offerId of ids)
    await say(talk, 'offer.make', { ...offer, offerId, text: `Jag hjälper ${offerId}` });
  await say(talk, 'offer.withdraw', { offerId: ids[0] ?? '' });
};

const say = async <V extends Verb>(
  { evening, hall, client, who }: Talk,
  verb: V,
  body: Body<V>,
): Promise<void> => {
  const id = crypto.randomUUID();
  const op: Operation = { id, verb, who: who ?? '', body, end: 'unknown' };
  if (who !== undefined) evening.history.push(op);
  const answer = await client.say(verb, body, { meetingId: hall.meetingId, id }).catch(() => undefined);
  if (!answer || (!answer.ok && answer.remedy === 'retry')) throw new Dead();
  op.end = answer.ok ? 'ok' : 'refused';
  if (answer.ok) evening.promised.push({ client, id, verb, body });
};
