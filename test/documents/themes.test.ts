import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  type Arrangement,
  dissolveTheme,
  groupNotes,
  type Hand,
  mergeThemes,
  moveTheme,
  nameTheme,
  placeNotes,
  readThemes,
  tagTheme,
  undoFor,
  undoLatest,
} from '../../shared/documents/themes.ts';

/** One facilitator: her own copy of the document, her own hand, her own undo. */
interface Desk {
  doc: Y.Doc;
  hand: Hand;
  undo: Y.UndoManager;
}
const aDesk = (clientId: number): Desk => {
  const doc = new Y.Doc();
  doc.clientID = clientId;
  const hand = {};
  return { doc, hand, undo: undoFor(doc, hand) };
};

/** What lies on one desk reaches another. */
const reach = (from: Desk, to: Desk): void =>
  Y.applyUpdate(to.doc, Y.encodeStateAsUpdate(from.doc, Y.encodeStateVector(to.doc)), 'wire');
const meet = (...desks: Desk[]): void => {
  for (const from of desks) for (const to of desks) if (from !== to) reach(from, to);
  for (const from of desks) for (const to of desks) if (from !== to) reach(from, to);
};

const group = ({ doc, hand }: Desk, id: string, ...noteIds: string[]): string =>
  groupNotes(doc, hand, { id, title: `Tema ${id}`, noteIds });
const place = ({ doc, hand }: Desk, noteId: string, themeId: string | null): void =>
  placeNotes(doc, hand, [noteId], themeId);
const merge = ({ doc, hand }: Desk, from: string, into: string): void => mergeThemes(doc, hand, from, into);
const dissolve = ({ doc, hand }: Desk, id: string): void => dissolveTheme(doc, hand, id);
const notesIn = ({ doc }: Desk, themeId: string): string[] | undefined =>
  readThemes(doc).themes.find((theme) => theme.id === themeId)?.noteIds;
const ids = ({ doc }: Desk): string[] => readThemes(doc).themes.map((theme) => theme.id);

/** Two desks that know the same: themes a and b with two notes each. */
const twoDesks = (): [Desk, Desk] => {
  const [one, two] = [aDesk(1), aDesk(2)];
  group(one, 'b', 'n3', 'n4');
  group(one, 'a', 'n1', 'n2');
  one.undo.clear();
  meet(one, two);
  return [one, two];
};

describe('where a note lies', () => {
  it.each([
    [1, 2],
    [2, 1],
  ])('[TH1] two who move it at once find it in one theme, the same for both (%i, %i)', (first, second) => {
    const [one, two] = [aDesk(first), aDesk(second)];
    group(one, 'a');
    group(one, 'b');
    meet(one, two);
    place(one, 'n1', 'a');
    place(two, 'n1', 'b');
    meet(one, two);
    expect(readThemes(one.doc)).toEqual(readThemes(two.doc));
    expect([...(notesIn(one, 'a') ?? []), ...(notesIn(one, 'b') ?? [])]).toEqual(['n1']);
  });

  it('[TH1] in every order in which the updates may arrive', () => {
    const [one, two] = twoDesks();
    const before = [Y.encodeStateVector(one.doc), Y.encodeStateAsUpdate(one.doc)] as const;
    const updates: Uint8Array[] = [];
    for (const desk of [one, two]) desk.doc.on('update', (update: Uint8Array) => updates.push(update));
    place(one, 'n1', 'b');
    place(two, 'n1', null);
    place(two, 'n1', 'b');
    merge(one, 'b', 'a');
    const results = orders(updates).map((order) => {
      const doc = new Y.Doc();
      for (const update of [before[1], ...order]) Y.applyUpdate(doc, update);
      return readThemes(doc);
    });
    for (const result of results) expect(result).toEqual(results[0]);
    expect(results[0]?.placement).toEqual({ n1: 'a', n2: 'a', n3: 'a', n4: 'a' });
  });

  it('[TH1] moved by one and taken out by the other, it is where somebody put it', () => {
    const [one, two] = twoDesks();
    place(one, 'n1', 'b');
    place(two, 'n1', null);
    meet(one, two);
    expect(readThemes(two.doc).placement.n1).toBe('b');
  });

  it('[TH2] a theme taken apart leaves its notes ungrouped, also the one that was on its way there', () => {
    const [one, two] = twoDesks();
    dissolve(one, 'a');
    place(two, 'n3', 'a');
    meet(one, two);
    expect(readThemes(two.doc).placement).toEqual({ n4: 'b' });
    expect(ids(two)).toEqual(['b']);
  });

  it('[TH2] taking a theme apart takes those merged into it along', () => {
    const [one] = twoDesks();
    merge(one, 'a', 'b');
    dissolve(one, 'b');
    expect(readThemes(one.doc)).toEqual({ themes: [], placement: {}, mergedInto: {} });
  });

  it('[TH2] a theme merged into one that somebody else took apart stays itself', () => {
    const [one, two] = twoDesks();
    merge(one, 'a', 'b');
    dissolve(two, 'b');
    meet(one, two);
    expect(readThemes(two.doc)).toMatchObject({ placement: { n1: 'a', n2: 'a' }, mergedInto: {} });
    expect(ids(one)).toEqual(['a']);
  });
});

describe('undo', () => {
  it('[TH3] takes back every kind of own step, and redo does it again', () => {
    const [one] = twoDesks();
    const before = readThemes(one.doc);
    const steps: (() => void)[] = [
      () => group(one, 'c', 'n1', 'n5'),
      () => place(one, 'n2', null),
      () => nameTheme(one.doc, one.hand, 'b', 'Nytt namn'),
      () => tagTheme(one.doc, one.hand, 'b', ['com.fuel']),
      () => moveTheme(one.doc, one.hand, 'b', 'a'),
      () => merge(one, 'a', 'b'),
      () => dissolve(one, 'b'),
    ];
    const seen: Arrangement[] = [before];
    for (const step of steps) {
      step();
      seen.push(readThemes(one.doc));
    }
    for (const earlier of seen.slice(0, -1).reverse()) {
      one.undo.undo();
      expect(readThemes(one.doc)).toEqual(earlier);
    }
    for (const later of seen.slice(1)) {
      one.undo.redo();
      expect(readThemes(one.doc)).toEqual(later);
    }
  });

  it("[TH3] leaves another's step alone", () => {
    const [one, two] = twoDesks();
    place(one, 'n1', 'b');
    meet(one, two);
    place(two, 'n2', 'b');
    nameTheme(two.doc, two.hand, 'a', 'Den andras');
    meet(one, two);
    one.undo.undo();
    one.undo.undo();
    meet(one, two);
    expect(notesIn(two, 'a')).toEqual(['n1']);
    expect(notesIn(two, 'b')).toEqual(['n2', 'n3', 'n4']);
    expect(readThemes(one.doc).themes[0]?.title).toBe('Den andras');
  });

  it("[TH3] never overwrites another's later change of the same thing", () => {
    const [one, two] = twoDesks();
    place(one, 'n1', 'b');
    nameTheme(one.doc, one.hand, 'b', 'Mitt');
    meet(one, two);
    group(two, 'c', 'n1');
    nameTheme(two.doc, two.hand, 'b', 'Ditt');
    meet(one, two);
    one.undo.undo();
    one.undo.undo();
    meet(one, two);
    expect(notesIn(one, 'c')).toEqual(['n1']);
    expect(readThemes(two.doc).themes.find((theme) => theme.id === 'b')?.title).toBe('Ditt');
  });

  it('[TH3] takes back one step at a press, and no older one when nothing is left of the latest', () => {
    const [one, two] = twoDesks();
    group(one, 'c', 'n1');
    place(one, 'n1', 'b');
    meet(one, two);
    place(two, 'n1', 'c');
    meet(one, two);
    expect(undoLatest(one.undo)).toBe(false);
    expect(notesIn(one, 'c')).toEqual(['n1']);
    expect(undoLatest(one.undo)).toBe(true);
    expect(notesIn(one, 'c')).toBeUndefined();
    expect(undoLatest(one.undo)).toBe(false);
  });

  it('[TH3] of a merge leaves a note that was moved on where it is', () => {
    const [one, two] = twoDesks();
    merge(one, 'a', 'b');
    meet(one, two);
    group(two, 'c', 'n1');
    meet(one, two);
    one.undo.undo();
    meet(one, two);
    expect([notesIn(two, 'a'), notesIn(two, 'b'), notesIn(two, 'c')]).toEqual([['n2'], ['n3', 'n4'], ['n1']]);
  });
});

describe('merging', () => {
  it('[TH4] moves every note and every service, and says where the dots go', () => {
    const [one] = twoDesks();
    tagTheme(one.doc, one.hand, 'a', ['com.fuel']);
    tagTheme(one.doc, one.hand, 'b', ['com.post']);
    merge(one, 'a', 'b');
    expect(readThemes(one.doc)).toMatchObject({
      themes: [{ id: 'b', noteIds: ['n1', 'n2', 'n3', 'n4'], serviceCodes: ['com.post', 'com.fuel'] }],
      mergedInto: { a: 'b' },
    });
  });

  it('[TH4] a name is kept when the theme that lives on has none', () => {
    const [one] = twoDesks();
    groupNotes(one.doc, one.hand, { id: 'c', title: '', noteIds: ['n5'] });
    merge(one, 'a', 'c');
    merge(one, 'b', 'c');
    expect(readThemes(one.doc).themes.map(({ id, title }) => [id, title])).toEqual([['c', 'Tema a']]);
    one.undo.undo();
    one.undo.undo();
    expect(readThemes(one.doc).themes.find(({ id }) => id === 'c')?.title).toBe('');
  });

  it('[TH4] dots follow through every merge to the theme that lives on', () => {
    const [one] = twoDesks();
    group(one, 'c', 'n5');
    merge(one, 'a', 'b');
    merge(one, 'b', 'c');
    expect(readThemes(one.doc).mergedInto).toEqual({ a: 'c', b: 'c' });
    expect(notesIn(one, 'c')).toHaveLength(5);
  });

  it('[TH4] a note put in the merged theme by somebody who was away follows', () => {
    const [one, two] = twoDesks();
    merge(one, 'a', 'b');
    place(two, 'n5', 'a');
    meet(one, two);
    expect(readThemes(one.doc).placement.n5).toBe('b');
    expect(notesIn(two, 'b')).toContain('n5');
  });

  it('[TH4] a page that has not heard of a merge may still speak of the old theme', () => {
    const [one] = twoDesks();
    group(one, 'c', 'n5');
    merge(one, 'a', 'b');
    merge(one, 'a', 'c');
    merge(one, 'c', 'a');
    expect(ids(one)).toEqual(['c']);
    expect(readThemes(one.doc).mergedInto).toEqual({ a: 'c', b: 'c' });
  });

  it('[TH4] two themes merged into each other at once become one with all the notes', () => {
    const [one, two] = twoDesks();
    merge(one, 'a', 'b');
    merge(two, 'b', 'a');
    meet(one, two);
    expect(readThemes(one.doc)).toEqual(readThemes(two.doc));
    expect(readThemes(one.doc)).toMatchObject({
      themes: [{ id: 'a', noteIds: ['n1', 'n2', 'n3', 'n4'] }],
      mergedInto: { b: 'a' },
    });
  });

  it('[TH4] with itself or with what is not there changes nothing', () => {
    const [one] = twoDesks();
    const before = readThemes(one.doc);
    merge(one, 'a', 'a');
    merge(one, 'a', 'gone');
    merge(one, 'gone', 'a');
    expect(readThemes(one.doc)).toEqual(before);
  });
});

describe('the order of themes', () => {
  it('a new theme comes first', () => {
    const [one] = twoDesks();
    group(one, 'c');
    expect(ids(one)).toEqual(['c', 'a', 'b']);
  });

  it('can be moved before any other, or last, however often', () => {
    const [one] = twoDesks();
    group(one, 'c');
    for (let i = 0; i < 100; i++) {
      const [first, second, third] = ids(one);
      moveTheme(one.doc, one.hand, third ?? '', second ?? '');
      expect(ids(one)).toEqual([first, third, second]);
    }
    const [first, ...rest] = ids(one);
    moveTheme(one.doc, one.hand, first ?? '', null);
    expect(ids(one)).toEqual([...rest, first]);
  });
});

/** Every order of a handful of things. */
const orders = <T>(list: readonly T[]): T[][] =>
  list.length < 2
    ? [[...list]]
    : list.flatMap((item, at) => orders(list.filter((_, i) => i !== at)).map((rest) => [item, ...rest]));

const noteIds = Array.from({ length: 8 }, (_, i) => `n${i}`);
const themeIds = Array.from({ length: 5 }, (_, i) => `t${i}`);
const note = fc.constantFrom(...noteIds);
const theme = fc.constantFrom(...themeIds);

/** What a facilitator may do next; `away` and `back` are her network. */
const act = fc.oneof(
  fc.tuple(theme, fc.array(note)).map(
    ([id, notes]) =>
      (desk: Desk) =>
        void group(desk, id, ...notes),
  ),
  fc.tuple(note, fc.option(theme)).map(
    ([id, to]) =>
      (desk: Desk) =>
        place(desk, id, to),
  ),
  fc.tuple(theme, theme).map(
    ([from, into]) =>
      (desk: Desk) =>
        merge(desk, from, into),
  ),
  theme.map((id) => (desk: Desk) => dissolve(desk, id)),
  fc.tuple(theme, fc.option(theme)).map(
    ([id, before]) =>
      (desk: Desk) =>
        moveTheme(desk.doc, desk.hand, id, before),
  ),
  theme.map((id) => (desk: Desk) => nameTheme(desk.doc, desk.hand, id, id)),
  fc.constant((desk: Desk) => void desk.undo.undo()),
  fc.constant((desk: Desk) => void desk.undo.redo()),
);
const evening = fc.array(fc.record({ who: fc.nat(1), act, line: fc.boolean() }), { maxLength: 60 });

/** A note is nowhere or in one living theme, and both ways of asking say the same. */
const inOnePlace = ({ themes, placement, mergedInto }: Arrangement): void => {
  const lying = themes.flatMap((t) => t.noteIds.map((id) => [id, t.id] as const));
  expect(new Set(lying.map(([id]) => id)).size).toBe(lying.length);
  expect(Object.fromEntries(lying)).toEqual(placement);
  const living = themes.map((t) => t.id);
  for (const [from, into] of Object.entries(mergedInto)) {
    expect(living).toContain(into);
    expect(living).not.toContain(from);
  }
};

describe('two facilitators', () => {
  it('[TH5] end equal after any evening, one of them away for a while, every note in one place', () => {
    fc.assert(
      fc.property(evening, (acts) => {
        const desks = [aDesk(1), aDesk(2)] as const;
        for (const { who, act: does, line } of acts) {
          does(desks[who === 0 ? 0 : 1]);
          for (const desk of desks) inOnePlace(readThemes(desk.doc));
          if (line) meet(...desks);
        }
        meet(...desks);
        expect(readThemes(desks[0].doc)).toEqual(readThemes(desks[1].doc));
        inOnePlace(readThemes(desks[0].doc));
      }),
      { numRuns: 400, seed: 20261122 },
    );
  });

  it('[TH5] a copy from the server, made of the updates in any order, says the same', () => {
    fc.assert(
      fc.property(evening, fc.array(fc.nat(), { minLength: 1 }), (acts, shuffle) => {
        const desks = [aDesk(1), aDesk(2)] as const;
        const updates: Uint8Array[] = [];
        for (const desk of desks)
          desk.doc.on('update', (update: Uint8Array, origin: unknown) => {
            if (origin !== 'wire') updates.push(update);
          });
        for (const { who, act: does, line } of acts) {
          does(desks[who === 0 ? 0 : 1]);
          if (line) meet(...desks);
        }
        meet(...desks);
        const server = new Y.Doc();
        const mixed = updates
          .map((update, i) => ({ update, key: (shuffle[i % shuffle.length] ?? 0) ^ i }))
          .sort((a, b) => a.key - b.key);
        for (const { update } of mixed) Y.applyUpdate(server, update);
        expect(readThemes(server)).toEqual(readThemes(desks[0].doc));
      }),
      { numRuns: 200, seed: 20261122 },
    );
  });
});
