import type { Change } from '../commands/context.ts';

/** What has changed in one meeting since its documents were last brought in step with the facts. */
export interface Changed {
  whole: boolean;
  noteIds: Set<string>;
}

/** Remembers what has changed, by meeting, until somebody takes it to write it into the documents. */
export const makeChangedMeetings = () => {
  const meetings = new Map<string, Changed>();
  return {
    has: (meetingId: string): boolean => meetings.has(meetingId),
    remember: (change: Change): void => {
      const changed = meetings.get(change.meetingId) ?? { whole: false, noteIds: new Set() };
      if (change.what === 'note') changed.noteIds.add(change.noteId);
      else changed.whole = true;
      meetings.set(change.meetingId, changed);
    },
    take: (meetingId: string): Changed | undefined => {
      const changed = meetings.get(meetingId);
      meetings.delete(meetingId);
      return changed;
    },
    /** Writing failed half-way: everything must be written anew. */
    everything: (meetingId: string): void => {
      meetings.set(meetingId, { whole: true, noteIds: new Set() });
    },
  };
};
