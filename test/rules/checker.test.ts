import { describe, expect, test } from 'vitest';
import { readDesk, writeDesk } from '../../shared/documents/desk.ts';
import { readRoom, writeRoom } from '../../shared/documents/room.ts';
import { check, type Evidence, type Facts, type Operation, type Screen } from '../support/checker.ts';
import * as Y from 'yjs';

const say = (verb: string, body: unknown, rest: Partial<Operation> = {}): Operation => ({
  id: `${verb} by ${rest.who ?? 'anna'}`,
  verb,
  who: 'anna',
  body,
  end: 'ok',
  ...rest,
});

const write = (noteId: string, text: string, rest: Partial<Operation> = {}): Operation =>
  say('note.write', { noteId, stepId: 's1', text }, rest);

const facts = (): Facts => ({
  closed: false,
  steps: [
    { id: 's1', notesRevealed: true, dotsRevealed: false, dotsPerPerson: 0 },
    { id: 's2', notesRevealed: false, dotsRevealed: true, dotsPerPerson: 2 },
  ],
  notes: [
    { id: 'n1', number: 1, stepId: 's1', text: 'Butiken ska stå kvar', status: 'visible', who: 'anna' },
    { id: 'n2', number: 2, stepId: 's1', text: '', status: 'withdrawn', who: 'bo' },
  ],
  dots: [{ stepId: 's2', who: 'anna', dot: 1, targetId: 'n1' }],
  offers: [{ id: 'o1', stepId: 's1', text: 'Jag kan skjutsa', status: 'offered', who: 'bo' }],
});

const history = (): Operation[] => [
  write('n1', 'Butiken'),
  say('note.edit', { noteId: 'n1', text: '  Butiken ska stå kvar ' }, { toldSaved: true }),
  write('n2', '', { who: 'bo' }),
  say('note.withdraw', { noteId: 'n2' }, { who: 'bo' }),
  say('dot.place', { stepId: 's2', dot: 1, targetId: 'n2' }),
  say('dot.place', { stepId: 's2', dot: 1, targetId: 'n1' }),
  say('dot.place', { stepId: 's2', dot: 2, targetId: 'n1' }),
  say('dot.lift', { stepId: 's2', dot: 2 }),
  say('offer.make', { offerId: 'o1', stepId: 's1', text: 'Jag kan skjutsa' }, { who: 'bo' }),
  write('n3', 'För sent', { end: 'refused' }),
  write('n4', 'Kanske', { end: 'unknown' }),
];

/** A screen that shows the facts above, as the real documents carry them. */
const screen = (name: string): Screen => {
  const doc = new Y.Doc();
  const empty = { meeting: undefined, steps: [], themes: [], options: {} };
  writeRoom(doc, {
    ...empty,
    notes: [{ number: 1, t: 'Butiken ska stå kvar', s: 's1' }],
    offers: [{ id: 'o1', kind: 'time', text: 'Jag kan skjutsa', themeId: null }],
    tallies: { s2: { people: 1, list: [{ targetId: 'n1', dots: 1, people: 1 }] } },
  });
  return { name, room: readRoom(doc) };
};

const evidence = (
  change: (to: { history: Operation[]; facts: Facts; screens: Screen[] }) => void,
): Evidence => {
  const all = { history: history(), facts: facts(), screens: [screen('phone 1'), screen('wall')] };
  change(all);
  return all;
};

const good = () => undefined;
const noteOf = (f: Facts, id: string) => f.notes.find((n) => n.id === id) as Facts['notes'][number];

describe('[FT1] the checker of the fault tests', () => {
  test('[FT1] finds nothing wrong where nothing is wrong', () => {
    expect(check(evidence(good))).toEqual([]);
  });

  test('[FT1] leaves open what nobody knows', () => {
    const came: Evidence = evidence(({ facts, screens }) => {
      facts.notes.push({ id: 'n4', number: 3, stepId: 's1', text: 'Kanske', status: 'visible', who: 'anna' });
      for (const { room } of screens) room?.notes.push({ number: 3, t: 'Kanske', s: 's1' });
    });
    expect(check(came)).toEqual([]);
  });

  const planted: [string, RegExp, Parameters<typeof evidence>[0]][] = [
    ['a lost note', /note n1 is missing/, ({ facts }) => void facts.notes.shift()],
    ['a lost offer', /offer o1 is missing/, ({ facts }) => void facts.offers.pop()],
    ['a lost dot', /dot 1 of anna in s2 is missing/, ({ facts }) => void facts.dots.pop()],
    [
      'a note that is there twice',
      /note n1 is there twice/,
      ({ facts }) => void facts.notes.push({ ...noteOf(facts, 'n1'), number: 9 }),
    ],
    [
      'a note doubled under an id of its own',
      /note n9 is there, but nobody said it/,
      ({ facts }) => void facts.notes.push({ ...noteOf(facts, 'n1'), id: 'n9', number: 9 }),
    ],
    ['a number twice', /two notes have the number 1/, ({ facts }) => void (noteOf(facts, 'n2').number = 1)],
    [
      'a note that was refused and came all the same',
      /note n3 is .* but should be null/,
      ({ facts }) => void facts.notes.push({ ...noteOf(facts, 'n1'), id: 'n3', number: 3, text: 'För sent' }),
    ],
    [
      'a withdrawn note that rose again',
      /note n2 is .*"withdrawn":false/,
      ({ facts }) => void (noteOf(facts, 'n2').status = 'visible'),
    ],
    [
      'an older text than the one acknowledged',
      /note n1 is .*"Butiken".* but should be .*stå kvar/,
      ({ facts }) => void (noteOf(facts, 'n1').text = 'Butiken'),
    ],
    [
      "somebody else's name on a note",
      /note n1 is .*"who":"bo"/,
      ({ facts }) => void (noteOf(facts, 'n1').who = 'bo'),
    ],
    [
      'a dot where it lay before',
      /dot 1 of anna in s2 is .*n2.* but should be .*n1/,
      ({ facts }) => void facts.dots.splice(0, 1, { stepId: 's2', who: 'anna', dot: 1, targetId: 'n2' }),
    ],
    [
      'a lifted dot that fell down again',
      /dot 2 of anna in s2 is/,
      ({ facts }) => void facts.dots.push({ stepId: 's2', who: 'anna', dot: 2, targetId: 'n1' }),
    ],
    [
      'a dot too many',
      /anna has 3 dots in s2, budget 2/,
      ({ facts }) =>
        void facts.dots.push(
          { stepId: 's2', who: 'anna', dot: 2, targetId: 'n1' },
          { stepId: 's2', who: 'anna', dot: 3, targetId: 'n1' },
        ),
    ],
    [
      'a person told "saved" for what was never acknowledged',
      /anna was told that note.write/,
      ({ history }) => void history.push(write('n8', 'Sparad?', { end: 'unknown', toldSaved: true })),
    ],
    [
      'an answer that cannot be true',
      /was acknowledged, but note n7 was not there/,
      ({ history }) => void history.push(say('note.edit', { noteId: 'n7', text: 'Ny' })),
    ],
    [
      'screens that differ',
      /what wall shows, compared with phone 1, has notes 1 as missing/,
      ({ screens }) => void screens[1]?.room?.notes.pop(),
    ],
    [
      'screens that agree on something untrue',
      /the room of wall has note 1 as .*Butik.*, not .*stå kvar/,
      ({ screens }) =>
        screens.forEach(({ room }) => room?.notes.splice(0, 1, { number: 1, t: 'Butik', s: 's1' })),
    ],
    [
      'a screen that shows what was taken back',
      /the room of wall has note 2, which nobody should see/,
      ({ screens }) => screens.forEach(({ room }) => room?.notes.push({ number: 2, t: '', s: 's1' })),
    ],
    [
      'a tally that counts other dots than there are',
      /the room of wall has tally s2/,
      ({ screens }) =>
        screens.forEach(({ room }) => room && (room.tallies = { s2: { people: 0, list: [] } })),
    ],
  ];
  test.each(planted)('[FT1] finds %s', (_what, sentence, change) => {
    expect(check(evidence(change)).join('\n')).toMatch(sentence);
  });

  test('[FT1] finds a desk without a note, which the room need not have', () => {
    const doc = new Y.Doc();
    writeDesk(doc, { notes: [], offers: [] });
    const found = check(evidence(({ screens }) => void screens.push({ name: 'desk', desk: readDesk(doc) })));
    expect(found.join('\n')).toMatch(/the desk of desk has note n2 as missing/);
  });

  test('[FT1] counts dots when a closed meeting no longer says whose they are', () => {
    const close = ({ facts }: { facts: Facts }) => {
      facts.closed = true;
      for (const row of [...facts.notes, ...facts.offers]) row.who = null;
      facts.dots = [{ stepId: 's2', who: '1', dot: null, targetId: 'n1' }];
    };
    expect(check(evidence(close))).toEqual([]);
    const lost = evidence((all) => {
      close(all);
      all.facts.dots = [];
    });
    expect(check(lost).join('\n')).toMatch(/0 dots in round and on target s2 n1, not 1 to 1/);
  });
});
