import type { RoomState } from '$shared/documents/room.ts';

export interface RoundFigure {
  stepId: string;
  title: string;
  dots: number;
  people: number;
}

/** How the dots fell on one target in every round that has been shown, in the order of the agenda. */
export const roundsOf = (room: RoomState, targetId: string): RoundFigure[] =>
  room.steps.flatMap((step) => {
    const found =
      step.dotsRevealed && room.tallies[step.id]?.list.find((tally) => tally.targetId === targetId);
    return found ? [{ stepId: step.id, title: step.title, dots: found.dots, people: found.people }] : [];
  });

/** Below this many people a share would point at somebody. */
const fewest = 5;

export interface ShownTally {
  id: string;
  title: string;
  dots: number;
  people: number;
  /** Of those who placed dots, in whole percent; undefined when they are too few. */
  percent: number | undefined;
  /** Length of the bar, 0 to 100. */
  length: number;
}

/** A round as bars, most dots first. What nobody gave a dot is there too. */
export const barsOf = (room: RoomState, stepId: string): { people: number; bars: ShownTally[] } => {
  const { people, list } = room.tallies[stepId] ?? { people: 0, list: [] };
  const most = Math.max(1, ...list.map((tally) => tally.dots));
  const bars = (room.options[stepId] ?? []).map(({ id, title }) => {
    const tally = list.find((t) => t.targetId === id) ?? { dots: 0, people: 0 };
    const percent = people >= fewest ? Math.round((100 * tally.people) / people) : undefined;
    return { id, title, dots: tally.dots, people: tally.people, percent, length: (100 * tally.dots) / most };
  });
  return { people, bars: bars.sort((a, b) => b.dots - a.dots || b.people - a.people) };
};
