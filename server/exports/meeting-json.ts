import { shareLimits } from '../../shared/domain/share.ts';
import type { Outcome, OutcomeNote, OutcomeTheme } from '../../shared/wire/views.ts';
import { schemaVersion } from './schemas.ts';

/**
 * One finished meeting as JSON after `meeting` in `schemas.ts`. The same meeting gives the same bytes, also after
 * its plan inputs were handed over. No contacts, no times finer than the day, and no people where they were few.
 */
export const meetingJson = (outcome: Outcome): string =>
  `${JSON.stringify(meetingDocument(outcome), null, 2)}\n`;

const meetingDocument = (outcome: Outcome) => ({
  schemaVersion,
  kind: 'meeting',
  meeting: headOf(outcome),
  participants: outcome.participants,
  attended: outcome.attended,
  questions: outcome.questions.map(({ id, text }) => ({ id, text })),
  rounds: outcome.rounds.map(({ stepId, title, dots, people }) => ({
    ...{ id: stepId, title, dots },
    people: enough(people),
  })),
  themes: outcome.themes.map((theme) => themeOf(theme, outcome)),
  notes: outcome.notes.map((note) => noteOf(note, outcome)),
  offers: outcome.offers.map(({ hasContact: _, ...offer }) => offer),
});

const headOf = ({ meeting }: Outcome) => {
  const { id, title, municipalityCode, municipality, placeId, place, day, venue, custodian } = meeting;
  const { ladderLevel, feedbackOwner, feedbackDue } = meeting;
  return {
    ...{ id, title, municipalityCode, municipality, placeId, place, day, venue, custodian },
    ...{ ladderLevel, feedbackOwner, feedbackDue },
  };
};

const enough = (people: number): number | null => (people < shareLimits.share ? null : people);

const themeOf = ({ id, title, serviceCodes, noteIds, offerIds, rounds }: OutcomeTheme, outcome: Outcome) => ({
  ...{ id, title, serviceCodes, noteIds, offerIds },
  rounds: outcome.rounds.map(({ stepId, people }) => ({
    roundId: stepId,
    dots: rounds[stepId]?.dots ?? 0,
    people: enough(people) === null ? null : (rounds[stepId]?.people ?? 0),
  })),
});

const noteOf = ({ dots, text, translation, ...note }: OutcomeNote, outcome: Outcome) => {
  const { id, number, questionId, lang, channel, status, mergedInto, themeId } = note;
  const words = note.status === 'hidden' ? { text: null, translation: null } : { text, translation };
  return {
    ...{ id, number, questionId, ...words, lang, channel, status, mergedInto, themeId },
    ...{ serviceCodes: note.serviceCodes, responsibleLevel: note.responsibleLevel },
    dots: outcome.rounds.flatMap(({ stepId }) =>
      dots[stepId] === undefined ? [] : [{ roundId: stepId, dots: dots[stepId] }],
    ),
  };
};
