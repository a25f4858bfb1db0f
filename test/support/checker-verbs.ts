import { noteText } from '../../shared/domain/note.ts';
import { offerText } from '../../shared/domain/offer.ts';
import type { Operation } from './evidence.ts';

/** One thing that can be said about: a note, an offer, or one numbered dot of one person. Absent is null. */
export type Thing = Record<string, string | boolean> | null;

export interface Rule {
  key(op: Operation): string;
  /** The thing after the operation; undefined when it cannot have succeeded on such a thing. */
  apply(op: Operation, before: Thing): Thing | undefined;
}

const text = (op: Operation, key: string): string => String((op.body as Record<string, unknown>)[key]);
const ofNote = (op: Operation): string => `note ${text(op, 'noteId')}`;
const ofOffer = (op: Operation): string => `offer ${text(op, 'offerId')}`;
const ofDot = (op: Operation): string => `dot ${text(op, 'dot')} of ${op.who} in ${text(op, 'stepId')}`;
const tidied = (op: Operation, rule: typeof noteText): string => {
  const found = rule(text(op, 'text'));
  return found.ok ? found.value : '';
};
const changed =
  (change: (op: Operation, before: NonNullable<Thing>) => Record<string, string | boolean>): Rule['apply'] =>
  (op, before) =>
    before === null ? undefined : { ...before, ...change(op, before) };

/** What each verb does to its thing. Verbs without a line say nothing that could be lost. */
export const rules: Partial<Record<string, Rule>> = {
  'note.write': {
    key: ofNote,
    apply: (op, before) =>
      before ?? {
        text: tidied(op, noteText),
        stepId: text(op, 'stepId'),
        who: op.who,
        withdrawn: false,
        hidden: false,
      },
  },
  'note.edit': { key: ofNote, apply: changed((op) => ({ text: tidied(op, noteText) })) },
  // Taken back is more than hidden, whichever of the two came first: they are said by different people.
  'note.withdraw': { key: ofNote, apply: changed(() => ({ withdrawn: true, hidden: false })) },
  'note.hide': { key: ofNote, apply: changed((_op, before) => ({ hidden: before.withdrawn !== true })) },
  'note.show': { key: ofNote, apply: changed(() => ({ hidden: false })) },
  'offer.make': {
    key: ofOffer,
    apply: (op, before) =>
      before ?? {
        text: tidied(op, offerText),
        stepId: text(op, 'stepId'),
        who: op.who,
        withdrawn: false,
      },
  },
  'offer.withdraw': { key: ofOffer, apply: changed(() => ({ withdrawn: true })) },
  'dot.place': { key: ofDot, apply: (op) => ({ targetId: text(op, 'targetId') }) },
  'dot.lift': { key: ofDot, apply: () => null },
};
