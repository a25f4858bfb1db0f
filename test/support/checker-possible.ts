import { rules, type Rule, type Thing } from './checker-verbs.ts';
import type { Operation } from './evidence.ts';

/** Everything a thing may be at the end, given what was said about it, and what was said that cannot be true. */
export interface Possible {
  things: Thing[];
  impossible: Operation[];
  said: Operation[];
}

/** A person who was told "saved" counts as acknowledged, whatever the phone's own books say. */
const isAcknowledged = (op: Operation): boolean => op.end === 'ok' || op.toldSaved === true;

const possibleThings = (said: readonly Operation[], rule: (op: Operation) => Rule): Possible => {
  const possible: Possible = { things: [null], impossible: [], said: [...said] };
  for (const op of said.filter((o) => isAcknowledged(o) || o.end === 'unknown')) {
    const after = possible.things.flatMap((before) => {
      const thing = rule(op).apply(op, before);
      return thing === undefined ? [] : [thing];
    });
    if (!isAcknowledged(op)) possible.things = distinct([...possible.things, ...after]);
    else if (after.length > 0) possible.things = distinct(after);
    else possible.impossible.push(op);
  }
  return possible;
};

export const fingerprint = (thing: Thing): string =>
  JSON.stringify(thing && Object.fromEntries(Object.entries(thing).sort(([a], [b]) => (a < b ? -1 : 1))));
const distinct = (things: readonly Thing[]): Thing[] => [
  ...new Map(things.map((thing) => [fingerprint(thing), thing])).values(),
];

/** What may have become of each thing that anybody said something about. */
export const possibleByKey = (history: readonly Operation[]): Map<string, Possible> => {
  const by = new Map<string, Operation[]>();
  for (const op of history) {
    const rule = rules[op.verb];
    if (rule) by.set(rule.key(op), [...(by.get(rule.key(op)) ?? []), op]);
  }
  return new Map([...by].map(([key, said]) => [key, possibleThings(said, ruleOf)]));
};
const ruleOf = (op: Operation): Rule => rules[op.verb] as Rule;
