import type { Db } from '../../db/connect.ts';
import type { Arrangement } from '../../shared/documents/themes.ts';
import { renewOptions } from '../commands/step.ts';
import { stepsOf } from '../store/meetings.ts';
import type { LiveDocument } from './live-document.ts';

export interface RegroupingDeps {
  read: Db;
  write<T>(work: (tx: Db) => Promise<T>): Promise<T>;
  arrangement(meetingId: string): Promise<Arrangement>;
  /** Writes the room anew, if anybody has it open. */
  showRoom(meetingId: string): Promise<void>;
  after(ms: number, run: () => void): void;
  /** Runs work in the meeting's turn, again and again until the disk takes it. */
  untilDone(meetingId: string, work: () => Promise<void>): Promise<void>;
}

/** How long several moves of notes may gather before the room's themes follow (ms). */
const themesWindow = 80;

/** The facilitators moved something: the room's themes follow, and so does what dots can be laid on. */
export const makeRegrouping = (deps: RegroupingDeps) => {
  const regrouped = async (meetingId: string): Promise<void> => {
    const open = (await stepsOf(deps.read, meetingId)).find((s) => s.kind === 'dots' && s.state === 'open');
    if (open) {
      const now = await deps.arrangement(meetingId);
      await deps.write((tx) => renewOptions(tx, open, now));
    }
    await deps.showRoom(meetingId);
  };
  return {
    follow: (meetingId: string, { doc }: LiveDocument): void => {
      let timed = false;
      doc.on('update', () => {
        if (timed) return;
        timed = true;
        deps.after(themesWindow, () => {
          timed = false;
          void deps.untilDone(meetingId, () => regrouped(meetingId));
        });
      });
    },
  };
};
