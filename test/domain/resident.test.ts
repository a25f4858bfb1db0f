import { describe, expect, it } from 'vitest';
import { begin, putIn } from '../../shared/domain/outbox.ts';
import type { RoomState } from '../../shared/documents/room.ts';
import { afterSaved, dotsIn, notesIn, refusedDrafts } from '../../web/lib/live/mine.ts';
import type { OutboxEntry } from '../../web/lib/live/outbox-store.ts';
import { ownOrder } from '../../web/lib/ui/resident/own-order.ts';
import { barsOf } from '../../web/lib/ui/resident/rounds.ts';
import { qrPath } from '../../web/lib/ui/screen/qr-path.ts';
import type { Mine } from '../../shared/wire/views.ts';

const nothing: Mine = { notes: [], dots: [], offers: [] };
const entry = (id: string, verb: OutboxEntry['verb'], body: unknown) =>
  putIn<OutboxEntry>([], { id, meetingId: 'm', verb, body });

describe('what a resident sees of her own', () => {
  const written = entry('c1', 'note.write', { noteId: 'n1', stepId: 's', text: 'Macken' });

  it('shows a note that is on its way, and says so', () => {
    const [note] = notesIn(nothing, begin(written, 'c1'), 's');
    expect(note).toMatchObject({ id: 'n1', text: 'Macken' });
    expect(note?.unsent?.id).toBe('c1');
    expect(notesIn(nothing, written, 'another step')).toEqual([]);
  });

  it('shows it once, as saved, when the server has it', () => {
    const mine = written.reduce((so, e) => afterSaved(so, e, { number: 7 }), nothing);
    expect(notesIn(mine, [], 's')).toEqual([
      { id: 'n1', number: 7, stepId: 's', text: 'Macken', status: 'visible', unsent: undefined },
    ]);
    expect(written.reduce((so, e) => afterSaved(so, e), mine)).toEqual(mine);
  });

  it('keeps a note that is being taken back until that is certain', () => {
    const mine = written.reduce((so, e) => afterSaved(so, e), nothing);
    const back = entry('c2', 'note.withdraw', { noteId: 'n1' });
    expect(notesIn(mine, back, 's')[0]?.unsent?.id).toBe('c2');
    expect(
      notesIn(
        back.reduce((so, e) => afterSaved(so, e), mine),
        [],
        's',
      ),
    ).toEqual([]);
  });

  it('counts dots that are on their way as placed, so that the budget is not spent twice', () => {
    const placed = entry('c3', 'dot.place', { stepId: 'r', dot: 1, targetId: 't' });
    expect(dotsIn(nothing, placed, 'r').placed).toEqual([{ stepId: 'r', dot: 1, targetId: 't' }]);
    const lifted = entry('c4', 'dot.lift', { stepId: 'r', dot: 1 });
    expect(dotsIn(nothing, [...placed, ...lifted], 'r').placed).toEqual([]);
  });

  it('[PH13] what has just been answered is still there, before the page has taken it in', () => {
    const saved = (entries: OutboxEntry[]) =>
      entries.map((e) => ({ ...e, state: { kind: 'saved' as const } }));
    expect(notesIn(nothing, saved(written), 's')).toMatchObject([{ id: 'n1', unsent: undefined }]);
    const dot = entry('c5', 'dot.place', { stepId: 'r', dot: 1, targetId: 't' });
    const { placed, unsent } = dotsIn(nothing, saved(dot), 'r');
    expect([placed.map(({ dot: number }) => number), unsent]).toEqual([[1], undefined]);
  });

  it('gives back the words of what was refused', () => {
    const refused = written.map((e) => ({
      ...e,
      state: { kind: 'refused' as const, problem: { code: 'step_closed' as const }, sentence: 'Stängt.' },
    }));
    expect(refusedDrafts(refused)).toMatchObject([{ id: 'c1', text: 'Macken', sentence: 'Stängt.' }]);
    expect(notesIn(nothing, refused, 's')).toEqual([]);
  });
});

describe('dots on a phone', () => {
  const options = Array.from({ length: 6 }, (_, i) => ({ id: `theme-${i}` }));

  it('have an order of their own, the same every time', () => {
    expect(ownOrder(options, 'anna')).toEqual(ownOrder([...options].reverse(), 'anna'));
  });

  it('put every option first on some phones', () => {
    const firsts = Array.from({ length: 300 }, (_, i) => ownOrder(options, `person-${i}`)[0]?.id);
    for (const { id } of options) expect(firsts.filter((first) => first === id).length).toBeGreaterThan(20);
  });

  const roomWith = (people: number): RoomState => ({
    meeting: undefined,
    steps: [],
    notes: [],
    themes: [],
    options: {
      r: [
        { id: 'a', target: 'theme', title: 'Macken' },
        { id: 'b', target: 'theme', title: 'Bussen' },
      ],
    },
    tallies: { r: { people, list: [{ targetId: 'b', dots: 4, people: 2 }] } },
    offers: [],
  });

  it('are shown with people, without shares when they are few, and with what got none', () => {
    expect(barsOf(roomWith(4), 'r').bars).toEqual([
      { id: 'b', title: 'Bussen', dots: 4, people: 2, percent: undefined, length: 100 },
      { id: 'a', title: 'Macken', dots: 0, people: 0, percent: undefined, length: 0 },
    ]);
    expect(barsOf(roomWith(8), 'r').bars[0]?.percent).toBe(25);
  });
});

describe('the code on the wall', () => {
  it('is one path, with squares side by side drawn together', () => {
    expect(
      qrPath([
        [true, true, false, true],
        [false, false, false, false],
      ]),
    ).toBe('M0 0h2v1h-2zM3 0h1v1h-1z');
  });
});
