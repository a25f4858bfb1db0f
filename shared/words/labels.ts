import type { Channel, NoteStatus } from '../domain/note.ts';
import type { OfferKind, OfferStatus, OfferUnit } from '../domain/offer.ts';
import type { PlanInputKind, PlanInputStatus, ResponsibleLevel } from '../domain/plan-input.ts';
import { serviceGroups, serviceType } from '../domain/service-type.ts';
import type { Language, Words } from './language.ts';

interface Labels {
  offerKind: Record<OfferKind, string>;
  offerUnit: Record<OfferUnit, string>;
  offerStatus: Record<OfferStatus, string>;
  inputKind: Record<PlanInputKind, string>;
  inputStatus: Record<PlanInputStatus, string>;
  level: Record<ResponsibleLevel, string>;
  noteStatus: Record<NoteStatus, string>;
  channel: Record<Channel, string>;
}

/** What the kinds of things are called when a person reads them. */
export const labels: Words<Labels> = {
  sv: {
    offerKind: { time: 'Tid', premises: 'Lokal', skill: 'Kunskap', money: 'Pengar', other: 'Annat' },
    offerUnit: {
      hours_per_month: 'timmar i månaden',
      hours_total: 'timmar totalt',
      days_per_week: 'dagar i veckan',
      households: 'hushåll',
      sek: 'kronor',
    },
    offerStatus: { offered: 'Erbjudet', idea: 'Idé', withdrawn: 'Tillbakadraget' },
    inputKind: {
      need: 'Behov',
      asset: 'Tillgång',
      proposal: 'Förslag',
      offer: 'Erbjudande',
      concern: 'Oro',
    },
    inputStatus: { draft: 'Utkast', submitted: 'Lämnat till kommunen', received: 'Mottaget av kommunen' },
    level: {
      village: 'Bygden',
      municipality: 'Kommunen',
      region: 'Regionen',
      state: 'Staten',
      market: 'Företag',
    },
    noteStatus: {
      visible: 'Synlig',
      hidden: 'Dold',
      masked: 'Ord borttagna',
      merged: 'Sammanslagen',
      withdrawn: 'Tillbakadragen',
    },
    channel: { phone: 'Telefon', form: 'Webbformulär', paper: 'Papper', api: 'Annat system' },
  },
  en: {
    offerKind: { time: 'Time', premises: 'Premises', skill: 'Skill', money: 'Money', other: 'Other' },
    offerUnit: {
      hours_per_month: 'hours a month',
      hours_total: 'hours in all',
      days_per_week: 'days a week',
      households: 'households',
      sek: 'SEK',
    },
    offerStatus: { offered: 'Offered', idea: 'Idea', withdrawn: 'Taken back' },
    inputKind: {
      need: 'Need',
      asset: 'Asset',
      proposal: 'Proposal',
      offer: 'Offer',
      concern: 'Concern',
    },
    inputStatus: {
      draft: 'Draft',
      submitted: 'Handed to the municipality',
      received: 'Received by the municipality',
    },
    level: {
      village: 'The village',
      municipality: 'The municipality',
      region: 'The region',
      state: 'The state',
      market: 'Businesses',
    },
    noteStatus: {
      visible: 'Visible',
      hidden: 'Hidden',
      masked: 'Words removed',
      merged: 'Merged',
      withdrawn: 'Taken back',
    },
    channel: { phone: 'Phone', form: 'Web form', paper: 'Paper', api: 'Another system' },
  },
};

/** What a service code or a group of them is called; an unknown code stays as it is. */
export const serviceName = (code: string, language: Language): string =>
  (serviceType(code) ?? serviceGroups.find((g) => g.code === code))?.[language] ?? code;

/** How much is offered. Money has one form on every page: in English its sign stands before the number. */
export const offerAmount = (amount: number, unit: OfferUnit | null, language: Language): string => {
  const number = amount.toLocaleString(language === 'sv' ? 'sv-SE' : 'en-GB');
  if (unit === null) return number;
  const name = labels[language].offerUnit[unit];
  return language === 'en' && unit === 'sek' ? `${name} ${number}` : `${number} ${name}`;
};
