export const csvFiles = ['lappar', 'teman', 'prickar', 'erbjudanden', 'planunderlag'] as const;
export type CsvFile = (typeof csvFiles)[number];

export const isCsvFile = (name: string): name is CsvFile => csvFiles.some((file) => file === name);

/** A file somebody wants: one finished meeting, or the plan inputs a municipality was handed. */
export type Wanted =
  | { of: 'meeting'; meetingId: string; file: 'json' | CsvFile }
  | { of: 'inputs'; municipalityCode: string; file: 'json' | 'csv' };
