import type { Possible } from './checker-possible.ts';
import type { Facts } from './evidence.ts';

/** After closing dots have no owner: only how many lie on each target can be compared with what was said. */
export const wrongCounts = (possible: ReadonlyMap<string, Possible>, facts: Facts): string[] => {
  const sure = new Map<string, number>();
  const most = new Map<string, number>();
  const add = (to: Map<string, number>, key: string) => to.set(key, (to.get(key) ?? 0) + 1);
  for (const [key, { things }] of possible) {
    if (!key.startsWith('dot ')) continue;
    const stepId = key.slice(key.lastIndexOf(' ') + 1);
    const targets = new Set(things.map((thing) => (thing ? `${stepId} ${String(thing.targetId)}` : '')));
    for (const target of targets) if (target) add(most, target);
    const [only = ''] = targets;
    if (targets.size === 1 && only) add(sure, only);
  }
  const there = new Map<string, number>();
  for (const dot of facts.dots) add(there, `${dot.stepId} ${dot.targetId}`);
  return [...new Set([...most.keys(), ...there.keys()])].flatMap((target) => {
    const [least, n, limit] = [sure.get(target) ?? 0, there.get(target) ?? 0, most.get(target) ?? 0];
    return n < least || n > limit
      ? [`${n} dots in round and on target ${target}, not ${least} to ${limit}`]
      : [];
  });
};
