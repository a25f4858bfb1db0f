import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { heatOf, needsOf, unsorted } from '../../shared/domain/consolidate.ts';
import { hearingsOf, noteCodes, type Heard, type HeardNote } from '../../shared/domain/heard.ts';
import { percentOf, shareOf } from '../../shared/domain/share.ts';

const note = (id: string, change: Partial<HeardNote> = {}): HeardNote => ({
  id,
  status: 'visible',
  themeId: null,
  mergedInto: null,
  serviceCodes: [],
  ...change,
});
const about = (id: string, ...serviceCodes: string[]) => note(id, { serviceCodes });

/** A village evening; `dots` are `[giver, target, how many]` in one round. */
const evening = (
  place: string,
  said: Partial<Pick<Heard, 'notes' | 'themes' | 'offers' | 'rounds' | 'meetingId'>>,
  dots: [number, string, number][] = [],
): Heard => ({
  meetingId: `m-${place}`,
  placeId: place,
  place,
  rounds: ['r1'],
  notes: [],
  themes: [],
  offers: [],
  ballots: dots.map(([giver, targetId, n]) => ({ stepId: 'r1', giver, targetId, dots: n })),
  ...said,
});
const crowd = (size: number, target: string, each = 1): [number, string, number][] =>
  Array.from({ length: size }, (_, i) => [i + 1, target, each]);

const codesOf = (meetings: Heard[]) => needsOf(meetings).map((n) => n.code);
const needIn = (meetings: Heard[], code: string) => needsOf(meetings).find((n) => n.code === code);

describe('what a note is about', () => {
  const themes = [{ id: 't', serviceCodes: ['com.post', 'com.pay'] }];

  it('[CO6] is its own codes if any, else its theme’s', () => {
    const notes = [note('a', { themeId: 't' }), note('b', { themeId: 't', serviceCodes: ['mob.road'] })];
    expect([...noteCodes({ notes, themes })]).toEqual([
      ['a', ['com.post', 'com.pay']],
      ['b', ['mob.road']],
    ]);
  });

  it('[CO6] for a duplicate outside every theme is what the note it lives on in is about', () => {
    const notes = [note('a', { themeId: 't' }), note('b', { status: 'merged', mergedInto: 'a' })];
    expect(noteCodes({ notes, themes }).get('b')).toEqual(['com.post', 'com.pay']);
  });

  it('[CO2] is counted once per code, though it carries the code twice', () => {
    const heard = evening('Norr', { notes: [about('a', 'com.post', 'com.post'), about('b', 'com.post')] });
    expect(needIn([heard], 'com.post')).toMatchObject({ notes: 2 });
  });

  it('[CO2] is counted once per group, however many codes of it it carries', () => {
    const heard = evening('Norr', { notes: [about('a', 'com.post', 'com.pay', 'mob.road')] });
    expect(heatOf([heard]).map((row) => [row.group, row.cells[0]?.notes])).toEqual([
      ['com', 1],
      ['mob', 1],
    ]);
  });

  it('[CO7] never counts when it was taken back; a hidden or a merged one counts', () => {
    const notes = [
      note('a', { status: 'withdrawn', serviceCodes: ['com.post'] }),
      note('b', { status: 'hidden', serviceCodes: ['com.post'] }),
      note('c', { status: 'merged', mergedInto: 'b', serviceCodes: ['com.post'] }),
    ];
    expect(needIn([evening('Norr', { notes })], 'com.post')).toMatchObject({ notes: 2 });
  });

  it('[CO8] is listed as unsorted when nobody said, and is then no need', () => {
    const heard = evening('Norr', { notes: [note('a'), about('b', 'no.such')] });
    expect(needsOf([heard])).toEqual([]);
    expect(heatOf([heard])).toMatchObject([{ group: unsorted.slice(0, 3), cells: [{ notes: 2 }] }]);
  });
});

describe('the order of needs', () => {
  it('[CO1] is by the number of places before any sum of dots', () => {
    const large = evening('Stad', { notes: [about('a', 'com.post')] }, crowd(60, 'a', 5));
    const small = (place: string) =>
      evening(place, { notes: [about(`${place}1`, 'mob.transit')] }, crowd(6, `${place}1`));
    expect(codesOf([large, small('Norr'), small('Söder')])).toEqual(['mob.transit', 'com.post']);
  });

  it('[CO1] is then by the mean share of dot-givers, where a village of ten weighs as one of sixty', () => {
    const big = evening('Stad', { notes: [about('a', 'com.post'), about('b', 'mob.road')] }, [
      ...crowd(30, 'a', 5),
      ...crowd(60, 'b'),
    ]);
    const small = evening('Norr', { notes: [about('c', 'com.post'), about('d', 'mob.road')] }, [
      ...crowd(2, 'c'),
      ...crowd(10, 'd'),
    ]);
    expect(needsOf([big, small]).map((n) => [n.code, n.share])).toEqual([
      ['mob.road', 1],
      ['com.post', 0.35],
    ]);
  });

  it('[CO1] is then by code, so that two readings are the same', () => {
    const heard = evening('Norr', { notes: [about('b', 'mob.road'), about('a', 'com.post')] });
    expect(codesOf([heard])).toEqual(['com.post', 'mob.road']);
  });

  it('[CO1] calls equal what is equal: 0.1 + 0.2 + 0.3 is no more than 0.3 + 0.2 + 0.1', () => {
    const village = (name: string, road: number, post: number) =>
      evening(name, { notes: [about('a', 'mob.road'), about('b', 'com.post'), about('c', 'pub.school')] }, [
        ...crowd(road, 'a'),
        ...crowd(post, 'b'),
        ...crowd(10, 'c'),
      ]);
    const meetings = [village('Norr', 1, 3), village('Mitt', 2, 2), village('Söder', 3, 1)];
    for (const order of [meetings, [...meetings].reverse()])
      expect(codesOf(order)).toEqual(['pub.school', 'com.post', 'mob.road']);
  });

  it('[CO1] does not depend on the order the meetings come in', () => {
    const said = fc.array(fc.constantFrom('com.post', 'mob.road', 'pub.school', 'liv.housing'), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(fc.array(said, { minLength: 1, maxLength: 5 }), (villages) => {
        const meetings = villages.map((codes, v) =>
          evening(
            `p${v}`,
            { notes: codes.map((code, i) => about(`${v}-${i}`, code)) },
            codes.flatMap((_, i) => crowd(5 + i, `${v}-${i}`)),
          ),
        );
        expect(codesOf([...meetings].reverse())).toEqual(codesOf(meetings));
      }),
    );
  });
});

describe('where a need did not come up', () => {
  it('[CO3] is named, so that silence is seen', () => {
    const meetings = [
      evening('Norr', { notes: [about('a', 'com.post')] }),
      evening('Söder', { notes: [about('b', 'mob.road')] }),
      evening('Väster', { notes: [note('c')] }),
    ];
    expect(needIn(meetings, 'com.post')).toMatchObject({
      places: [{ place: 'Norr' }],
      absent: [
        { placeId: 'Söder', place: 'Söder' },
        { placeId: 'Väster', place: 'Väster' },
      ],
    });
  });

  it('[CO11] counts only places where notes were written, whatever else was done there', () => {
    const offers = [{ id: 'o', themeId: null, noteId: null }];
    const themes = [{ id: 't', serviceCodes: ['com.post'] }];
    const meetings = [
      evening('Norr', { notes: [about('a', 'com.post')] }),
      evening('Söder', { notes: [about('b', 'mob.road')] }),
      evening('Tom', {}),
      evening('Ångrad', { notes: [note('w', { status: 'withdrawn', serviceCodes: ['com.post'] })] }),
      evening('Erbjuden', { offers }),
      evening('Prickad', { themes }, crowd(6, 't')),
    ];
    const need = needIn(meetings, 'com.post');
    expect(need?.places.map((p) => p.place)).toEqual(['Norr']);
    expect(need?.absent.map((p) => p.place)).toEqual(['Söder']);
    for (const { cells } of heatOf(meetings)) expect(cells.map((c) => c.placeId)).toEqual(['Norr', 'Söder']);
  });

  it('[CO11] a place counts once notes were written on any of its evenings', () => {
    const written = evening('Norr', { meetingId: 'm1', notes: [about('a', 'mob.road')] });
    const empty = evening('Norr', { meetingId: 'm2' });
    const other = evening('Söder', { notes: [about('b', 'com.post')] });
    expect(needIn([written, empty, other], 'com.post')?.absent.map((p) => p.place)).toEqual(['Norr']);
  });

  it('[CO3] a place is there once, though it met twice', () => {
    const first = evening('Norr', { meetingId: 'm1', notes: [about('a', 'com.post')] });
    const second = evening('Norr', { meetingId: 'm2', notes: [about('b', 'com.post')] });
    expect(needIn([first, second], 'com.post')).toMatchObject({
      places: [{ place: 'Norr', noteIds: ['a', 'b'] }],
      absent: [],
    });
  });
});

describe('the people behind a need', () => {
  it('[CO4] are different givers: three dots from one person are one person', () => {
    const heard = evening('Norr', { notes: [about('a', 'com.post'), about('b', 'com.post')] }, [
      [1, 'a', 3],
      [1, 'b', 1],
      [2, 'b', 1],
      [3, 'x', 1],
    ]);
    expect(needIn([heard], 'com.post')?.places[0]).toMatchObject({ people: 2, dotGivers: 3, dots: 5 });
  });

  it('[CO4] are taken from the round where most were, never added over rounds', () => {
    const heard: Heard = {
      ...evening('Norr', { notes: [about('a', 'com.post')], rounds: ['r1', 'r2'] }),
      ballots: [
        ...[1, 2, 3].map((giver) => ({ stepId: 'r1', giver, targetId: 'a', dots: 1 })),
        ...[1, 2, 3, 4].map((giver) => ({ stepId: 'r2', giver, targetId: giver < 3 ? 'a' : 'x', dots: 1 })),
      ],
    };
    expect(needIn([heard], 'com.post')?.places[0]).toMatchObject({ people: 3, dotGivers: 3 });
  });

  it('[CO4] gave dots to a theme or to a note that carries the code', () => {
    const themes = [{ id: 't', serviceCodes: ['com.post'] }];
    const notes = [note('a', { themeId: 't' }), about('b', 'com.post')];
    const heard = evening('Norr', { themes, notes }, [
      [1, 't', 1],
      [1, 'a', 1],
      [2, 'b', 1],
      [3, 'other', 1],
    ]);
    expect(needIn([heard], 'com.post')?.places[0]).toMatchObject({ people: 2, themeIds: ['t'] });
  });

  it('[CO4] of two evenings are not added: they cannot be told apart', () => {
    const first = evening('Norr', { meetingId: 'm1', notes: [about('a', 'com.post')] }, crowd(8, 'a'));
    const second = evening('Norr', { meetingId: 'm2', notes: [about('b', 'com.post')] }, crowd(6, 'b'));
    expect(needIn([first, second], 'com.post')?.places[0]).toMatchObject({ people: 8, meetingId: 'm1' });
  });

  it('[CO4] follow a duplicate to the note it lives on in', () => {
    const notes = [about('a', 'com.post'), note('b', { status: 'merged', mergedInto: 'a' })];
    const heard = evening('Norr', { notes }, [
      [1, 'a', 1],
      [2, 'b', 1],
    ]);
    expect(hearingsOf(heard)((id) => id === 'a')).toMatchObject([{ people: 2, dots: 2 }]);
  });

  it('[CO4] are never more than those who gave dots, however codes and themes lie', () => {
    const code = fc.constantFrom('com.post', 'com.pay', 'mob.road');
    const ballot = fc.tuple(
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 0, max: 5 }),
      fc.integer({ min: 1, max: 3 }),
    );
    fc.assert(
      fc.property(fc.array(fc.array(code), { maxLength: 6 }), fc.array(ballot), (codes, laid) => {
        const notes = codes.map((own, i) => about(`${i}`, ...own));
        const heard = evening(
          'Norr',
          { notes },
          laid.map(([giver, at, dots]) => [giver, `${at}`, dots]),
        );
        for (const { places, share } of needsOf([heard])) {
          expect(share).toBeLessThanOrEqual(1);
          for (const p of places) expect(p.people).toBeLessThanOrEqual(p.dotGivers);
        }
      }),
    );
  });

  it('[CO9] put it among the five of their place, together with its equals', () => {
    const codes = ['com.post', 'com.pay', 'com.fuel', 'mob.road', 'mob.transit', 'mob.active', 'pub.school'];
    const sizes = [9, 8, 7, 6, 5, 5, 4];
    const heard = evening(
      'Norr',
      { notes: [...codes.map((code, i) => about(`${i}`, code)), about('silent', 'dig.wifi')] },
      sizes.flatMap((size, i) => crowd(size, `${i}`)),
    );
    const top = needsOf([heard]).filter((n) => n.places[0]?.inTopFive);
    expect(top.map((n) => n.code).sort()).toEqual([...codes.slice(0, 6)].sort());
  });
});

describe('small numbers', () => {
  it.each([
    [2, 4, undefined, undefined],
    [2, 5, 0.4, undefined],
    [2, 19, 2 / 19, undefined],
    [2, 20, 0.1, 10],
  ])('[CO5] %i of %i is share %s, percent %s', (people, givers, share, percent) => {
    expect(shareOf(people, givers)).toBe(share);
    expect(percentOf(people, givers)).toBe(percent);
  });

  it('[CO5] a village where four gave dots moves no share, up or down', () => {
    const big = evening('Stad', { notes: [about('a', 'com.post')] }, [...crowd(5, 'a'), ...crowd(10, 'x')]);
    const tiny = evening('Norr', { notes: [about('b', 'com.post')] }, crowd(4, 'b'));
    expect(needIn([big, tiny], 'com.post')?.share).toBe(0.5);
    expect(needIn([tiny], 'com.post')?.share).toBe(0);
  });
});

describe('offers', () => {
  it('[CO10] belong to what their theme or their note is about', () => {
    const themes = [{ id: 't', serviceCodes: ['com.post'] }];
    const offers = [
      { id: 'o1', themeId: 't', noteId: null },
      { id: 'o2', themeId: null, noteId: 'b' },
      { id: 'o3', themeId: null, noteId: null },
    ];
    const notes = [note('a', { themeId: 't' }), about('b', 'com.post')];
    expect(needIn([evening('Norr', { themes, notes, offers })], 'com.post')).toMatchObject({
      offers: 2,
      places: [{ offerIds: ['o1', 'o2'] }],
    });
  });
});
