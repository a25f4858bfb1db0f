import type { DeskState } from '../../shared/documents/desk.ts';
import type { RoomState } from '../../shared/documents/room.ts';
import { tally } from '../../shared/domain/dot.ts';
import { isPublic } from '../../shared/domain/note.ts';
import type { Facts, Screen } from './evidence.ts';

/** All rooms and all desks equal to each other, and to what the facts say they should show. */
export const wrongScreens = (screens: readonly Screen[], facts: Facts): string[] => {
  const rooms = screens.flatMap(({ name, room }) => (room ? [{ name, state: room }] : []));
  const desks = screens.flatMap(({ name, desk }) => (desk ? [{ name, state: desk }] : []));
  return [
    ...unequal(rooms),
    ...unequal(desks),
    ...rooms.flatMap(({ name, state }) => differs(`the room of ${name}`, roomAs(state), publicOf(facts))),
    ...desks.flatMap(({ name, state }) => differs(`the desk of ${name}`, deskAs(state), allOf(facts))),
  ];
};

const unequal = (copies: readonly { name: string; state: object }[]): string[] => {
  const [first, ...rest] = copies;
  return first
    ? rest.flatMap(({ name, state }) =>
        differs(`what ${name} shows, compared with ${first.name},`, flat(state), flat(first.state)),
      )
    : [];
};

/** One line per thing that differs, at most five: a screen that got nothing would else fill the page. */
const differs = (what: string, shown: ReadonlyMap<string, string>, wanted: ReadonlyMap<string, string>) => {
  const lines = [
    ...[...wanted]
      .filter(([key, value]) => shown.get(key) !== value)
      .map(([key, value]) => `${what} has ${key} as ${shown.get(key) ?? 'missing'}, not ${value}`),
    ...[...shown.keys()]
      .filter((key) => !wanted.has(key))
      .map((key) => `${what} has ${key}, which nobody should see`),
  ];
  return lines.length > 5 ? [...lines.slice(0, 5), `${what} differs in ${lines.length - 5} more`] : lines;
};

/** Two levels down, so that a difference can be named. The order of keys in a map means nothing. */
const flat = (state: object): Map<string, string> =>
  new Map(
    Object.entries(state).flatMap(([root, value]: [string, unknown]) =>
      Array.isArray(value)
        ? value.map((one: Record<string, unknown>): [string, string] => [
            `${root} ${String(one.id ?? one.number)}`,
            stable(one),
          ])
        : [[root, stable(value)] satisfies [string, string]],
    ),
  );

const stable = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );

const roomAs = (room: RoomState): Map<string, string> =>
  new Map([
    ...room.notes.map((n): [string, string] => [`note ${n.number}`, stable({ text: n.t, stepId: n.s })]),
    ...room.offers.map((o): [string, string] => [`offer ${o.id}`, stable({ text: o.text })]),
    ...Object.entries(room.tallies).map(([id, t]): [string, string] => [`tally ${id}`, stable(t)]),
  ]);

const publicOf = (facts: Facts): Map<string, string> => {
  const revealed = new Set(facts.steps.filter((s) => s.notesRevealed).map((s) => s.id));
  const notes = facts.notes.filter((n) => isPublic(n.status) && revealed.has(n.stepId));
  const offers = facts.offers.filter((o) => o.status !== 'withdrawn');
  return new Map([
    ...notes.map((n): [string, string] => [`note ${n.number}`, stable({ text: n.text, stepId: n.stepId })]),
    ...offers.map((o): [string, string] => [`offer ${o.id}`, stable({ text: o.text })]),
    ...facts.steps.filter((s) => s.dotsRevealed).map((s) => tallyOf(facts, s.id)),
  ]);
};

const tallyOf = (facts: Facts, stepId: string): [string, string] => {
  const round = facts.dots.filter((dot) => dot.stepId === stepId);
  const list = tally(round.map(({ who, targetId }) => ({ person: who, targetId })));
  return [`tally ${stepId}`, stable({ people: new Set(round.map((dot) => dot.who)).size, list })];
};

const deskAs = (desk: DeskState): Map<string, string> =>
  new Map([
    ...desk.notes.map(({ id, number, text, stepId, status }): [string, string] => [
      `note ${id}`,
      stable({ number, text, stepId, status }),
    ]),
    ...desk.offers.map(({ id, text, status }): [string, string] => [`offer ${id}`, stable({ text, status })]),
  ]);

const allOf = (facts: Facts): Map<string, string> =>
  new Map([
    ...facts.notes.map(({ id, number, text, stepId, status }): [string, string] => [
      `note ${id}`,
      stable({ number, text: status === 'withdrawn' ? '' : text, stepId, status }),
    ]),
    ...facts.offers.map(({ id, text, status }): [string, string] => [
      `offer ${id}`,
      stable({ text: status === 'withdrawn' ? '' : text, status }),
    ]),
  ]);
