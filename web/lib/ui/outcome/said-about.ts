import { groupOf } from '$shared/domain/service-type.ts';
import type { Outcome, OutcomeNote, OutcomeOffer, OutcomeTheme } from '$shared/wire/views.ts';

/** What one meeting said about a service or a group of services. */
export interface Said {
  outcome: Outcome;
  themes: OutcomeTheme[];
  notes: OutcomeNote[];
  offers: OutcomeOffer[];
}

/** True for the code itself, or for every code of the group. A note nobody sorted belongs to the unsorted. */
const isAbout = (service: string, codes: readonly string[]): boolean => {
  const known = codes.filter((code) => groupOf(code) !== undefined);
  return (known.length > 0 ? known : ['oth.unsorted']).some(
    (code) => code === service || groupOf(code)?.code === service,
  );
};

/** What was said about it, meeting by meeting; meetings that said nothing are left out. */
export const saidAbout = (outcomes: readonly Outcome[], service: string): Said[] =>
  outcomes.map((outcome) => saidAt(outcome, service)).filter(({ notes }) => notes.length > 0);

const saidAt = (outcome: Outcome, service: string): Said => {
  const notes = outcome.notes.filter((n) => isAbout(service, n.serviceCodes));
  const noteIds = new Set(notes.map((n) => n.id));
  const carries = (t: OutcomeTheme) => t.serviceCodes.length > 0 && isAbout(service, t.serviceCodes);
  const carrying = new Set(outcome.themes.filter(carries).map((t) => t.id));
  const themes = outcome.themes.filter((t) => carrying.has(t.id) || t.noteIds.some((id) => noteIds.has(id)));
  const belongs = (o: OutcomeOffer) => carrying.has(o.themeId ?? '') || noteIds.has(o.noteId ?? '');
  return { outcome, themes, notes, offers: outcome.offers.filter(belongs) };
};
