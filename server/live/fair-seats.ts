import { limits } from './limits.ts';

/** Seats of one kind, each held by a line of somebody. */
export interface Seats<Line extends { person: string }> {
  lines: ReadonlySet<Line>;
  most: number;
  /** Takes the seat from this line, and tells it so. */
  end(line: Line): void;
}

/**
 * Whether there is room for one more. When all seats are taken, whoever holds most of them, more than anybody needs,
 * gives one up to another person: one phone must not be able to keep a whole hall out.
 */
export const hasSeat = <Line extends { person: string }>(
  { lines, most, end }: Seats<Line>,
  newcomer: string,
): boolean => {
  if (lines.size < most) return true;
  const [line, ...others] = mostLines(lines);
  if (!line || line.person === newcomer || others.length < limits.linesPerPerson) return false;
  end(line);
  return true;
};

/** All lines of the person who holds most, the oldest first. */
const mostLines = <Line extends { person: string }>(lines: ReadonlySet<Line>): Line[] => {
  const byPerson = new Map<string, Line[]>();
  for (const line of lines) {
    const held = byPerson.get(line.person);
    if (held) held.push(line);
    else byPerson.set(line.person, [line]);
  }
  return [...byPerson.values()].reduce<Line[]>((most, held) => (held.length > most.length ? held : most), []);
};
