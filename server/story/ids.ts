import { createHash } from 'node:crypto';

/** The same UUID for the same name, always: what the story is about keeps its address however often it is told. */
export const storyId = (...name: readonly string[]): string => {
  const hex = createHash('sha256')
    .update(['story', ...name].join('/'))
    .digest('hex');
  // Version 8 of RFC 9562: made in a way of our own.
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
};

export const toldMeetingId = (key: string): string => storyId(key, 'meeting');
