import type { Db } from '../../../db/connect.ts';
import type { Change } from '../../../server/commands/context.ts';
import type { Peer } from '../../../server/live/peer.ts';
import type { Ground } from '../../../server/store/batch.ts';
import type { Store } from '../../../server/store/store.ts';
import type { Answer } from '../../../shared/wire/down.ts';
import type { OutboxEntry } from '../../../web/lib/live/outbox-store.ts';
import type { Disk } from './disk.ts';

type Write = Store['write'];

/** A mistake somebody could make, put in through the parts that come in. An honest world has none. */
export interface Defect {
  ground?(ground: Ground): Ground;
  write?(write: Write, disk: Disk): Write;
  documentsWrite?(write: Write): Write;
  publishersRead?(disk: Disk): Db;
  publishes?(changes: readonly Change[]): readonly Change[];
  /** What the server's end of a line makes of a message that it sends, and of an update that it hears. */
  sends?(payload: Uint8Array, peer: Peer): Uint8Array;
  hears?(peer: Peer): void;
  /** What a page that opens does to the phone's store, and what it makes of an answer. */
  opens?(entries: Map<string, OutboxEntry>): void;
  takes?(answer: Answer): Answer;
}
