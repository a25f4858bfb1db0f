import { ok, refuse, type Result } from './problem.ts';

/** A note (lapp) is one thing one person said. Longest text in characters; where the phone starts to hint. */
export const noteLimits = { text: 1000, hint: 280, perParticipant: 200, perMeeting: 5000 } as const;

/**
 * `visible`: may be shown when its step is revealed. `hidden`: kept, but only facilitators see it. `masked`:
 * shown with words removed. `merged`: a duplicate that lives on in another note. `withdrawn`: its author took
 * it back while the step was open.
 */
export const noteStatuses = ['visible', 'hidden', 'masked', 'merged', 'withdrawn'] as const;
export type NoteStatus = (typeof noteStatuses)[number];

/** How it reached us: a phone, a paper slip somebody typed, or another system. */
export const channels = ['phone', 'form', 'paper', 'api'] as const;
export type Channel = (typeof channels)[number];

/** The everyday room may see it, once its step is revealed. */
export const isPublic = (status: NoteStatus): boolean => status === 'visible' || status === 'masked';

/** It counts in the outcome: everything but what its author took back. A hidden note is not lost. */
export const counts = (status: NoteStatus): boolean => status !== 'withdrawn';

/**
 * The one road from what was typed to what is kept: edges trimmed, line ends made one kind, control signs
 * removed. Empty or too long is refused, never cut: half a sentence is not what the person said.
 */
export const noteText = (typed: string): Result<string> => {
  const text = tidy(typed);
  if (text === '') return refuse('malformed', 'text');
  return text.length > noteLimits.text ? refuse('too_long', 'text') : ok(text);
};

/** Trims and normalises free text without changing a word of it. */
export const tidy = (typed: string): string =>
  typed
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();

/** Two notes say the same, as far as spelling goes; used to point it out kindly, never to refuse. */
export const sameWords = (a: string, b: string): boolean => fold(a) === fold(b);

const fold = (text: string): string =>
  text
    .toLocaleLowerCase('sv')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
