import { asc, eq } from 'drizzle-orm';
import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { tables } from '../../../db/connect.ts';
import { kinds } from '../../../server/live/frames.ts';
import type { Disk } from './disk.ts';

/** Watches one writer: an acknowledgement may only count updates that stand in the log. */
export interface AckWatch {
  /** One more update of hers was taken. */
  took(update: Uint8Array): void;
  /** What is wrong with a message to her, if anything. */
  sees(payload: Uint8Array): Promise<string | undefined>;
}

export const watchAcks = (disk: Disk, name: string): AckWatch => {
  const taken: Map<number, number>[] = [];
  return {
    took: (update) => void taken.push(clocksIn(update)),
    sees: async (payload) => {
      const decoder = decoding.createDecoder(payload);
      if (decoding.readVarUint(decoder) !== kinds.ack) return undefined;
      const count = decoding.readVarUint(decoder);
      const stored = await storedClocks(disk, name);
      const all = taken.slice(0, count).flatMap((clocks) => [...clocks]);
      const early = all.find(([client, clock]) => (stored.get(client) ?? 0) < clock);
      return early && `move ${early[1]} of ${early[0]} was acknowledged before it was in the log`;
    },
  };
};

/** Up to which clock an update reaches, for each client id in it. */
const clocksIn = (update: Uint8Array): Map<number, number> => {
  const clocks = new Map<number, number>();
  for (const { id, length } of Y.decodeUpdate(update).structs)
    clocks.set(id.client, Math.max(clocks.get(id.client) ?? 0, id.clock + length));
  return clocks;
};

const storedClocks = async ({ writer }: Disk, name: string): Promise<Map<number, number>> => {
  const { documents, documentUpdates } = tables;
  const [head] = await writer.db.select().from(documents).where(eq(documents.name, name));
  const log = await writer.db
    .select({ bytes: documentUpdates.bytes })
    .from(documentUpdates)
    .where(eq(documentUpdates.name, name))
    .orderBy(asc(documentUpdates.seq));
  const updates = [...(head?.snapshot ? [head.snapshot] : []), ...log.map(({ bytes }) => bytes)];
  return updates.length === 0 ? new Map() : clocksIn(Y.mergeUpdates(updates));
};
