import { dotTargets } from '../../shared/domain/dot.ts';
import { custodians, ladderLevels, meetingStates } from '../../shared/domain/meeting.ts';
import { noteStatuses } from '../../shared/domain/note.ts';
import { offerKinds, offerStatuses } from '../../shared/domain/offer.ts';
import { stepKinds, stepStates } from '../../shared/domain/step.ts';
import {
  byKey,
  count,
  day,
  ids,
  list,
  maybe,
  oneOf,
  record,
  text,
  uuid,
  yesNo,
  type Schema,
} from '../exports/schema-parts.ts';

/** The views of `shared/wire/views.ts` that can be asked for over HTTP, for those who write another client. */

const time: Schema = { type: 'integer', description: 'Milliseconds since 1970 on the server clock.' };
const share: Schema = { type: 'number', minimum: 0, maximum: 1 };

const meeting = record({
  ...{ id: uuid, title: text, place: text, placeId: uuid, municipality: text, municipalityCode: text, day },
  ...{ startsAt: maybe(text), venue: maybe(text), state: oneOf(meetingStates) },
  ...{ ladderLevel: oneOf(ladderLevels), custodian: oneOf(custodians) },
  ...{ feedbackOwner: maybe(text), feedbackDue: maybe(day) },
});

const step = record({
  ...{ id: uuid, position: count, kind: oneOf(stepKinds), title: text },
  ...{ questionId: maybe(text), question: maybe(text), minutes: count, dotsPerPerson: count },
  ...{ state: oneOf(stepStates), notesRevealed: yesNo, dotsRevealed: yesNo },
});
const tally = record({ targetId: text, dots: count, people: count });

/** The room as a list: what the live document holds, with every key inside its value. */
const room = record({
  meeting: record({
    ...{ title: text, state: oneOf(meetingStates), currentStepId: maybe(uuid) },
    ...{ timer: maybe(record({ endsAt: time, minutes: count })), joinCode: maybe(text) },
  }),
  steps: list(step),
  notes: list(record({ number: count, t: text, s: uuid, h: text, l: text }, ['h', 'l'])),
  themes: list(record({ id: text, title: text, order: { type: 'number' } })),
  options: byKey(list(record({ id: text, target: oneOf(dotTargets), title: text }))),
  tallies: byKey(record({ people: count, list: list(tally) })),
  offers: list(record({ id: uuid, kind: oneOf(offerKinds), text, themeId: maybe(text) })),
});

const own = { id: uuid, stepId: uuid, text };
const mine = record({
  notes: list(record({ ...own, number: count, status: oneOf(noteStatuses) })),
  dots: list(record({ stepId: uuid, dot: count, targetId: text })),
  offers: list(record({ ...own, kind: oneOf(offerKinds), status: oneOf(offerStatuses) })),
});

const presence = record({ here: count, joined: count, notes: count });
const live = { meeting, room, presence, now: time, epoch: count };
const links = record({ joinCode: maybe(text), joinLink: text, screenLink: text, leadLink: text });

const placeNeed = record({
  ...{ placeId: uuid, place: text, meetingId: uuid, noteIds: ids, themeIds: ids, offerIds: ids },
  ...{ people: count, dotGivers: count, dots: count, inTopFive: yesNo },
});
const need = record({
  ...{ code: text, places: list(placeNeed), absent: list(record({ placeId: uuid, place: text })) },
  ...{ notes: count, offers: count, share },
});

export const viewSchemas: Record<string, Schema> = {
  Mine: mine,
  RoomView: record({ ...live, participantId: uuid, mine }),
  LeadView: record({
    ...{ ...live, links, epochs: record({ room: count, desk: count, themes: count }) },
    progress: maybe(record({ stepId: uuid, people: count, dots: count })),
  }),
  Versions: list(
    record({
      ...{ id: uuid, at: text, why: oneOf(['sweep', 'step', 'time', 'restore']) },
      held: maybe(record({ themes: count, notes: count, names: list(text) })),
    }),
  ),
  MunicipalityView: record({
    ...{ code: text, name: text, needs: list(need) },
    places: list(
      record({
        ...{ id: uuid, name: text, meetingId: maybe(uuid), meetingTitle: maybe(text), day: maybe(day) },
        ...{ participants: count, notes: count },
      }),
    ),
    heat: list(
      record({
        group: text,
        cells: list(record({ placeId: uuid, notes: count, people: count, dotGivers: count })),
      }),
    ),
    figures: record({ meetings: count, participants: count, notes: count, offers: count, planInputs: count }),
    feedback: list(
      record({ meetingId: uuid, place: text, owner: maybe(text), due: maybe(day), overdue: yesNo }),
    ),
  }),
  Contact: record({ contact: text }),
};
