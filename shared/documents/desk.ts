import type * as Y from 'yjs';
import type { Channel, NoteStatus } from '../domain/note.ts';
import type { OfferKind, OfferStatus, OfferUnit } from '../domain/offer.ts';
import { syncKey, syncMap } from './values.ts';

/**
 * `desk/<meeting>`: what facilitators see besides the room: every note, the hidden ones too, and every offer.
 * Only the server writes it. Authors and contacts are never in it.
 */
export interface DeskNote {
  id: string;
  text: string;
  stepId: string;
  questionId: string | null;
  status: NoteStatus;
  channel: Channel;
  lang: string;
  mergedInto: string | null;
  serviceCodes: string[];
}
export interface DeskOffer {
  kind: OfferKind;
  text: string;
  themeId: string | null;
  amount: number | null;
  unit: OfferUnit | null;
  condition: string | null;
  status: OfferStatus;
  hasContact: boolean;
}
export interface DeskState {
  notes: (DeskNote & { number: number })[];
  offers: (DeskOffer & { id: string })[];
}

const maps = (doc: Y.Doc) => ({
  notes: doc.getMap<DeskNote>('notes'),
  offers: doc.getMap<DeskOffer>('offers'),
});

export const readDesk = (doc: Y.Doc): DeskState => {
  const m = maps(doc);
  return {
    notes: [...m.notes]
      .map(([key, note]) => ({ ...note, number: Number(key) }))
      .sort((a, b) => a.number - b.number),
    offers: [...m.offers].map(([id, offer]) => ({ ...offer, id })),
  };
};

/** Brings the document in step with the facts, writing only what differs. */
export const writeDesk = (doc: Y.Doc, desk: DeskState): void => {
  const m = maps(doc);
  doc.transact(() => {
    syncMap(m.notes, new Map(desk.notes.map(({ number, ...note }) => [String(number), note])));
    syncMap(m.offers, new Map(desk.offers.map(({ id, ...offer }) => [id, offer])));
  }, 'server');
};

export const writeDeskNote = (doc: Y.Doc, { number, ...note }: DeskNote & { number: number }): void =>
  doc.transact(() => syncKey(maps(doc).notes, String(number), note), 'server');
