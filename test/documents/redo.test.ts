import * as Y from 'yjs';
import { describe, expect, test } from 'vitest';
import { arrangementFrom, redo, unsentIn } from '../../shared/documents/themes-redo.ts';
import { registersOf } from '../../shared/documents/themes-registers.ts';
import {
  dissolveTheme,
  groupNotes,
  nameTheme,
  placeNotes,
  readThemes,
} from '../../shared/documents/themes.ts';

const hand = {};
const copyOf = (doc: Y.Doc): Y.Doc => {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
};
const board = (): Y.Doc => {
  const doc = new Y.Doc();
  groupNotes(doc, hand, { id: 'a', title: 'Resor', noteIds: ['1', '2'] });
  groupNotes(doc, hand, { id: 'b', title: 'Affären', noteIds: ['3'] });
  return doc;
};
const everyNote = (): boolean => true;

describe('doing again what was not stored', () => {
  test('[RC3] what was not stored is done in a fresh copy; what others did stays', () => {
    const server = board();
    const page = copyOf(server);
    const stored = registersOf(page);
    placeNotes(page, hand, ['3', '4'], 'a');
    nameTheme(page, hand, 'a', 'Buss');
    groupNotes(server, hand, { id: 'c', title: 'Annans', noteIds: ['9'] });
    const fresh = copyOf(server);
    const { left } = redo(fresh, hand, unsentIn(page, stored), everyNote);
    const { themes, placement } = readThemes(fresh);
    expect(left).toEqual([]);
    expect(placement).toEqual({ 1: 'a', 2: 'a', 3: 'a', 4: 'a', 9: 'c' });
    expect(themes.find(({ id }) => id === 'a')?.title).toBe('Buss');
  });

  test('[RC3] a theme that is gone is made again, a note that is gone is named and left', () => {
    const page = board();
    const stored = registersOf(page);
    placeNotes(page, hand, ['4', '5'], 'a');
    const fresh = board();
    dissolveTheme(fresh, hand, 'a');
    const { left } = redo(fresh, hand, unsentIn(page, stored), (id) => id !== '5');
    expect(readThemes(fresh).placement).toMatchObject({ 4: 'a' });
    expect(readThemes(fresh).themes.find(({ id }) => id === 'a')?.title).toBe('Resor');
    expect(left).toEqual([{ root: 'placement', key: '5', value: 'a' }]);
  });

  test('[RC3] the old grouping can be read from what is kept of it', () => {
    const page = board();
    expect(arrangementFrom(registersOf(page))).toEqual(readThemes(page));
  });

  test('[RC3] what the server has after all is not done twice', () => {
    const page = board();
    const { redone } = redo(copyOf(page), hand, unsentIn(page, registersOf(new Y.Doc())), everyNote);
    expect(redone).toEqual([]);
  });
});
