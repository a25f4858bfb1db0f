import * as Y from 'yjs';

/**
 * `themes/<meeting>`: how facilitators group the notes. They write it straight, several at once, also offline.
 * Every fact is one register under one key, so two hands on one note end with it in exactly one theme.
 */
export interface Theme {
  id: string;
  title: string;
  serviceCodes: string[];
  order: number;
  /** Ids of the notes that lie here, as far as this document knows. */
  noteIds: string[];
}
export interface Arrangement {
  themes: Theme[];
  /** noteId → themeId, only for themes that exist. Notes not in it are ungrouped. */
  placement: Record<string, string>;
  /** A theme that was merged → the theme it lives on in (chains already followed). */
  mergedInto: Record<string, string>;
}
export const nothingGrouped: Arrangement = { themes: [], placement: {}, mergedInto: {} };
export const themeLimits = { title: 120, codes: 4, themes: 200 } as const;
export const themeRoots = ['order', 'titles', 'codes', 'placement', 'merged'] as const;

const maps = (doc: Y.Doc) => ({
  order: doc.getMap<number>('order'),
  titles: doc.getMap<string>('titles'),
  codes: doc.getMap<string[]>('codes'),
  placement: doc.getMap<string>('placement'),
  merged: doc.getMap<string>('merged'),
});
type Maps = ReturnType<typeof maps>;

/** Whoever groups chooses the ids: `constructor` must not find what every plain object has. */
const byId = (): Record<string, string> => Object.create(null) as Record<string, string>;

/**
 * Reads the arrangement, the same on every machine that has the same updates. A note put in a theme that was
 * merged lies in the one it lives on in; a note whose theme has vanished counts as ungrouped: it is never lost.
 */
export const readThemes = (doc: Y.Doc): Arrangement => {
  const m = maps(doc);
  const mergedInto = byId();
  const homeOf = homesIn(m);
  const home = new Map([...m.order.keys(), ...m.merged.keys()].map((id) => [id, homeOf(id)]));
  const noteIds = new Map<string, string[]>();
  for (const [id, at] of home) {
    if (at === id) noteIds.set(id, []);
    else if (at !== undefined) mergedInto[id] = at;
  }
  const placement = byId();
  for (const [noteId, themeId] of m.placement) {
    const at = home.get(themeId);
    if (at === undefined) continue;
    noteIds.get(at)?.push(noteId);
    placement[noteId] = at;
  }
  return {
    themes: [...noteIds].map(([id, ids]) => themeOf(m, id, ids)).sort(inOrder),
    placement,
    mergedInto,
  };
};

const themeOf = (m: Maps, id: string, noteIds: string[]): Theme => ({
  id,
  order: m.order.get(id) ?? 0,
  title: m.titles.get(id) ?? '',
  serviceCodes: m.codes.get(id) ?? [],
  noteIds: noteIds.sort(),
});

const inOrder = (a: Theme, b: Theme): number => a.order - b.order || (a.id < b.id ? -1 : 1);

/**
 * Where a theme lives now: itself, the last living theme it was merged into, or nowhere when it was taken apart.
 * Two people may merge two themes into each other at once; then one of them lives on, the same for everybody. Each way is
 * gone once: a long row of themes merged one into the next would otherwise keep every machine busy for minutes.
 */
const homesIn = ({ merged, order }: Maps): ((themeId: string) => string | undefined) => {
  const known = new Map<string, string | undefined>();
  /** Everything from here on that is not known yet, and where that ends: in what is known, in itself, or nowhere. */
  const walk = (themeId: string): { way: string[]; end: string | undefined } => {
    const way = new Set<string>();
    let end: string | undefined = themeId;
    for (; end !== undefined && !known.has(end) && !way.has(end); end = merged.get(end)) way.add(end);
    return { way: [...way], end };
  };
  return (themeId) => {
    const { way, end } = walk(themeId);
    const tail = end === undefined || known.has(end) ? way.length : way.indexOf(end);
    const ring = way.splice(tail);
    const [firstOfRing] = ring.filter((id) => order.has(id)).sort();
    for (const id of ring) known.set(id, firstOfRing);
    let home = end === undefined ? undefined : known.get(end);
    for (const id of way.reverse()) known.set(id, (home ??= order.has(id) ? id : undefined));
    return known.get(themeId);
  };
};

/** A theme and all that were merged into it: what lives or is taken apart together. */
const householdOf = (m: Maps, themeId: string): string[] => {
  const homeOf = homesIn(m);
  return [...new Set([...m.order.keys(), ...m.merged.keys()])].filter((id) => homeOf(id) === themeId);
};

/** Who made a step; undo takes back only what carries one's own origin. */
export type Hand = object;

/** A new theme holding these notes; it comes first, where the eyes are. Returns its id (passed in by the caller). */
export const groupNotes = (
  doc: Y.Doc,
  hand: Hand,
  theme: { id: string; title: string; noteIds: readonly string[] },
): string => {
  const m = maps(doc);
  doc.transact(() => {
    m.order.set(theme.id, Math.min(0, ...m.order.values()) - 1);
    m.titles.set(theme.id, theme.title.slice(0, themeLimits.title));
    for (const noteId of theme.noteIds) m.placement.set(noteId, theme.id);
  }, hand);
  return theme.id;
};

/** Moves notes into a theme, or out of every theme when `themeId` is null. */
export const placeNotes = (
  doc: Y.Doc,
  hand: Hand,
  noteIds: readonly string[],
  themeId: string | null,
): void => {
  const { placement } = maps(doc);
  doc.transact(() => {
    for (const noteId of noteIds) {
      if (themeId === null) placement.delete(noteId);
      else placement.set(noteId, themeId);
    }
  }, hand);
};

export const nameTheme = (doc: Y.Doc, hand: Hand, themeId: string, title: string): void =>
  doc.transact(() => void maps(doc).titles.set(themeId, title.slice(0, themeLimits.title)), hand);

/** Confirms which services a theme is about; a person does this, a suggestion never does. */
export const tagTheme = (doc: Y.Doc, hand: Hand, themeId: string, serviceCodes: readonly string[]): void =>
  doc.transact(() => void maps(doc).codes.set(themeId, serviceCodes.slice(0, themeLimits.codes)), hand);

/**
 * Everything in `from` lives on in `into`, also what somebody elsewhere puts in `from` without knowing; dots given
 * to `from` follow. Undo parts them again, each with the notes it had.
 */
export const mergeThemes = (doc: Y.Doc, hand: Hand, from: string, into: string): void => {
  const m = maps(doc);
  const homeOf = homesIn(m);
  const gone = homeOf(from);
  const survivor = homeOf(into);
  if (gone === undefined || survivor === undefined || gone === survivor) return;
  doc.transact(() => {
    const codes = [...new Set([...(m.codes.get(survivor) ?? []), ...(m.codes.get(gone) ?? [])])];
    if (codes.length > 0) m.codes.set(survivor, codes.slice(0, themeLimits.codes));
    const name = m.titles.get(gone);
    if (name && !m.titles.get(survivor)) m.titles.set(survivor, name);
    m.merged.set(gone, survivor);
  }, hand);
};

/** Takes a theme apart: its notes become ungrouped. Undo brings it back with the notes nobody has moved since. */
export const dissolveTheme = (doc: Y.Doc, hand: Hand, themeId: string): void => {
  const m = maps(doc);
  doc.transact(() => {
    for (const id of householdOf(m, themeId)) m.order.delete(id);
  }, hand);
};

/** Moves a theme before another in the order (or last, when `before` is null). */
export const moveTheme = (doc: Y.Doc, hand: Hand, themeId: string, before: string | null): void => {
  const { order } = maps(doc);
  const themes = readThemes(doc).themes;
  const moved = themes.find((theme) => theme.id === themeId);
  if (!moved) return;
  const others = themes.filter((theme) => theme.id !== themeId);
  const found = others.findIndex((theme) => theme.id === before);
  const at = found < 0 ? others.length : found;
  const place = between(others[at - 1]?.order, others[at]?.order);
  const row = [...others.slice(0, at), moved, ...others.slice(at)];
  doc.transact(() => {
    if (place !== undefined) order.set(themeId, place);
    else row.forEach((theme, i) => order.set(theme.id, i));
  }, hand);
};

/** A number between two neighbours, or undefined when there is no room: then the whole row is numbered anew. */
const between = (left: number | undefined, right: number | undefined): number | undefined => {
  if (left === undefined) return (right ?? 1) - 1;
  if (right === undefined) return left + 1;
  const middle = (left + right) / 2;
  return left < middle && middle < right ? middle : undefined;
};

/** Undo and redo of one hand's own steps; another's later change is never overwritten. */
/**
 * Takes back the latest step of this hand, and that one only. The library goes on to older steps when nothing is left of
 * the latest, because somebody else moved it since or an earlier grouping was brought back: one press would then take
 * away what was never meant. True when something changed.
 */
export const undoLatest = (undo: Y.UndoManager): boolean => latestOf(undo.undoStack, () => undo.undo());
/** The same for doing again what was taken back last. */
export const redoLatest = (undo: Y.UndoManager): boolean => latestOf(undo.redoStack, () => undo.redo());

const latestOf = <T>(stack: T[], act: () => unknown): boolean => {
  const older = stack.splice(0, stack.length - 1);
  const changed = act() !== null;
  stack.unshift(...older);
  return changed;
};

export const undoFor = (doc: Y.Doc, hand: Hand): Y.UndoManager =>
  new Y.UndoManager(Object.values(maps(doc)), { trackedOrigins: new Set([hand]), captureTimeout: 0 });
