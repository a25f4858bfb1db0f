import type { Db } from '../../db/connect.ts';
import { isPublic } from '../../shared/domain/note.ts';
import { writeDesk, writeDeskNote } from '../../shared/documents/desk.ts';
import { writeRoom, writeRoomNote } from '../../shared/documents/room.ts';
import { readThemes, type Arrangement } from '../../shared/documents/themes.ts';
import type { Change } from '../commands/context.ts';
import { renewOptions } from '../commands/step.ts';
import { stepById, stepsOf } from '../store/meetings.ts';
import { noteById } from '../store/said.ts';
import { documentName, parseName, type Documents } from './documents.ts';
import type { LiveDocument } from './live-document.ts';
import { deskFacts, deskNote, roomFacts, roomNote } from './room-facts.ts';

export interface PublishDeps {
  read: Db;
  write<T>(work: (tx: Db) => Promise<T>): Promise<T>;
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

/**
 * Carries facts into the live documents. It reads the newest committed facts each time, one meeting in one
 * queue, so it does not matter in which order changes were announced, or whether some were missed in a crash.
 */
export const makePublisher = (deps: PublishDeps): Publisher => {
  const queues = new Map<string, Promise<void>>();
  const inOrder = (meetingId: string, work: () => Promise<void>): Promise<void> => {
    const run = (queues.get(meetingId) ?? Promise.resolve()).then(work).catch(deps.onFailure);
    queues.set(meetingId, run);
    void run.then(() => queues.get(meetingId) === run && queues.delete(meetingId));
    return run;
  };
  const arrangement = async (meetingId: string): Promise<Arrangement> =>
    readThemes((await deps.documents().open(documentName('themes', meetingId))).doc);

  const room = async (document: LiveDocument | undefined, meetingId: string): Promise<void> => {
    if (document)
      writeRoom(document.doc, await roomFacts(deps.read, meetingId, await arrangement(meetingId)));
  };
  const desk = async (document: LiveDocument | undefined, meetingId: string): Promise<void> => {
    if (document) writeDesk(document.doc, await deskFacts(deps.read, meetingId));
  };
  const loaded = (kind: 'room' | 'desk', meetingId: string) =>
    deps.documents().loaded(documentName(kind, meetingId));

  const oneNote = async (meetingId: string, noteId: string): Promise<void> => {
    const note = await noteById(deps.read, noteId);
    if (!note) return;
    const deskDocument = loaded('desk', meetingId);
    if (deskDocument) writeDeskNote(deskDocument.doc, deskNote(note));
    const roomDocument = loaded('room', meetingId);
    if (!roomDocument) return;
    const step = await stepById(deps.read, note.stepId);
    const shown = step?.notesRevealed === true && isPublic(note.status);
    writeRoomNote(
      roomDocument.doc,
      note.number,
      shown ? roomNote(note, await arrangement(meetingId)) : undefined,
    );
  };
  const everything = async (meetingId: string): Promise<void> => {
    await room(loaded('room', meetingId), meetingId);
    await desk(loaded('desk', meetingId), meetingId);
  };
  const one = (change: Change): Promise<void> => {
    if (change.what === 'note')
      return inOrder(change.meetingId, () => oneNote(change.meetingId, change.noteId));
    if (change.what === 'dots') return Promise.resolve();
    return inOrder(change.meetingId, () => everything(change.meetingId));
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
        void inOrder(meetingId, () => regrouped(meetingId));
      });
    });
  };

  return {
    publish: (changes) => {
      for (const change of changes) void one(change).then(() => deps.announce(change));
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
    settled: async () => {
      await Promise.all(queues.values());
    },
  };
};
