import type { DeskState } from '../../shared/documents/desk.ts';
import type { RoomState } from '../../shared/documents/room.ts';
import type { NoteStatus } from '../../shared/domain/note.ts';
import type { OfferStatus } from '../../shared/domain/offer.ts';

/**
 * One thing somebody said, with how it ended. `ok`: the server acknowledged it. `refused`: the server said no and
 * the phone gave up. `unknown`: no answer ever came. Tries of one command id are one operation.
 */
export interface Operation {
  /** The command's own id. */
  id: string;
  verb: string;
  /** The participant's id, as in the facts. */
  who: string;
  body: unknown;
  end: 'ok' | 'refused' | 'unknown';
  /** Whether the phone ever told its person that this is saved. */
  toldSaved?: boolean;
}

/** What the server has on disk for one meeting. `who` is null, and a dot's a giver's number, once it is closed. */
export interface Facts {
  closed: boolean;
  steps: { id: string; notesRevealed: boolean; dotsRevealed: boolean; dotsPerPerson: number }[];
  notes: {
    id: string;
    number: number;
    stepId: string;
    text: string;
    status: NoteStatus;
    who: string | null;
  }[];
  /** `dot` is null after closing, when nobody knows any more which number it had. */
  dots: { stepId: string; who: string; dot: number | null; targetId: string }[];
  offers: { id: string; stepId: string; text: string; status: OfferStatus; who: string | null }[];
}

/** What one screen shows at the end: the room's document, or the facilitators' desk too. */
export interface Screen {
  name: string;
  room?: RoomState;
  desk?: DeskState;
}

export interface Evidence {
  /** Operations of one person in the order she gave them; how those of different people interleave is free. */
  history: readonly Operation[];
  facts: Facts;
  screens: readonly Screen[];
}
