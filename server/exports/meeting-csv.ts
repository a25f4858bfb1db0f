import { shareLimits } from '../../shared/domain/share.ts';
import type { Outcome, OutcomeTheme, PlanInput } from '../../shared/wire/views.ts';
import { labels } from '../../shared/words/labels.ts';
import { toCsv, type Cell } from './csv.ts';
import { inputsCsv, namesOf } from './inputs-csv.ts';
import type { CsvFile } from './wanted.ts';

/** One file of a finished meeting, one thing per file. The same meeting gives the same bytes. */
export const meetingCsv = (file: CsvFile, outcome: Outcome, inputs: readonly PlanInput[]): string =>
  file === 'planunderlag' ? inputsCsv(inputs) : makers[file](outcome);

const words = labels.sv;
const titleOf = (outcome: Outcome, themeId: string | null): string =>
  outcome.themes.find((t) => t.id === themeId)?.title ?? '';

const notesCsv = (outcome: Outcome): string =>
  toCsv(
    ['nummer', 'id', 'fråga', 'text', 'språk', 'översättning', 'kom in via', 'status', 'sammanslagen med']
      .concat(['tema', 'tema-id', 'serviceslag', 'servicekoder', 'ansvar'])
      .concat(outcome.rounds.map((r) => `prickar: ${r.title}`)),
    outcome.notes.map((n) => [
      ...[n.number, n.id, outcome.questions.find((q) => q.id === n.questionId)?.text ?? null],
      ...(n.status === 'hidden' ? ['', n.lang, ''] : [n.text, n.lang, n.translation]),
      ...[words.channel[n.channel], words.noteStatus[n.status], n.mergedInto],
      ...[titleOf(outcome, n.themeId), n.themeId, namesOf(n.serviceCodes), n.serviceCodes.join(' ')],
      n.responsibleLevel === null ? null : words.level[n.responsibleLevel],
      ...outcome.rounds.map((r) => n.dots[r.stepId] ?? 0),
    ]),
  );

const themesCsv = (outcome: Outcome): string =>
  toCsv(
    ['id', 'tema', 'serviceslag', 'servicekoder', 'lappar', 'erbjudanden'].concat(
      outcome.rounds.flatMap((r) => [`prickar: ${r.title}`, `personer: ${r.title}`]),
    ),
    outcome.themes.map((t) => [
      ...[t.id, t.title, namesOf(t.serviceCodes), t.serviceCodes.join(' ')],
      ...[t.noteIds.length, t.offerIds.length],
      ...outcome.rounds.flatMap((r) => [
        t.rounds[r.stepId]?.dots ?? 0,
        r.people < shareLimits.share ? null : (t.rounds[r.stepId]?.people ?? 0),
      ]),
    ]),
  );

/** Every target once per round, so that a column adds up to the dots of the round. */
const dotsCsv = (outcome: Outcome): string =>
  toCsv(
    ['runda', 'runda-id', 'prickar på', 'id', 'text', 'prickar'],
    outcome.rounds.flatMap(({ stepId, title }) =>
      [
        ...outcome.themes.map((t): Cell[] => ['tema', t.id, t.title, dotsOnTheme(t, outcome, stepId)]),
        ...outcome.notes.map((n): Cell[] => [
          ...['lapp', n.id, n.status === 'hidden' ? '' : n.text],
          n.dots[stepId] ?? 0,
        ]),
      ]
        .filter((row) => row[3] !== 0)
        .map((row) => [title, stepId, ...row]),
    ),
  );

/** Dots on the theme itself: those on its notes have rows of their own. */
const dotsOnTheme = (theme: OutcomeTheme, outcome: Outcome, stepId: string): number =>
  outcome.notes
    .filter((n) => n.themeId === theme.id)
    .reduce((left, n) => left - (n.dots[stepId] ?? 0), theme.rounds[stepId]?.dots ?? 0);

const offersCsv = (outcome: Outcome): string =>
  toCsv(
    ['id', 'slag', 'erbjudande', 'mängd', 'enhet', 'villkor', 'från', 'status', 'tema', 'tema-id', 'lapp-id'],
    outcome.offers.map((o) => [
      ...[o.id, words.offerKind[o.kind], o.text, o.amount],
      ...[o.unit === null ? null : words.offerUnit[o.unit], o.condition, o.ownerLabel],
      ...[words.offerStatus[o.status], titleOf(outcome, o.themeId), o.themeId, o.noteId],
    ]),
  );

const makers: Record<Exclude<CsvFile, 'planunderlag'>, (outcome: Outcome) => string> = {
  lappar: notesCsv,
  teman: themesCsv,
  prickar: dotsCsv,
  erbjudanden: offersCsv,
};
