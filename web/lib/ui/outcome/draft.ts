import type { PlanInputKind, ResponsibleLevel } from '$shared/domain/plan-input.ts';
import { planInputLimits } from '$shared/domain/plan-input.ts';
import { serviceType } from '$shared/domain/service-type.ts';
import type { Outcome, OutcomeNote, OutcomeOffer, OutcomeTheme, PlanInput } from '$shared/wire/views.ts';
import type { Language } from '$shared/words/language.ts';
import { quoted } from '$shared/words/quote.ts';
import { looseNotes } from './order.ts';

/** What the form of a plan input starts with, and the notes and offers it may be built on. */
export interface Draft {
  planInputId: string;
  kind: PlanInputKind;
  title: string;
  text: string;
  serviceCodes: string[];
  responsibleLevel: ResponsibleLevel;
  inRegionalProgramme: boolean | null;
  cost: number | null;
  costBasis: string | null;
  forwardTo: string | null;
  themeIds: string[];
  noteIds: string[];
  offerIds: string[];
}

/** What its maker brings: the id it gets, and the language she reads, whose quotation marks it has. */
interface NewDraft {
  planInputId: string;
  language: Language;
}

/** A draft that speaks with the notes' own words; the facilitator changes what she likes. */
export const draftFromTheme = (
  outcome: Outcome,
  theme: OutcomeTheme,
  { planInputId, language }: NewDraft,
): Draft => {
  const notes = outcome.notes.filter((n) => n.themeId === theme.id);
  const offerIds = new Set(theme.offerIds);
  const offers = outcome.offers.filter((o) => offerIds.has(o.id));
  return {
    ...draftFrom(notes, offers, theme.serviceCodes, language),
    ...{ planInputId, title: theme.title.slice(0, planInputLimits.title), themeIds: [theme.id] },
  };
};

export const draftFromNote = (
  outcome: Outcome,
  note: OutcomeNote,
  { planInputId, language }: NewDraft,
): Draft => {
  const offers = outcome.offers.filter((o) => o.noteId === note.id);
  return { ...draftFrom([note], offers, [], language), planInputId, title: firstWords(note.text) };
};

export const draftFromInput = ({ id, ...input }: PlanInput): Draft => ({ ...input, planInputId: id });

const draftFrom = (
  notes: readonly OutcomeNote[],
  offers: readonly OutcomeOffer[],
  themeCodes: readonly string[],
  language: Language,
): Omit<Draft, 'planInputId'> => {
  const codes = [...new Set([...themeCodes, ...notes.flatMap((n) => n.serviceCodes)])];
  const serviceCodes = codes.slice(0, planInputLimits.codes);
  return {
    kind: kindOf(notes, offers),
    title: '',
    text: quotes(notes, language),
    serviceCodes,
    responsibleLevel: levelOf(notes, serviceCodes),
    ...{ inRegionalProgramme: null, cost: null, costBasis: null, forwardTo: null, themeIds: [] },
    noteIds: notes.map((n) => n.id),
    offerIds: offers.map((o) => o.id),
  };
};

/** The question most notes answer: today is a need, the future a proposal, our own part an offer. */
const kindOf = (notes: readonly OutcomeNote[], offers: readonly OutcomeOffer[]): PlanInputKind => {
  const count = (id: string) => notes.filter((n) => n.questionId === id).length;
  const [today, future, own] = [count('q1'), count('q2'), count('q3') + offers.length];
  if (own > today && own > future) return 'offer';
  return future >= today && future > 0 ? 'proposal' : 'need';
};

/** A person's word about the notes first, else who usually has the first service in hand. */
const levelOf = (notes: readonly OutcomeNote[], codes: readonly string[]): ResponsibleLevel =>
  notes.find((n) => n.responsibleLevel !== null)?.responsibleLevel ??
  serviceType(codes[0] ?? '')?.level ??
  'municipality';

/** As many whole quotes as there is room for: a voice is never cut in the middle. */
const quotes = (notes: readonly OutcomeNote[], language: Language): string =>
  notes
    .filter((n) => n.status !== 'hidden' && n.status !== 'merged')
    .map((n) => quoted(n.text, language))
    .reduce((text, quote) => {
      const longer = text === '' ? quote : `${text}\n${quote}`;
      return longer.length <= planInputLimits.text ? longer : text;
    }, '');

const firstWords = (text: string): string => {
  const line = text.split('\n')[0] ?? '';
  return line.length <= 80 ? line : `${line.slice(0, line.lastIndexOf(' ', 79))} …`;
};

/** Themes, and notes outside them, that no plan input was built on yet: nothing is forgotten by accident. */
export const notYetIn = (outcome: Outcome, inputs: readonly PlanInput[]) => {
  const themeIds = new Set(inputs.flatMap((i) => i.themeIds));
  const noteIds = new Set(inputs.flatMap((i) => i.noteIds));
  return {
    themes: outcome.themes.filter((t) => !themeIds.has(t.id) && t.noteIds.length > 0),
    notes: looseNotes(outcome).filter((n) => !noteIds.has(n.id) && n.status !== 'hidden'),
  };
};
