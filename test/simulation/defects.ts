import { ackFrame, kinds } from '../../server/live/frames.ts';
import type { Peer } from '../../server/live/peer.ts';
import { connect } from '../../db/connect.ts';
import type { Store } from '../../server/store/store.ts';
import type { Defect } from './world/defect.ts';

/** Says it is done when the work was run, not when it is on the disk. */
const early =
  (write: Store['write']): Store['write'] =>
  (work, committed) =>
    new Promise((resolve, reject) => {
      write(async (tx) => {
        const value = await work(tx);
        resolve(value);
        return value;
      }, committed).catch(reject);
    });

/** As many a collaboration server does it: what was changed is stored in a while, when nobody waits for it. */
const whenThereIsTime = (write: Store['write']): Store['write'] => {
  let written = 0;
  // The first writes make the documents, which are read back at once.
  return (work, committed) => {
    const stored = write(work, committed);
    if ((written += 1) <= 8) return stored;
    stored.catch(() => undefined);
    return Promise.resolve(undefined as never);
  };
};

/** Counts each update as stored when it is heard. */
const acksTooMuch = (): Defect => {
  const heard = new WeakMap<Peer, number>();
  return {
    hears: (peer) => void heard.set(peer, (heard.get(peer) ?? 0) + 1),
    sends: (payload, peer) => (payload[0] === kinds.ack ? ackFrame(heard.get(peer) ?? 0) : payload),
  };
};

const shown = "CASE status WHEN 'hidden' THEN 'visible' ELSE status END AS status";

/** Mistakes somebody could make in the core, by what they would mean to people. Each must be found. */
export const defects: Readonly<Record<string, () => Defect>> = {
  'a note is acknowledged before it is on the disk': () => ({ write: early }),
  'nobody waits for the flush': () => ({
    ground: (ground) => ({ ...ground, flush: async () => void ground.flush().catch(() => undefined) }),
  }),
  'a new life shows what the last one never flushed': () => ({
    ground: (ground) => ({ ...ground, start: () => undefined }),
  }),
  'what the disk refused is acknowledged all the same': () => ({
    ground: (ground) => ({
      ...ground,
      commit: () => {
        try {
          ground.commit();
        } catch {
          if (ground.isOpen()) ground.rollback();
        }
      },
    }),
  }),
  'a repeated command is carried out again': () => ({
    write: (write, disk) => (work, committed) =>
      write((tx) => {
        disk.writer.raw.exec('DELETE FROM commands');
        return work(tx);
      }, committed),
  }),
  'hidden notes are shown to the room': () => ({
    publishersRead: (disk) => {
      const other = connect(disk.writer.raw.name, { readonly: true });
      const columns = other.raw.pragma('table_info(notes)') as { name: string }[];
      const list = columns.map(({ name }) => (name === 'status' ? shown : name)).join(', ');
      other.raw.exec(`CREATE TEMP VIEW notes AS SELECT ${list} FROM main.notes`);
      return other.db;
    },
  }),
  'steps that open and close are not told to the screens': () => ({
    publishes: (changes) => changes.filter(({ what }) => what !== 'meeting'),
  }),
  'a document is passed on before it is stored': () => ({ documentsWrite: whenThereIsTime }),
  'moves that came while the disk worked are counted as stored': acksTooMuch,
  'the outbox is forgotten when the page is loaded again': () => ({ opens: (entries) => entries.clear() }),
  'silence is taken for a yes': () => ({
    takes: (answer) =>
      !answer.ok && answer.problem.code === 'busy' ? { ok: true, id: answer.id, result: {} } : answer,
  }),
};
