import { goals, type Goal } from './goals.ts';
import type { Figures } from './measure.ts';

/** What one server did in one measure in one run. */
export interface Row {
  measure: string;
  server: string;
  run: number;
  figures: Figures;
}

/** Foreign programs may use this much (cores) before a row is marked. */
const quietMachine = 0.2;

const figuresOf = (rows: readonly Row[], server: string, { measure, figure }: Goal): number[] =>
  rows
    .filter((row) => row.server === server && row.measure === measure)
    .map((row) => row.figures[figure] ?? Number.NaN)
    .filter((value) => !Number.isNaN(value))
    .sort((a, b) => a - b);

const median = (values: readonly number[]): number =>
  values.length % 2 === 1
    ? (values[(values.length - 1) / 2] ?? Number.NaN)
    : ((values[values.length / 2] ?? Number.NaN) + (values[values.length / 2 - 1] ?? Number.NaN)) / 2;

const shown = (value: number, digits: number): string => (Number.isNaN(value) ? '–' : value.toFixed(digits));

const isMet = (goal: Goal, value: number): string => {
  if (Number.isNaN(goal.goal) || Number.isNaN(value)) return '';
  return (goal.better === 'low' ? value <= goal.goal : value >= goal.goal) ? 'yes' : 'NO';
};

const wasBusy = (rows: readonly Row[], measure: string): boolean =>
  rows.some(
    (row) =>
      row.server === 'ours' &&
      row.measure === measure &&
      Object.entries(row.figures).some(
        ([name, value]) => name.split('.').at(-1) === 'others' && value > quietMachine,
      ),
  );

const line = (rows: readonly Row[], servers: readonly string[], goal: Goal): string[] | undefined => {
  const all = servers.map((server) => figuresOf(rows, server, goal));
  if (all.every((values) => values.length === 0)) return undefined;
  const [mine = [], ...theirs] = all;
  const value = median(mine);
  return [
    goal.label + (wasBusy(rows, goal.measure) ? ' *' : ''),
    shown(value, goal.digits),
    shown(goal.goal, goal.digits),
    isMet(goal, value),
    ...theirs.map((values) => shown(median(values), goal.digits)),
    mine.length > 1 ? `${shown(mine[0] ?? 0, goal.digits)}–${shown(mine.at(-1) ?? 0, goal.digits)}` : '',
  ];
};

/** Medians of ours and of the others, with the goals; `*` where foreign programs took more than 0.2 cores. */
export const tableOf = (rows: readonly Row[], others: readonly string[]): string => {
  const head = ['measure', 'ours', 'goal', 'met?', ...others, 'spread'];
  const lines = goals
    .map((goal) => line(rows, ['ours', ...others], goal))
    .filter((each) => each !== undefined);
  const widths = head.map((_, n) => Math.max(...[head, ...lines].map((cells) => (cells[n] ?? '').length)));
  const print = (cells: readonly string[]): string =>
    cells
      .map((cell, n) => (n === 0 ? cell.padEnd(widths[n] ?? 0) : cell.padStart(widths[n] ?? 0)))
      .join(' | ');
  return [print(head), widths.map((width) => '-'.repeat(width)).join('-|-'), ...lines.map(print)].join('\n');
};
