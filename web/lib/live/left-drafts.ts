import { sameWords } from '$shared/domain/note.ts';
import type { OutboxEntry } from './outbox-store.ts';
import { keep, kept } from './keep.ts';

/** Words that were written and never sent, in a step that is not shown any more. */
export interface LeftDraft {
  key: string;
  text: string;
}

/** What was left in the boxes of other steps of this meeting. What was sent after all is not among it. */
export const leftDrafts = (
  meetingId: string,
  shownStep: string,
  said: { notes: readonly { text: string }[]; entries: readonly OutboxEntry[] },
): LeftDraft[] => {
  const texts = [...said.notes.map((note) => note.text), ...said.entries.map(textOf)];
  return keysOf(meetingId)
    .filter((key) => !key.includes(shownStep || ' '))
    .map((key) => ({ key, text: kept(key) }))
    .filter(({ text }) => text.trim() !== '' && !texts.some((known) => sameWords(known, text)));
};

export const forgetDraft = (key: string): void => keep(key, '');

const textOf = ({ body }: OutboxEntry): string => {
  const { text } = body as { text?: unknown };
  return typeof text === 'string' ? text : '';
};

const keysOf = (meetingId: string): string[] => {
  try {
    const ours = Object.keys(localStorage).map((key) => key.replace(/^bystamma\//, ''));
    return ours.filter((key) => ['draft', 'offer'].some((what) => key.startsWith(`${what}/${meetingId}/`)));
  } catch {
    return [];
  }
};
