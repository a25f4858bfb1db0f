import type { Body, Verb } from '$shared/wire/up.ts';
import type { Connection } from './connection.svelte.ts';
import { newId } from './new-id.ts';
import { storeOn, type OutboxEntry } from './outbox-store.ts';
import { PhoneOutbox, type Outbox, type OutboxParts } from './phone-outbox.ts';
import { openShelf } from './shelf.ts';

export type { Outbox } from './phone-outbox.ts';

/**
 * Opens the outbox of one meeting, with what an earlier visit left in it. `onAnswer` is told of every answer.
 * Another tab of the same meeting shares the entries; only one of them sends at a time. Its entries are reactive.
 */
export const openOutbox = (
  meetingId: string,
  connection: Connection,
  onAnswer: OutboxParts['onAnswer'] = () => undefined,
): Outbox => {
  let shown = $state.raw<OutboxEntry[]>([]);
  const outbox = new PhoneOutbox({
    meetingId,
    store: storeOn(openShelf(meetingId)),
    send: ({ verb, body, id }) => connection.command(verb, body as Body<Verb>, { id }),
    onAnswer,
    clock,
    chance: Math.random,
    newId,
    alone: (act) => alone(meetingId, act),
    otherTabs: (onNews) => otherTabs(meetingId, onNews),
    show: (entries) => (shown = entries),
  });
  return {
    get entries() {
      return shown;
    },
    put: (verb, body, id) => outbox.put(verb, body, id),
    sendAgain: (id) => outbox.sendAgain(id),
    forget: (id) => outbox.forget(id),
    wake: () => outbox.wake(),
    close: () => outbox.close(),
  };
};

/** Not the time of day: a phone whose clock is set back in the evening must not wait until the next one. */
const clock: OutboxParts['clock'] = {
  now: () => performance.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

/** How long a tab waits for another to have sent (ms): one that the phone has put to sleep in the middle never has. */
const turnWithin = 15_000;

/** One tab sends at a time where the browser can say so; elsewhere two may, which is harmless. */
const alone = (meetingId: string, act: () => Promise<void>): Promise<void> =>
  'locks' in navigator && 'timeout' in AbortSignal
    ? navigator.locks
        .request(`outbox/${meetingId}`, { signal: AbortSignal.timeout(turnWithin) }, act)
        .catch(act)
    : act();

const otherTabs = (
  meetingId: string,
  onNews: Parameters<OutboxParts['otherTabs']>[0],
): ReturnType<OutboxParts['otherTabs']> => {
  if (typeof BroadcastChannel === 'undefined') return { tell: () => undefined, close: () => undefined };
  const channel = new BroadcastChannel(`outbox/${meetingId}`);
  channel.onmessage = ({ data }: MessageEvent<Parameters<typeof onNews>[0]>) => onNews(data);
  return { tell: (news) => channel.postMessage(news), close: () => channel.close() };
};
