import { counts, type NoteStatus } from './note.ts';

/** Dots one person laid on one thing in one round. The giver is a number that means nothing elsewhere. */
export interface Ballot {
  stepId: string;
  giver: number;
  targetId: string;
  dots: number;
}
export interface HeardNote {
  id: string;
  status: NoteStatus;
  themeId: string | null;
  mergedInto: string | null;
  /** Codes a person gave this very note; usually none, then its theme speaks for it. */
  serviceCodes: readonly string[];
}
export interface HeardTheme {
  id: string;
  serviceCodes: readonly string[];
}
export interface HeardOffer {
  id: string;
  themeId: string | null;
  noteId: string | null;
}
/** What one finished meeting said, as far as counting goes. `rounds` are step ids in the order they were held. */
export interface Heard {
  meetingId: string;
  placeId: string;
  place: string;
  rounds: readonly string[];
  notes: readonly HeardNote[];
  themes: readonly HeardTheme[];
  offers: readonly HeardOffer[];
  ballots: readonly Ballot[];
}

/**
 * Follows duplicates to the note that lives on; a chain that bites its tail ends where it was entered. A way that was
 * gone once is remembered: five thousand notes merged one into the next would otherwise be gone millions of times.
 */
export const survivorOf = (
  notes: readonly Pick<HeardNote, 'id' | 'mergedInto'>[],
): ((id: string) => string) => {
  const into = new Map(notes.flatMap((n) => (n.mergedInto === null ? [] : [[n.id, n.mergedInto]])));
  const known = new Map<string, string>();
  return (id) => {
    if (!into.has(id)) return id;
    const way = new Set([id]);
    let at = id;
    for (let next = into.get(at); next !== undefined && !way.has(next); next = into.get(at)) {
      at = known.get(next) ?? next;
      way.add(at);
    }
    if (!into.has(at)) for (const step of way) known.set(step, at);
    return at;
  };
};

/**
 * What each note that counts is about: its own codes if a person gave any, else its theme's, else (a duplicate
 * outside every theme) those of the note it lives on in.
 */
export const noteCodes = (heard: Pick<Heard, 'notes' | 'themes'>): Map<string, readonly string[]> => {
  const themes = new Map(heard.themes.map((t) => [t.id, t.serviceCodes]));
  const byId = new Map(heard.notes.map((n) => [n.id, n]));
  const survivor = survivorOf(heard.notes);
  const direct = (note: HeardNote | undefined): readonly string[] =>
    note && note.serviceCodes.length > 0 ? note.serviceCodes : (themes.get(note?.themeId ?? '') ?? []);
  const codesOf = (note: HeardNote): readonly string[] =>
    direct(note).length > 0 ? direct(note) : direct(byId.get(survivor(note.id)));
  return new Map(
    heard.notes.filter((n) => counts(n.status)).map((n) => [n.id, [...new Set(codesOf(n))]] as const),
  );
};

/** One round seen from some targets. People are different givers, so nobody is counted twice. */
export interface Hearing {
  stepId: string;
  people: number;
  dotGivers: number;
  dots: number;
}

/** Every round, seen from the targets that `isMeant` says yes to. */
export type Hear = (isMeant: (targetId: string) => boolean) => Hearing[];

/**
 * Gets the rounds of a meeting ready to be looked at from many sides: from each of its themes, and from each service. A
 * duplicate's dots lie on its survivor; where that is is found out once, not once for every side.
 */
export const hearingsOf = (heard: Heard): Hear => {
  const survivor = survivorOf(heard.notes);
  const laid = heard.ballots.filter((b) => b.dots > 0).map((b) => ({ ...b, targetId: survivor(b.targetId) }));
  const rounds = heard.rounds.map((stepId) => {
    const here = laid.filter((b) => b.stepId === stepId);
    return { stepId, here, dotGivers: new Set(here.map((b) => b.giver)).size };
  });
  return (isMeant) =>
    rounds.map(({ stepId, here, dotGivers }) => {
      const meant = here.filter((b) => isMeant(b.targetId));
      return {
        stepId,
        people: new Set(meant.map((b) => b.giver)).size,
        dotGivers,
        dots: meant.reduce((sum, b) => sum + b.dots, 0),
      };
    });
};

/** The round where most people were behind it; of equals the later, which is what the village came to. */
export const strongest = (rounds: readonly Hearing[]): Hearing =>
  rounds.reduce((best, next) => (outweighs(next, best) ? next : best), {
    stepId: '',
    people: 0,
    dotGivers: 0,
    dots: 0,
  });

const outweighs = (a: Hearing, b: Hearing): boolean =>
  a.people > b.people || (a.people === b.people && (a.people > 0 || a.dotGivers >= b.dotGivers));
