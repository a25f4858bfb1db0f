import type { Custodian, LadderLevel, MeetingState } from '../domain/meeting.ts';
import type { StaffRole } from '../domain/role.ts';
import type { StepKind } from '../domain/step.ts';
import type { TemplateId } from '../domain/template.ts';
import type { Words } from './language.ts';

/** What the domain's own words are called on the pages of those who prepare and follow up. */
interface Terms {
  roles: Record<StaffRole, { name: string; may: string }>;
  states: Record<MeetingState, string>;
  /** How far influence reaches, and what is promised by it. */
  ladder: Record<LadderLevel, { name: string; promise: string }>;
  custodians: Record<Custodian, string>;
  steps: Record<StepKind, string>;
  templates: Record<TemplateId, string>;
}

export const terms: Words<Terms> = {
  sv: {
    roles: {
      facilitator: { name: 'Processledare', may: 'förbereder och leder möten, skriver underlag' },
      officer: { name: 'Handläggare', may: 'tar emot underlag till serviceplanen' },
      politician: { name: 'Förtroendevald', may: 'läser det som kommit fram, plats för plats' },
      regionalOfficer: { name: 'Regionens handläggare', may: 'läser underlag från flera kommuner' },
      administrator: { name: 'Administratör', may: 'lägger till platser och bjuder in personer' },
    },
    states: {
      draft: 'Förbereds',
      open: 'Dörrarna är öppna',
      running: 'Pågår',
      review: 'Efterarbete',
      delivered: 'Överlämnat',
    },
    ladder: {
      information: { name: 'Information', promise: 'Ni får veta vad som gäller.' },
      consultation: { name: 'Konsultation', promise: 'Vi samlar in er syn innan något bestäms.' },
      dialogue: { name: 'Dialog', promise: 'Vi resonerar tillsammans och berättar vad det ledde till.' },
      influence: {
        name: 'Inflytande',
        promise: 'Vi tar fram förslag ihop, och kommunen svarar på vart och ett.',
      },
    },
    custodians: { municipality: 'Kommunen', association: 'En förening på orten' },
    steps: {
      lobby: 'Insläpp',
      intro: 'Berätta',
      collect: 'Skriva lappar',
      group: 'Gruppera',
      dots: 'Lägga prickar',
      offers: 'Erbjudanden',
      pause: 'Paus',
      harvest: 'Skörd',
      close: 'Avslutning',
    },
    templates: {
      'three-questions-150': 'Tre frågor, hel kväll',
      'three-questions-90': 'Tre frågor, kort form',
    },
  },
  en: {
    roles: {
      facilitator: { name: 'Facilitator', may: 'prepares and leads meetings, writes plan inputs' },
      officer: { name: 'Officer', may: 'receives inputs to the service plan' },
      politician: { name: 'Politician', may: 'reads what came up, place by place' },
      regionalOfficer: { name: 'Regional officer', may: 'reads inputs from several municipalities' },
      administrator: { name: 'Administrator', may: 'adds places and invites people' },
    },
    states: {
      draft: 'Being prepared',
      open: 'Doors are open',
      running: 'Running',
      review: 'Follow-up',
      delivered: 'Handed over',
    },
    ladder: {
      information: { name: 'Information', promise: 'You are told what applies.' },
      consultation: { name: 'Consultation', promise: 'We collect your views before anything is decided.' },
      dialogue: { name: 'Dialogue', promise: 'We reason together and tell you what it led to.' },
      influence: {
        name: 'Influence',
        promise: 'We make proposals together, and the municipality answers each.',
      },
    },
    custodians: { municipality: 'The municipality', association: 'A local association' },
    steps: {
      lobby: 'Coming in',
      intro: 'Telling',
      collect: 'Writing notes',
      group: 'Grouping',
      dots: 'Placing dots',
      offers: 'Offers',
      pause: 'Break',
      harvest: 'Harvest',
      close: 'Closing',
    },
    templates: {
      'three-questions-150': 'Three questions, a whole evening',
      'three-questions-90': 'Three questions, short form',
    },
  },
};
