import type { PlacedDot } from '$shared/domain/dot.ts';
import { isUnsent, type Entry } from '$shared/domain/outbox-entry.ts';
import type { Body, Verb } from '$shared/wire/up.ts';
import type { Mine, OwnNote, OwnOffer } from '$shared/wire/views.ts';
import type { OutboxEntry } from './outbox-store.ts';

/** A note of one's own as the phone shows it: what the server has, with what is still on its way. */
export interface ShownNote extends OwnNote {
  /** The command that has not been answered yet, if any. */
  unsent: OutboxEntry | undefined;
}
export interface ShownOffer extends OwnOffer {
  unsent: OutboxEntry | undefined;
}

/** What the server has once it has acknowledged this command, before it has told us in its own words. */
export const afterSaved = (mine: Mine, entry: Entry<Verb>, result: Record<string, unknown> = {}): Mine => {
  const change = changes[entry.verb];
  return change ? change(mine, entry.body, result) : mine;
};

type Change = (mine: Mine, body: unknown, result: Record<string, unknown>) => Mine;

const changes: Partial<Record<Verb, Change>> = {
  'note.write': (mine, typed, result) => {
    const { noteId, stepId, text } = typed as Body<'note.write'>;
    if (mine.notes.some((note) => note.id === noteId)) return mine;
    const number = typeof result.number === 'number' ? result.number : 0;
    return { ...mine, notes: [...mine.notes, { id: noteId, number, stepId, text, status: 'visible' }] };
  },
  'note.edit': (mine, typed) => {
    const { noteId, text } = typed as Body<'note.edit'>;
    return { ...mine, notes: mine.notes.map((note) => (note.id === noteId ? { ...note, text } : note)) };
  },
  'note.withdraw': (mine, typed) => {
    const { noteId } = typed as Body<'note.withdraw'>;
    return { ...mine, notes: mine.notes.filter((note) => note.id !== noteId) };
  },
  'dot.place': (mine, typed) => {
    const { stepId, dot, targetId } = typed as Body<'dot.place'>;
    return { ...mine, dots: [...withoutDot(mine.dots, stepId, dot), { stepId, dot, targetId }] };
  },
  'dot.lift': (mine, typed) => {
    const { stepId, dot } = typed as Body<'dot.lift'>;
    return { ...mine, dots: withoutDot(mine.dots, stepId, dot) };
  },
  'offer.make': (mine, typed) => {
    const { offerId, stepId, kind, text } = typed as Body<'offer.make'>;
    if (mine.offers.some((offer) => offer.id === offerId)) return mine;
    return { ...mine, offers: [...mine.offers, { id: offerId, stepId, kind, text, status: 'offered' }] };
  },
  'offer.withdraw': (mine, typed) => {
    const { offerId } = typed as Body<'offer.withdraw'>;
    return { ...mine, offers: mine.offers.filter((offer) => offer.id !== offerId) };
  },
};

const withoutDot = (dots: Mine['dots'], stepId: string, dot: number): Mine['dots'] =>
  dots.filter((placed) => placed.stepId !== stepId || placed.dot !== dot);

const unsentAbout = (entries: readonly OutboxEntry[], key: string, id: string): OutboxEntry | undefined =>
  entries.find((entry) => isUnsent(entry) && (entry.body as Record<string, unknown>)[key] === id);

/**
 * What everything on its way will make of it, if it arrives. What has just been answered counts until the page has taken
 * it in: else a note would vanish for a moment, and a dot laid in that moment would get a number that is taken.
 */
const afterAll = (mine: Mine, entries: readonly OutboxEntry[]): Mine =>
  entries.filter(({ state }) => state.kind !== 'refused').reduce((so, entry) => afterSaved(so, entry), mine);

/** One's own notes in a step, newest first. One being taken back stays until that is certain. */
export const notesIn = (mine: Mine, entries: readonly OutboxEntry[], stepId: string): ShownNote[] => {
  const kept = entries.filter((entry) => entry.verb !== 'note.withdraw');
  return afterAll(mine, kept)
    .notes.filter((note) => note.stepId === stepId && note.status !== 'withdrawn')
    .map((note) => ({ ...note, unsent: unsentAbout(entries, 'noteId', note.id) }))
    .reverse();
};

export const offersIn = (mine: Mine, entries: readonly OutboxEntry[], stepId: string): ShownOffer[] => {
  const kept = entries.filter((entry) => entry.verb !== 'offer.withdraw');
  return afterAll(mine, kept)
    .offers.filter((offer) => offer.stepId === stepId && offer.status !== 'withdrawn')
    .map((offer) => ({ ...offer, unsent: unsentAbout(entries, 'offerId', offer.id) }))
    .reverse();
};

/** One's dots in a round as they will lie when everything has arrived, and whether something is on its way. */
export const dotsIn = (
  mine: Mine,
  entries: readonly OutboxEntry[],
  stepId: string,
): { placed: PlacedDot[]; unsent: OutboxEntry | undefined } => ({
  placed: afterAll(mine, entries).dots.filter((dot) => dot.stepId === stepId),
  unsent: entries.find((entry) => isUnsent(entry) && entry.verb.startsWith('dot.')),
});

/** Notes and offers that were refused, with the words that must not be lost. */
export const refusedDrafts = (
  entries: readonly OutboxEntry[],
): (OutboxEntry & { text: string; sentence: string })[] =>
  entries.flatMap((entry) => {
    const { text } = entry.body as { text?: unknown };
    if (entry.state.kind !== 'refused') return [];
    return [{ ...entry, text: typeof text === 'string' ? text : '', sentence: entry.state.sentence }];
  });
