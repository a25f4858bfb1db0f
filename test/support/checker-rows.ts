import type { Facts } from './evidence.ts';

/** What no history can excuse: a row twice, a number twice, a dot too many. */
export const wrongRows = (facts: Facts): string[] => [
  ...twice(facts.notes.map((n) => n.id)).map((id) => `note ${id} is there twice`),
  ...twice(facts.notes.map((n) => `${n.number}`)).map((number) => `two notes have the number ${number}`),
  ...twice(facts.offers.map((o) => o.id)).map((id) => `offer ${id} is there twice`),
  ...(facts.closed ? [] : twice(facts.dots.map((d) => `dot ${d.dot} of ${d.who} in ${d.stepId}`))).map(
    (dot) => `${dot} is there twice`,
  ),
  ...overBudget(facts),
];

const twice = (keys: readonly string[]): string[] => [
  ...new Set(keys.filter((key, at) => keys.indexOf(key) !== at)),
];

const overBudget = (facts: Facts): string[] =>
  facts.steps.flatMap((step) => {
    const spent = new Map<string, number>();
    const round = facts.dots.filter((dot) => dot.stepId === step.id);
    for (const { who } of round) spent.set(who, (spent.get(who) ?? 0) + 1);
    const beyond = round.filter(({ dot }) => dot !== null && dot > step.dotsPerPerson);
    return [
      ...[...spent]
        .filter(([, n]) => n > step.dotsPerPerson)
        .map(([who, n]) => `${who} has ${n} dots in ${step.id}, budget ${step.dotsPerPerson}`),
      ...beyond.map((dot) => `dot ${dot.dot} of ${dot.who} in ${step.id} is beyond ${step.dotsPerPerson}`),
    ];
  });
