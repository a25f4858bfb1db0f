import type { Db } from '../../db/connect.ts';
import { isPublic } from '../../shared/domain/note.ts';
import { writeDesk, writeDeskNote } from '../../shared/documents/desk.ts';
import { isOption, writeRoom, writeRoomNote } from '../../shared/documents/room.ts';
import { nothingGrouped, readThemes, type Arrangement } from '../../shared/documents/themes.ts';
import type { Change } from '../commands/context.ts';
import { renewOptions } from '../commands/step.ts';
import { meetingById, stepsOf, type StepRow } from '../store/meetings.ts';
import { notesByIds, type NoteRow } from '../store/said.ts';
import { documentName, parseName, type Documents } from './documents.ts';
import { limits } from './limits.ts';
import type { LiveDocument } from './live-document.ts';
import { makeMeetingQueues } from './meeting-queues.ts';
import { deskFacts, deskNote, roomFacts, roomNote } from './room-facts.ts';

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
  prepare(document: LiveDocument): Promise<void>;
  arrangement(meetingId: string): Promise<Arrangement>;
  /** Resolves when everything published so far stands in the documents. */
  settled(): Promise<void>;
}

/** How long several moves of notes may gather before the room's themes follow (ms). */
const themesWindow = 80;

/** What has changed in one meeting since the documents were last brought in step with the facts. */
interface Changed {
  whole: boolean;
  noteIds: Set<string>;
}

/**
 * Carries facts into the live documents. It reads the newest committed facts each time, one meeting in one
 * queue, so it does not matter in which order changes were announced, or whether some were missed in a crash.
 * What changed while one round was under way is taken in the next, all at once.
 */
export const makePublisher = (deps: PublishDeps): Publisher => {
  const { inOrder, settled } = makeMeetingQueues(deps.onFailure);
  const changed = new Map<string, Changed>();

  /** Anybody may ask for what never was: that must not make a document. */
  const exists = async (meetingId: string): Promise<boolean> =>
    deps.documents().loaded(documentName('themes', meetingId)) !== undefined ||
    (await meetingById(deps.read, meetingId)) !== undefined;
  const arrangement = async (meetingId: string): Promise<Arrangement> =>
    (await exists(meetingId))
      ? arrangementOf(await deps.documents().open(documentName('themes', meetingId)))
      : nothingGrouped;
  const loaded = (kind: 'room' | 'desk', meetingId: string) =>
    deps.documents().loaded(documentName(kind, meetingId));

  const room = async (document: LiveDocument | undefined, meetingId: string): Promise<void> => {
    if (document)
      writeRoom(document.doc, await roomFacts(deps.read, meetingId, await arrangement(meetingId)));
  };
  const desk = async (document: LiveDocument | undefined, meetingId: string): Promise<void> => {
    if (document) writeDesk(document.doc, await deskFacts(deps.read, meetingId));
  };
  const someNotes = async (meetingId: string, ids: readonly string[]): Promise<void> => {
    const notes = await notesByIds(deps.read, ids);
    const deskDocument = loaded('desk', meetingId);
    deskDocument?.doc.transact(() => {
      for (const note of notes) writeDeskNote(deskDocument.doc, deskNote(note));
    }, 'server');
    const roomDocument = loaded('room', meetingId);
    if (!roomDocument) return;
    // What dots can be laid on shows its words too: edited or taken back, they must change there as well.
    if (notes.some((note) => isOption(roomDocument.doc, note.id))) return room(roomDocument, meetingId);
    const steps = await stepsOf(deps.read, meetingId);
    const grouped = await arrangement(meetingId);
    roomDocument.doc.transact(() => {
      for (const note of notes)
        writeRoomNote(
          roomDocument.doc,
          note.number,
          shownNote(note, steps) ? roomNote(note, grouped) : undefined,
        );
    }, 'server');
  };
  /** A disk that refuses now may take it later; until then the screens would show what is no longer so. */
  const untilDone = (meetingId: string, work: () => Promise<void>): Promise<void> =>
    inOrder(meetingId, () =>
      work().catch((failure: unknown) => {
        deps.onFailure(failure);
        deps.after(limits.storeAgain, () => void untilDone(meetingId, work));
      }),
    );
  /** Brings both documents in step with everything that was announced until now. */
  const catchUp = async (meetingId: string): Promise<void> => {
    if (!changed.has(meetingId)) return;
    await due(meetingId);
    await deps.gathered();
    const now = changed.get(meetingId);
    if (!now) return;
    changed.delete(meetingId);
    try {
      if (!now.whole) return await someNotes(meetingId, [...now.noteIds]);
      await room(loaded('room', meetingId), meetingId);
      await desk(loaded('desk', meetingId), meetingId);
    } catch (failure) {
      changed.set(meetingId, { whole: true, noteIds: new Set() });
      throw failure;
    }
  };
  /** It would be passed on no sooner anyway; what changes meanwhile is written into the documents along with it. */
  const due = (meetingId: string): Promise<void> | undefined => {
    const ms = loaded('room', meetingId)?.dueIn() ?? 0;
    return ms > 0 ? new Promise((resolve) => deps.after(ms, resolve)) : undefined;
  };
  const remember = (change: Change): void => {
    const now = changed.get(change.meetingId) ?? { whole: false, noteIds: new Set() };
    if (change.what === 'note') now.noteIds.add(change.noteId);
    else now.whole = true;
    changed.set(change.meetingId, now);
  };

  /** The facilitators moved something: the room's themes follow, and so does what dots can be laid on. */
  const regrouped = async (meetingId: string): Promise<void> => {
    const open = (await stepsOf(deps.read, meetingId)).find((s) => s.kind === 'dots' && s.state === 'open');
    if (open) {
      const now = await arrangement(meetingId);
      await deps.write((tx) => renewOptions(tx, open, now));
    }
    await room(loaded('room', meetingId), meetingId);
  };
  const follow = (meetingId: string, document: LiveDocument): void => {
    let timed = false;
    document.doc.on('update', () => {
      if (timed) return;
      timed = true;
      deps.after(themesWindow, () => {
        timed = false;
        void untilDone(meetingId, () => regrouped(meetingId));
      });
    });
  };

  return {
    publish: (changes) => {
      for (const change of changes) {
        if (change.what === 'dots') deps.announce(change);
        else {
          remember(change);
          void untilDone(change.meetingId, () => catchUp(change.meetingId)).then(() => deps.announce(change));
        }
      }
    },
    prepare: async (document) => {
      const parsed = parseName(document.name);
      if (!parsed) return;
      const { kind, meetingId } = parsed;
      if (kind === 'themes') return follow(meetingId, document);
      await inOrder(meetingId, () =>
        kind === 'room' ? room(document, meetingId) : desk(document, meetingId),
      );
    },
    arrangement,
    settled,
  };
};

const shownNote = (note: NoteRow, steps: readonly StepRow[]): boolean =>
  isPublic(note.status) && steps.some((step) => step.id === note.stepId && step.notesRevealed);

const arrangements = new WeakMap<object, Arrangement>();

/** Reading a board of two thousand notes anew for each note that comes in would cost more than the notes. */
const arrangementOf = ({ doc }: LiveDocument): Arrangement => {
  const there = arrangements.get(doc);
  if (there) return there;
  const arrangement = readThemes(doc);
  arrangements.set(doc, arrangement);
  doc.once('update', () => arrangements.delete(doc));
  return arrangement;
};
