import * as v from 'valibot';
import { channels } from '../domain/note.ts';
import { codes, id, language, text } from './fields.ts';

/** A person says one thing. `noteId` is made on the phone: sent again, it is the same note. */
export const noteWrite = v.strictObject({
  noteId: id,
  stepId: id,
  text,
  lang: v.optional(language),
  /** Only a facilitator may say `paper`; anybody else's is what the door says. */
  channel: v.optional(v.picklist(channels)),
});
/** The author changes her own note while its step is open. */
export const noteEdit = v.strictObject({ noteId: id, text });
/** The author takes her own note back while its step is open. */
export const noteWithdraw = v.strictObject({ noteId: id });
/** A facilitator keeps a note off the screens, or lets it back. Nothing is deleted. */
export const noteHide = v.strictObject({ noteId: id });
export const noteShow = v.strictObject({ noteId: id });
/** A facilitator removes words that point at a person; the original stays with us, unseen. */
export const noteMask = v.strictObject({ noteId: id, text });
/** The wrong note was masked: its author's own words come back. */
export const noteUnmask = v.strictObject({ noteId: id });
/** A facilitator says a note repeats another; both are kept. */
export const noteMerge = v.strictObject({ noteId: id, into: id });
/** A person confirms what a note is about, when the theme's codes are not enough. */
export const noteTag = v.strictObject({ noteId: id, serviceCodes: codes });
