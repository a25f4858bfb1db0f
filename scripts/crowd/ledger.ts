import type { Fate } from './outbox.ts';

export interface SaidNote {
  id: string;
  text: string;
}

/** What the crowd has said, and what the server has promised to keep. */
export interface Ledger {
  people: number;
  notes: Record<Fate, number> & { written: number; kept: SaidNote[] };
  dots: Record<Fate, number> & { placed: number };
  offers: Record<Fate, number> & { made: number; kept: string[] };
  /** Answers that needed more than one try. */
  retried: number;
  refusals: Record<string, number>;
  slowest: number;
}

const fates = () => ({ acknowledged: 0, refused: 0, unanswered: 0 });

export const emptyLedger = (): Ledger => ({
  people: 0,
  notes: { ...fates(), written: 0, kept: [] },
  dots: { ...fates(), placed: 0 },
  offers: { ...fates(), made: 0, kept: [] },
  retried: 0,
  refusals: {},
  slowest: 0,
});

/** The crowd's figures, as lines to read. */
export const ledgerLines = ({
  people,
  notes,
  dots,
  offers,
  retried,
  refusals,
  slowest,
}: Ledger): string[] => [
  `  Personer ${people}`,
  `  Lappar   ${notes.written} skrivna, ${notes.acknowledged} bekräftade, ${notes.refused} avvisade, ${notes.unanswered} utan svar`,
  `  Prickar  ${dots.placed} satta, ${dots.acknowledged} bekräftade, ${dots.refused} avvisade, ${dots.unanswered} utan svar`,
  `  Erbjudanden ${offers.made} lämnade, ${offers.acknowledged} bekräftade, ${offers.refused} avvisade, ${offers.unanswered} utan svar`,
  `  Omsändningar ${retried}, längsta väntan på svar ${Math.round(slowest)} ms`,
  ...Object.entries(refusals).map(([code, times]) => `  Avvisat som ${code}: ${times}`),
];
