import type { LadderLevel } from '../domain/meeting.ts';
import type { OfferKind, OfferUnit } from '../domain/offer.ts';

/** Everything a resident reads on the phone during a meeting. */
export interface ResidentWords {
  youAreIn: string;
  line: { connecting: string; here: string; away: string };
  people: (here: number) => string;
  reload: string;
  oldPage: string;
  reloadPage: string;
  /** The server no longer takes this browser for somebody in the meeting. */
  comeInAgain: string;
  comeIn: string;
  nextStep: string;
  goThere: string;
  earlier: string;
  timer: { minutes: (left: number) => string; seconds: (left: number) => string; over: string };
  announce: { saved: string; notes: (fresh: number) => string; step: (title: string) => string };
  waiting: {
    noStep: string;
    notOpen: string;
    follows: string;
    lobby: string;
    intro: string;
    pause: string;
    promise: string;
    ladder: Record<LadderLevel, string>;
    decides: string;
    next: string;
    nextUp: string;
    result: (municipality: string) => string;
    answerBy: (owner: string | null, day: string | null) => string;
    privacy: string;
    privacyLink: string;
    notProposal: string;
  };
  note: {
    label: string;
    hint: string;
    send: string;
    keys: string;
    counter: (length: number, hint: number) => string;
    split: string;
    tooLong: (over: number) => string;
    same: string;
    sendAnyway: string;
    waiting: string;
    notSaved: string;
    nextNote: string;
    saved: string;
    closed: string;
  };
  own: {
    heading: (count: number) => string;
    empty: string;
    change: string;
    text: string;
    save: string;
    withdraw: string;
    hidden: string;
    merged: string;
    masked: string;
    yours: string;
  };
  others: {
    heading: (count: number) => string;
    notYet: string;
    pause: string;
    resume: (fresh: number) => string;
  };
  refused: {
    heading: string;
    copy: string;
    copied: string;
    again: string;
    reopened: string;
    over: string;
    later: string;
    remove: string;
  };
  themes: {
    heading: string;
    lead: string;
    empty: string;
    notes: (count: number) => string;
    ungrouped: (count: number) => string;
    untitled: string;
  };
  dots: {
    heading: string;
    lead: string;
    left: (left: number, of: number) => string;
    spent: string;
    placeOn: (title: string) => string;
    liftFrom: (title: string) => string;
    mine: (count: number) => string;
    empty: string;
    closed: string;
    results: string;
    people: (people: number) => string;
    figure: (dots: number, people: number) => string;
    share: (percent: number) => string;
    opinion: string;
  };
  offers: {
    heading: string;
    lead: string;
    kind: string;
    kinds: Record<OfferKind, string>;
    text: string;
    textHint: string;
    theme: string;
    noTheme: string;
    more: string;
    amount: string;
    unit: string;
    units: Record<OfferUnit, string>;
    noUnit: string;
    contact: string;
    purpose: string;
    send: string;
    mine: (count: number) => string;
    withdraw: string;
    all: (count: number) => string;
    orNote: string;
    closed: string;
  };
  harvest: { heading: string; lead: string };
  close: {
    heading: string;
    thanks: string;
    next: string;
    compile: (municipality: string) => string;
    kept: string;
    own: string;
    ownLead: string;
    forget: string;
  };
}
