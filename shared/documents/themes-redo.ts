import * as Y from 'yjs';
import { applyChanges, changesBetween, noRegisters, registersOf } from './themes-registers.ts';
import type { RegisterChange, ThemeRegisters } from './themes-registers.ts';
import { readThemes, type Arrangement } from './themes.ts';

/** What one machine had, and what of it was never stored. */
export interface Unsent {
  local: ThemeRegisters;
  changes: RegisterChange[];
}

export const unsentIn = (doc: Y.Doc, stored: ThemeRegisters): Unsent => {
  const local = registersOf(doc);
  return { local, changes: changesBetween(stored, local) };
};

/** A grouping as people see it, from its registers. */
export const arrangementFrom = (registers: ThemeRegisters): Arrangement => {
  const doc = new Y.Doc();
  applyChanges(doc, 'copy', changesBetween(noRegisters, registers));
  const arrangement = readThemes(doc);
  doc.destroy();
  return arrangement;
};

/**
 * Does again in a fresh copy what was not stored: a theme that is gone is made again, a note that is gone cannot be
 * placed. Returns the changes that were made, and those that no longer apply.
 */
export const redo = (
  doc: Y.Doc,
  hand: object,
  { local, changes }: Unsent,
  isNote: (id: string) => boolean,
): { redone: RegisterChange[]; left: RegisterChange[] } => {
  const now = registersOf(doc);
  const open = changes.filter(({ root, key, value }) => !isEqual(now[root][key], value));
  const isLost = ({ root, key, value }: RegisterChange): boolean =>
    root === 'placement' && value !== undefined && !isNote(key);
  const redone = open.filter((change) => !isLost(change));
  const made = new Set(redone.filter(({ root }) => root === 'order').map(({ key }) => key));
  const missing = [...new Set(redone.flatMap(themesOf))].filter(
    (id) => now.order[id] === undefined && !made.has(id) && local.order[id] !== undefined,
  );
  applyChanges(doc, hand, [...missing.flatMap((id) => themeAgain(local, id)), ...redone]);
  return { redone, left: open.filter(isLost) };
};

const isEqual = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The themes a change speaks of, as far as it needs them alive. */
const themesOf = ({ root, key, value }: RegisterChange): string[] => {
  if (value === undefined) return [];
  if (root !== 'placement' && root !== 'merged') return [key];
  return typeof value === 'string' ? [value] : [];
};

const themeAgain = ({ order, titles, codes }: ThemeRegisters, key: string): RegisterChange[] =>
  [
    { root: 'order' as const, key, value: order[key] },
    { root: 'titles' as const, key, value: titles[key] },
    { root: 'codes' as const, key, value: codes[key] },
  ].filter(({ value }) => value !== undefined);
