import {
  type Hear,
  type Heard,
  type Hearing,
  hearingsOf,
  noteCodes,
  strongest,
  survivorOf,
} from './heard.ts';
import { groupOf, serviceGroups } from './service-type.ts';
import { shareOf } from './share.ts';

/** What lies in no service; it is listed, but it is not a need one can act on. */
export const unsorted = 'oth.unsorted';

interface PlaceNeed {
  placeId: string;
  place: string;
  meetingId: string;
  noteIds: string[];
  themeIds: string[];
  offerIds: string[];
  people: number;
  dotGivers: number;
  dots: number;
  inTopFive: boolean;
}
interface RankedNeed {
  code: string;
  places: PlaceNeed[];
  absent: { placeId: string; place: string }[];
  notes: number;
  offers: number;
  share: number;
}

/** A meeting with its codes worked out once. */
interface Indexed {
  heard: Heard;
  codes: Map<string, readonly string[]>;
  /** Ids of notes by service and by service group, each once however many codes lead there. */
  about: Map<string, string[]>;
  survivor: (id: string) => string;
  hear: Hear;
}
/** A service, or a group of them: what it is called, and which codes belong to it. */
interface Wanted {
  code: string;
  has(code: string): boolean;
}

/**
 * The needs of a municipality from its finished meetings: first by how many places they came up in, then by
 * the mean share of dot-givers there, then by code. A large village never drowns a small one by its dots.
 */
export const needsOf = (meetings: readonly Heard[]): RankedNeed[] => {
  const places = byPlace(meetings);
  const codes = new Set([...places.values()].flat().flatMap((m) => [...m.codes.values()].flat()));
  codes.delete(unsorted);
  const needs = [...codes].map((code) => needOf(code, places));
  for (const placeId of places.keys()) markTopFive(needs, placeId);
  return needs.sort(
    (a, b) => b.places.length - a.places.length || b.share - a.share || a.code.localeCompare(b.code, 'en'),
  );
};

/** Service groups by place: notes once per group, and the people behind them in the round where most were. */
export const heatOf = (meetings: readonly Heard[]) => {
  const places = [...byPlace(meetings).values()];
  return serviceGroups
    .map(({ code: group }) => ({ group, cells: places.map((there) => heatCell(group, there)) }))
    .filter(({ cells }) => cells.some((cell) => cell.notes > 0));
};

const heatCell = (group: string, there: readonly Indexed[]) => {
  const wanted: Wanted = { code: group, has: (code) => groupOf(code)?.code === group };
  const { people, dotGivers } = strongestOf(there, wanted).hearing;
  const notes = there.reduce((sum, m) => sum + notesAbout(m, wanted).length, 0);
  return { placeId: there[0]?.heard.placeId ?? '', notes, people, dotGivers };
};

/**
 * The meetings of each place where notes were written. One where nobody wrote any has said neither yes nor no to
 * a need: counted along, it would look as if a village had met and found the need unimportant.
 */
const byPlace = (meetings: readonly Heard[]): Map<string, Indexed[]> => {
  const places = new Map<string, Indexed[]>();
  for (const heard of meetings)
    places.set(heard.placeId, [...(places.get(heard.placeId) ?? []), indexed(heard)]);
  return new Map([...places].filter(([, there]) => there.some(({ codes }) => codes.size > 0)));
};

/** A note about nothing we have a word for is still a note: it lies in the row of the unsorted. */
const indexed = (heard: Heard): Indexed => {
  const codes = [...noteCodes(heard)].map(([id, own]) => [id, known(own)] as const);
  return {
    ...{ heard, codes: new Map(codes), about: sortedBy(codes) },
    ...{ survivor: survivorOf(heard.notes), hear: hearingsOf(heard) },
  };
};

const known = (codes: readonly string[]): readonly string[] => {
  const found = codes.filter((code) => groupOf(code) !== undefined);
  return found.length > 0 ? found : [unsorted];
};

const needOf = (code: string, places: ReadonlyMap<string, Indexed[]>): RankedNeed => {
  const wanted: Wanted = { code, has: (other) => other === code };
  const all = [...places.values()].map((there) => atPlace(there, wanted));
  const present = all.filter((p) => p.noteIds.length > 0);
  const absent = all.filter((p) => p.noteIds.length === 0);
  return {
    code,
    places: present,
    absent: absent.map(({ placeId, place }) => ({ placeId, place })),
    notes: present.reduce((sum, p) => sum + p.noteIds.length, 0),
    offers: present.reduce((sum, p) => sum + p.offerIds.length, 0),
    share: meanShare(present),
  };
};

const atPlace = (there: readonly Indexed[], wanted: Wanted): PlaceNeed => {
  const { meeting, hearing } = strongestOf(there, wanted);
  const { placeId = '', place = '', meetingId = '' } = meeting?.heard ?? {};
  const { people, dotGivers, dots } = hearing;
  return {
    ...{ placeId, place, meetingId, people, dotGivers, dots, inTopFive: false },
    noteIds: there.flatMap((m) => notesAbout(m, wanted)),
    themeIds: there.flatMap((m) => themesAbout(m, wanted)),
    offerIds: there.flatMap((m) => offersAbout(m, wanted)),
  };
};

/** Givers of two evenings cannot be told apart, so a place with two meetings shows the stronger, never a sum. */
const strongestOf = (there: readonly Indexed[], wanted: Wanted): { meeting?: Indexed; hearing: Hearing } => {
  const heard = there.map((meeting) => ({ meeting, hearing: hearingOf(meeting, wanted) }));
  const best = strongest(heard.map((h) => h.hearing));
  return heard.findLast((h) => h.hearing === best) ?? { meeting: there.at(-1), hearing: best };
};

const hearingOf = (meeting: Indexed, wanted: Wanted): Hearing => {
  const carriers = new Set(
    [...carryingThemes(meeting, wanted), ...notesAbout(meeting, wanted)].map(meeting.survivor),
  );
  return strongest(meeting.hear((targetId) => carriers.has(targetId)));
};

const notesAbout = ({ about }: Indexed, wanted: Wanted): string[] => about.get(wanted.code) ?? [];

const sortedBy = (codes: Iterable<readonly [string, readonly string[]]>): Map<string, string[]> => {
  const about = new Map<string, string[]>();
  for (const [id, own] of codes)
    for (const code of new Set([...own, ...own.map((one) => groupOf(one)?.code ?? '')])) {
      const ids = about.get(code);
      if (ids) ids.push(id);
      else about.set(code, [id]);
    }
  return about;
};

const carryingThemes = ({ heard }: Indexed, wanted: Wanted): string[] =>
  heard.themes.filter((t) => t.serviceCodes.some(wanted.has)).map((t) => t.id);

/** Themes that carry it, and those where a note about it lies. */
const themesAbout = (meeting: Indexed, wanted: Wanted): string[] => {
  const carrying = new Set(carryingThemes(meeting, wanted));
  const notes = new Set(notesAbout(meeting, wanted));
  const holding = new Set(meeting.heard.notes.filter((n) => notes.has(n.id)).map((n) => n.themeId));
  return meeting.heard.themes.filter((t) => carrying.has(t.id) || holding.has(t.id)).map((t) => t.id);
};

const offersAbout = (meeting: Indexed, wanted: Wanted): string[] => {
  const about = new Set([...carryingThemes(meeting, wanted), ...notesAbout(meeting, wanted)]);
  const points = (id: string | null) => id !== null && about.has(id);
  return meeting.heard.offers.filter((o) => points(o.themeId) || points(o.noteId)).map((o) => o.id);
};

/** Places where too few gave dots are left out of the mean, not counted as nothing. */
const meanShare = (places: readonly PlaceNeed[]): number => {
  // Sums of fractions differ in their last digit by their order; a need must not win by that.
  const shares = places.flatMap((p) => shareOf(p.people, p.dotGivers) ?? []).sort((a, b) => a - b);
  return shares.length === 0 ? 0 : shares.reduce((sum, s) => sum + s, 0) / shares.length;
};

/** Equals with the fifth are in too: nobody falls out by the alphabet. */
const markTopFive = (needs: readonly RankedNeed[], placeId: string): void => {
  const here = needs.flatMap((n) => n.places.filter((p) => p.placeId === placeId));
  const fifth = here.map((p) => p.people).sort((a, b) => b - a)[4] ?? 0;
  for (const p of here) p.inTopFive = p.people > 0 && p.people >= fifth;
};
