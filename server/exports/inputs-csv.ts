import type { PlanInput } from '../../shared/wire/views.ts';
import { labels, serviceName } from '../../shared/words/labels.ts';
import { toCsv, type Cell } from './csv.ts';

const words = labels.sv;
const headings = ['id', 'ort', 'möte', 'slag', 'rubrik', 'text', 'serviceslag', 'servicekoder']
  .concat(['ansvar', 'status', 'kostnad (kr)', 'om kostnaden', 'skickas vidare till'])
  .concat(['i regionalt serviceprogram', 'diarienummer', 'lämnat', 'mottaget'])
  .concat(['tema-id', 'lapp-id', 'erbjudande-id']);

/** `planunderlag.csv`: one row per plan input that was handed over. An unknown cost is an empty cell, never 0. */
export const inputsCsv = (inputs: readonly PlanInput[]): string =>
  toCsv(headings, inputs.filter((i) => i.status !== 'draft').map(rowOf));

const rowOf = (input: PlanInput): Cell[] => [
  ...[input.id, input.place, input.meetingTitle, words.inputKind[input.kind], input.title, input.text],
  ...[namesOf(input.serviceCodes), input.serviceCodes.join(' ')],
  ...[words.level[input.responsibleLevel], words.inputStatus[input.status]],
  ...[input.cost, input.costBasis, input.forwardTo, input.inRegionalProgramme],
  ...[input.registryNumber, input.submittedAt?.slice(0, 10) ?? null, input.receivedOn],
  ...[input.themeIds.join(' '), input.noteIds.join(' '), input.offerIds.join(' ')],
];

/** Service names in words, as officers read them. */
export const namesOf = (codes: readonly string[]): string =>
  codes.map((code) => serviceName(code, 'sv')).join(', ');
