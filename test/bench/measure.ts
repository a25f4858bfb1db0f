import type { Contestant } from './contestant.ts';

/** What one server did in one measure: figures by name. */
export type Figures = Record<string, number>;

export interface Measure {
  name: string;
  /** False where a server has nothing to measure. */
  suits(contestant: Contestant): boolean;
  run(contestant: Contestant, quick: boolean): Promise<Figures>;
}

export const bytesOf = (seats: readonly { lines: readonly { bytesIn: number }[] }[]): number =>
  seats.reduce((sum, seat) => sum + seat.lines.reduce((of, line) => of + line.bytesIn, 0), 0);
