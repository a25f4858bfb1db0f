import type { Db } from '../../db/connect.ts';
import type { Arrangement } from '../../shared/documents/themes.ts';
import type { Change } from '../commands/context.ts';
import { makeArrangementOf } from './arrangements.ts';
import { makeChangedMeetings } from './changed.ts';
import { documentName, parseName, type Documents } from './documents.ts';
import { limits } from './limits.ts';
import type { LiveDocument } from './live-document.ts';
import { makeMeetingQueues } from './meeting-queues.ts';
import { makeRegrouping } from './regrouping.ts';
import { makeFactWriter } from './write-facts.ts';

export interface PublishDeps {
  read: Db;
  write<T>(work: (tx: Db) => Promise<T>): Promise<T>;
  /** Commits what waits to be, so that it is read in this round and not the next. */
  gathered(): Promise<void>;
  documents(): Documents;
  /** Counts and hints that travel beside the documents. */
  announce(change: Change): void;
  after(ms: number, run: () => void): void;
  onFailure(failure: unknown): void;
}

export interface Publisher {
  publish(changes: readonly Change[]): void;
  /** Brings a document that was just loaded in step with the facts, and listens to the facilitators' own. */
  prepare(document: LiveDocument): Promise<void>;
  arrangement(meetingId: string): Promise<Arrangement>;
  /** Resolves when everything published so far stands in the documents. */
  settled(): Promise<void>;
}

/**
 * Carries facts into the live documents. It reads the newest committed facts each time, one meeting in one
 * queue, so it does not matter in which order changes were announced, or whether some were missed in a crash.
 * What changed while one round was under way is taken in the next, all at once.
 */
export const makePublisher = (deps: PublishDeps): Publisher => {
  const { inOrder, settled } = makeMeetingQueues();
  const changed = makeChangedMeetings();
  const arrangement = makeArrangementOf(deps.read, deps.documents);
  const loaded = (kind: 'room' | 'desk', meetingId: string): LiveDocument | undefined =>
    deps.documents().loaded(documentName(kind, meetingId));
  const facts = makeFactWriter({ read: deps.read, loaded, arrangement });

  /** A disk that refuses now may take it later; until then the screens would show what is no longer so. */
  const untilDone = (meetingId: string, work: () => Promise<void>): Promise<void> =>
    inOrder(meetingId, () =>
      work().catch((failure: unknown) => {
        deps.onFailure(failure);
        deps.after(limits.storeAgain, () => void untilDone(meetingId, work));
      }),
    );
  /** It would be passed on no sooner anyway; what changes meanwhile is written into the documents along with it. */
  const due = (meetingId: string): Promise<void> | undefined => {
    const ms = loaded('room', meetingId)?.dueIn() ?? 0;
    return ms > 0 ? new Promise((resolve) => deps.after(ms, resolve)) : undefined;
  };
  /** Brings both documents in step with everything that was announced until now. */
  const catchUp = async (meetingId: string): Promise<void> => {
    if (!changed.has(meetingId)) return;
    await due(meetingId);
    await deps.gathered();
    const now = changed.take(meetingId);
    if (!now) return;
    try {
      await (now.whole ? facts.whole(meetingId) : facts.someNotes(meetingId, now.noteIds));
    } catch (failure) {
      changed.everything(meetingId);
      throw failure;
    }
  };

  const showRoom = async (meetingId: string): Promise<void> => {
    const room = loaded('room', meetingId);
    if (room) await facts.room(room, meetingId);
  };
  const { follow } = makeRegrouping({ ...deps, arrangement, showRoom, untilDone });

  return {
    publish: (changes) => {
      for (const change of changes) {
        if (change.what === 'dots') deps.announce(change);
        else {
          changed.remember(change);
          void untilDone(change.meetingId, () => catchUp(change.meetingId)).then(() => deps.announce(change));
        }
      }
    },
    prepare: async (document) => {
      const parsed = parseName(document.name);
      if (!parsed) return;
      const { kind, meetingId } = parsed;
      if (kind === 'themes') follow(meetingId, document);
      else await inOrder(meetingId, () => facts[kind](document, meetingId));
    },
    arrangement,
    settled,
  };
};
