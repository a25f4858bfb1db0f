import type { StepKind } from './step.ts';

/** The ready-made agendas a new meeting can start from. */
export const templateIds = ['three-questions-150', 'three-questions-90'] as const;
export type TemplateId = (typeof templateIds)[number];

export interface TemplateStep {
  kind: StepKind;
  title: string;
  minutes: number;
  /** Stable across meetings and wordings: q1 today, q2 future, q3 contribute. */
  questionId?: 'q1' | 'q2' | 'q3';
  question?: string;
  dotsPerPerson?: number;
}

const q1 = 'Hur ser det ut idag med servicen där vi bor och verkar?';
const q2 = 'Hur skulle vi vilja att det ska se ut i framtiden?';
const q3 = 'Hur vill vi bli delaktiga och påverka, och vad kan vi själva bidra med?';

const lobby: TemplateStep = { kind: 'lobby', title: 'Insläpp och fika', minutes: 0 };
const welcome: TemplateStep = { kind: 'intro', title: 'Välkommen', minutes: 10 };
const harvest: TemplateStep = { kind: 'harvest', title: 'Skörd', minutes: 10 };
const goodbye: TemplateStep = { kind: 'close', title: 'Så går vi vidare', minutes: 5 };

/** Minutes add up to 150 (coffee included) and 90. Source: domain brief 3.2. */
export const templates: Record<TemplateId, { name: string; minutes: number; steps: TemplateStep[] }> = {
  'three-questions-150': {
    name: 'Tre frågor',
    minutes: 150,
    steps: [
      lobby,
      welcome,
      { kind: 'intro', title: 'Så går det till', minutes: 10 },
      { kind: 'collect', title: 'Fråga 1: Idag', minutes: 25, questionId: 'q1', question: q1 },
      { kind: 'group', title: 'Gruppera', minutes: 10 },
      { kind: 'dots', title: 'Prickar, runda 1', minutes: 5, dotsPerPerson: 3 },
      { kind: 'pause', title: 'Paus', minutes: 15 },
      { kind: 'collect', title: 'Fråga 2: Framtiden', minutes: 25, questionId: 'q2', question: q2 },
      { kind: 'group', title: 'Gruppera', minutes: 10 },
      { kind: 'dots', title: 'Prickar, runda 2', minutes: 5, dotsPerPerson: 5 },
      { kind: 'offers', title: 'Fråga 3: Vad vi kan bidra med', minutes: 20, questionId: 'q3', question: q3 },
      harvest,
      goodbye,
    ],
  },
  'three-questions-90': {
    name: 'Tre frågor, kort form',
    minutes: 90,
    steps: [
      lobby,
      welcome,
      { kind: 'collect', title: 'Fråga 1: Idag', minutes: 15, questionId: 'q1', question: q1 },
      { kind: 'collect', title: 'Fråga 2: Framtiden', minutes: 20, questionId: 'q2', question: q2 },
      { kind: 'group', title: 'Gruppera', minutes: 10 },
      { kind: 'dots', title: 'Prickar', minutes: 5, dotsPerPerson: 5 },
      { kind: 'offers', title: 'Fråga 3: Vad vi kan bidra med', minutes: 15, questionId: 'q3', question: q3 },
      harvest,
      goodbye,
    ],
  },
};
