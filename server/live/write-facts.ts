import type { Db } from '../../db/connect.ts';
import { isPublic } from '../../shared/domain/note.ts';
import { writeDesk, writeDeskNote } from '../../shared/documents/desk.ts';
import { isOption, writeRoom, writeRoomNote } from '../../shared/documents/room.ts';
import type { Arrangement } from '../../shared/documents/themes.ts';
import { stepsOf, type StepRow } from '../store/meetings.ts';
import { notesByIds, type NoteRow } from '../store/said.ts';
import type { LiveDocument } from './live-document.ts';
import { deskFacts, deskNote, roomFacts, roomNote } from './room-facts.ts';

export interface FactsDeps {
  read: Db;
  loaded(kind: 'room' | 'desk', meetingId: string): LiveDocument | undefined;
  arrangement(meetingId: string): Promise<Arrangement>;
}

/** Writes the newest committed facts into those of a meeting's documents that are in memory; nobody waits for others. */
export const makeFactWriter = ({ read, loaded, arrangement }: FactsDeps) => {
  const room = async ({ doc }: LiveDocument, meetingId: string): Promise<void> =>
    writeRoom(doc, await roomFacts(read, meetingId, await arrangement(meetingId)));
  const desk = async ({ doc }: LiveDocument, meetingId: string): Promise<void> =>
    writeDesk(doc, await deskFacts(read, meetingId));
  const whole = async (meetingId: string): Promise<void> => {
    const [roomDocument, deskDocument] = [loaded('room', meetingId), loaded('desk', meetingId)];
    if (roomDocument) await room(roomDocument, meetingId);
    if (deskDocument) await desk(deskDocument, meetingId);
  };

  const notesInRoom = async ({ doc }: LiveDocument, meetingId: string, notes: NoteRow[]): Promise<void> => {
    const steps = await stepsOf(read, meetingId);
    const grouped = await arrangement(meetingId);
    doc.transact(() => {
      for (const note of notes)
        writeRoomNote(doc, note.number, isShown(note, steps) ? roomNote(note, grouped) : undefined);
    }, 'server');
  };
  const someNotes = async (meetingId: string, ids: Iterable<string>): Promise<void> => {
    const notes = await notesByIds(read, [...ids]);
    const deskDocument = loaded('desk', meetingId);
    if (deskDocument) notesOnDesk(deskDocument, notes);
    const roomDocument = loaded('room', meetingId);
    if (!roomDocument) return;
    // What dots can be laid on shows its words too: edited or taken back, they must change there as well.
    const asOption = notes.some((note) => isOption(roomDocument.doc, note.id));
    await (asOption ? room(roomDocument, meetingId) : notesInRoom(roomDocument, meetingId, notes));
  };
  return { room, desk, whole, someNotes };
};

const notesOnDesk = ({ doc }: LiveDocument, notes: readonly NoteRow[]): void =>
  doc.transact(() => {
    for (const note of notes) writeDeskNote(doc, deskNote(note));
  }, 'server');

const isShown = (note: NoteRow, steps: readonly StepRow[]): boolean =>
  isPublic(note.status) && steps.some((step) => step.id === note.stepId && step.notesRevealed);
