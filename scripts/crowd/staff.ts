import { readDesk } from '../../shared/documents/desk.ts';
import type { LeadView } from '../../shared/wire/views.ts';
import { Browser } from './browser.ts';
import type { Ledger } from './ledger.ts';

/** A facilitator's browser, signed in. */
export const signedIn = async (
  url: string,
  account: { email: string; password: string },
): Promise<Browser> => {
  const browser = new Browser(url);
  await browser.ask('/api/v1/sign-in', account);
  return browser;
};

export const leadView = (browser: Browser, meetingId: string): Promise<LeadView> =>
  browser.ask<LeadView>(`/api/v1/meetings/${meetingId}`);

interface Figures {
  /** Acknowledged notes that are not there, stand there with other words, or stand there twice. */
  lost: number;
  changed: number;
  doubled: number;
  /** Acknowledged offers that are not there. */
  lostOffers: number;
  /** Dots in the outcome, once the meeting is closed. */
  dots: number | undefined;
}

/** Compares what the crowd was promised with what the server has. */
export const verify = async (browser: Browser, meetingId: string, ledger: Ledger): Promise<Figures> => {
  const document = await browser.document('desk', meetingId);
  const desk = readDesk(document.doc);
  document.close();
  const kept = ledger.notes.kept.map((said) => ({
    said,
    there: desk.notes.filter(({ id }) => id === said.id),
  }));
  const offers = new Set(desk.offers.map(({ id }) => id));
  return {
    lost: kept.filter(({ there }) => there.length === 0).length,
    changed: kept.filter(({ said, there }) => there.length === 1 && there[0]?.text !== said.text.trim())
      .length,
    doubled: kept.filter(({ there }) => there.length > 1).length,
    lostOffers: ledger.offers.kept.filter((id) => !offers.has(id)).length,
    dots: await dotsInOutcome(browser, meetingId),
  };
};

const dotsInOutcome = async (browser: Browser, meetingId: string): Promise<number | undefined> => {
  const { meeting } = await leadView(browser, meetingId);
  if (meeting.state !== 'review' && meeting.state !== 'delivered') return undefined;
  const { rounds } = await browser.ask<{ rounds: { dots: number }[] }>(
    `/api/v1/meetings/${meetingId}/export.json`,
  );
  return rounds.reduce((sum, round) => sum + round.dots, 0);
};

/** The comparison, as lines to read, and whether nothing was lost. */
export const verdict = (figures: Figures, ledger: Ledger): { lines: string[]; holds: boolean } => {
  const { lost, changed, doubled, lostOffers, dots } = figures;
  const dotsHold = dots === undefined || dots === ledger.dots.acknowledged;
  return {
    lines: [
      `  Av ${ledger.notes.acknowledged} bekräftade lappar saknas ${lost}, ${changed} är ändrade och ${doubled} finns dubbelt.`,
      `  Av ${ledger.offers.acknowledged} bekräftade erbjudanden saknas ${lostOffers}.`,
      dots === undefined
        ? '  Prickarna räknas när mötet är avslutat.'
        : `  I utfallet finns ${dots} prickar; ${ledger.dots.acknowledged} bekräftades.`,
    ],
    holds: lost + changed + doubled + lostOffers + ledger.notes.unanswered === 0 && dotsHold,
  };
};
