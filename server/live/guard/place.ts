import * as Y from 'yjs';
import { ok, refuse, type Result } from '../../../shared/domain/problem.ts';
import type { Range } from './outline.ts';

export type Struct = Y.Item | Y.GC | Y.Skip;

/** The register a struct belongs to; `nowhere` when what it hangs on is gone for good, so that it has no effect. */
export interface Place {
  root: string;
  key: string | null;
}
export const nowhere: Place = { root: '', key: null };

export interface Placed {
  struct: Struct;
  place: Place;
}

interface Run {
  structs: Struct[];
  /** How many of them have their place. */
  done: number;
  from: number;
  /** The place of each clock from `from` on. */
  places: Place[];
}

/**
 * Finds the place of every new struct, in the order Yjs itself would need: each must hang on what the document has
 * or on what came before it in this update. `not_ready` when it hangs on something missing, `malformed` when it
 * lies between two things of different places, or on something later of its own author.
 */
export const placeStructs = (doc: Y.Doc, structs: readonly Struct[]): Result<Placed[]> => {
  const runs = runsOf(structs);
  const placed: Placed[] = [];
  let before = -1;
  while (placed.length > before) {
    before = placed.length;
    for (const run of runs.values())
      if (advance(run, { doc, runs }, placed) === 'strange') return refuse('malformed');
  }
  const whole = [...runs.values()].every((run) => run.done === run.structs.length);
  return whole ? ok(placed) : refuse('not_ready');
};

/** Places as much of a run as can be placed now. */
const advance = (run: Run, around: Around, placed: Placed[]): 'strange' | undefined => {
  for (let next = run.structs[run.done]; next; next = run.structs[run.done]) {
    const place = placeOf(next, around);
    if (place === 'strange') return place;
    if (place === 'later') return undefined;
    for (let i = 0; i < next.length; i += 1) run.places.push(place);
    placed.push({ struct: next, place });
    run.done += 1;
  }
  return undefined;
};

/** The runs of an update that holds every client once, as new ranges by client. */
export const newRanges = (structs: readonly Struct[]): Range[] =>
  [...runsOf(structs)].map(([client, { structs: of, from }]) => {
    const last = of.at(-1) as Struct;
    return { client, from, to: last.id.clock + last.length };
  });

const runsOf = (structs: readonly Struct[]): Map<number, Run> => {
  const runs = new Map<number, Run>();
  for (const struct of structs) {
    const run = runs.get(struct.id.client);
    if (run) run.structs.push(struct);
    else runs.set(struct.id.client, { structs: [struct], done: 0, from: struct.id.clock, places: [] });
  }
  return runs;
};

interface Around {
  doc: Y.Doc;
  runs: ReadonlyMap<number, Run>;
}
type Found = Place | 'later' | 'strange';

const placeOf = (struct: Struct, around: Around): Found => {
  if (struct instanceof Y.GC) return nowhere;
  if (struct instanceof Y.Skip) return 'later';
  const neighbours = [struct.origin, struct.rightOrigin].filter((id) => id !== null);
  if (neighbours.length === 0) return ownPlace(struct);
  if (neighbours.some((id) => isAhead(id, struct))) return 'strange';
  const [left, right] = neighbours.map((id) => lookUp(id, around)) as [Found, Found | undefined];
  return right === undefined ? left : between(left, right);
};

const isAhead = (id: Y.ID, struct: Y.Item): boolean =>
  id.client === struct.id.client && id.clock >= struct.id.clock;

/** A freshly read struct names its root by text; `parent` is anything else only for what is nested. */
const ownPlace = ({ parent, parentSub }: Y.Item): Found =>
  typeof parent === 'string' ? { root: parent, key: parentSub } : 'strange';

const between = (left: Found, right: Found): Found => {
  for (const word of ['strange', 'later'] as const) if (left === word || right === word) return word;
  if (left === nowhere || right === nowhere) return nowhere;
  const [a, b] = [left as Place, right as Place];
  return a.root === b.root && a.key === b.key ? a : 'strange';
};

const lookUp = (id: Y.ID, { doc, runs }: Around): Found => {
  if (id.clock < Y.getState(doc.store, id.client)) return storedPlace(doc, id);
  const run = runs.get(id.client);
  return run?.places[id.clock - run.from] ?? 'later';
};

const storedPlace = (doc: Y.Doc, id: Y.ID): Found => {
  const struct: unknown = Y.getItem(doc.store, id);
  if (!(struct instanceof Y.Item)) return nowhere;
  for (const [root, type] of doc.share) if (type === struct.parent) return { root, key: struct.parentSub };
  return struct.parent === null ? nowhere : 'strange';
};
