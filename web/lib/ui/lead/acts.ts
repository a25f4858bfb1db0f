import type { Body, Verb } from '$shared/wire/up.ts';

/** What a form on the page was sent with. */
export type Fields = Record<string, string>;
/** Any command with the body that belongs to its verb. */
export type Command = { [V in Verb]: { verb: V; body: Body<V> } }[Verb];

const minute = 60;
const step = (fields: Fields): { stepId: string } => ({ stepId: fields.stepId ?? '' });
const note = (fields: Fields): { noteId: string } => ({ noteId: fields.noteId ?? '' });
const isYes = (value: string | undefined): boolean => value === 'yes';

/**
 * Every act that is a plain form: by its name in the address, the command it becomes. With scripts the same
 * command goes over the live line; without, the server runs it from the form.
 */
export const acts = {
  openDoors: () => ({ verb: 'meeting.open', body: {} }),
  closeMeeting: () => ({ verb: 'meeting.close', body: {} }),
  openStep: (fields) => ({ verb: 'step.open', body: step(fields) }),
  closeStep: (fields) => ({ verb: 'step.close', body: step(fields) }),
  addMinute: () => ({ verb: 'timer.extend', body: { seconds: minute } }),
  stopTimer: () => ({ verb: 'timer.stop', body: {} }),
  revealNotes: (fields) => ({
    verb: 'notes.reveal',
    body: { ...step(fields), revealed: isYes(fields.revealed) },
  }),
  revealDots: (fields) => ({
    verb: 'dots.reveal',
    body: { ...step(fields), revealed: isYes(fields.revealed) },
  }),
  hideNote: (fields) => ({ verb: 'note.hide', body: note(fields) }),
  showNote: (fields) => ({ verb: 'note.show', body: note(fields) }),
} satisfies Record<string, (fields: Fields) => Command>;

export type ActName = keyof typeof acts;
export const actNames = Object.keys(acts) as ActName[];

/** The command of an act with what its form holds. */
export const commandOf = (name: ActName, fields: Fields): Command => acts[name](fields);
