import { wrongCounts } from './checker-counts.ts';
import { fingerprint, possibleByKey, type Possible } from './checker-possible.ts';
import type { Thing } from './checker-verbs.ts';
import type { Facts, Operation } from './evidence.ts';

/** Compares, thing by thing, what is there with what was said; see `check`. */
export const wrongEffects = (history: readonly Operation[], facts: Facts): string[] => {
  const possible = possibleByKey(history);
  const there = thingsIn(facts);
  const counted = facts.closed ? wrongCounts(possible, facts) : [];
  return [
    ...toldWrongly(history),
    ...[...possible].flatMap(([key, p]) => impossible(key, p)),
    ...[...possible]
      .filter(([key]) => !(facts.closed && key.startsWith('dot ')))
      .flatMap(([key, p]) => wrongThing(key, p, { facts, thing: there.get(key) ?? null })),
    ...[...there.keys()]
      .filter((key) => !possible.has(key))
      .map((key) => `${key} is there, but nobody said it`),
    ...counted,
  ];
};

const toldWrongly = (history: readonly Operation[]): string[] =>
  history
    .filter((op) => op.toldSaved === true && op.end !== 'ok')
    .map((op) => `${op.who} was told that ${op.verb} ${op.id} is saved, but it ended ${op.end}`);

const impossible = (key: string, { impossible: ops, said }: Possible): string[] =>
  ops.map((op) => `${op.verb} ${op.id} was acknowledged, but ${key} was not there (${story(said)})`);

const wrongThing = (
  key: string,
  { things, said }: Possible,
  { facts, thing }: { facts: Facts; thing: Thing },
): string[] => {
  const wanted = things.map((one) => fingerprint(facts.closed ? withoutWho(one) : one));
  const found = fingerprint(thing);
  if (wanted.includes(found)) return [];
  const verdict = thing === null ? 'is missing' : `is ${found}`;
  const told = said.some((op) => op.toldSaved === true) ? `; ${said[0]?.who} was told "saved"` : '';
  return [`${key} ${verdict} but should be ${wanted.join(' or ')}${told} (${story(said)})`];
};

const withoutWho = (thing: Thing): Thing => {
  if (thing === null) return null;
  const { who: _who, ...rest } = thing;
  return rest;
};

const story = (said: readonly Operation[]): string =>
  said.map((op) => `${op.verb} ${op.id} ${op.end}`).join(', ');

/** The facts as things. Authors are left out once the meeting is closed: then nobody may know them. */
const thingsIn = (facts: Facts): Map<string, Thing> => {
  const who = (name: string | null): Record<string, string> =>
    facts.closed ? {} : { who: name ?? 'nobody' };
  const notes = facts.notes.map(({ id, text, stepId, status, who: name }): [string, Thing] => [
    `note ${id}`,
    { text, stepId, ...who(name), withdrawn: status === 'withdrawn', hidden: status === 'hidden' },
  ]);
  const offers = facts.offers.map(({ id, text, stepId, status, who: name }): [string, Thing] => [
    `offer ${id}`,
    { text, stepId, ...who(name), withdrawn: status === 'withdrawn' },
  ]);
  const dots = facts.closed
    ? []
    : facts.dots.map((d): [string, Thing] => [
        `dot ${d.dot} of ${d.who} in ${d.stepId}`,
        { targetId: d.targetId },
      ]);
  return new Map([...notes, ...offers, ...dots]);
};
