/** Every bound of the live side, by name. Source of the figures: the trust brief, section 3. */
export const limits = {
  /** Bytes of one frame from a client, and of the first state a writer brings along. */
  frameBytes: 64 * 1024,
  firstStateBytes: 2 * 1024 * 1024,
  /** Frames a second from one connection, and how many it may save up. */
  framesPerSecond: 30,
  frameBurst: 120,
  /** Whole states that one connection may ask for in a minute. */
  asksPerMinute: 20,
  /** Frames, and their bytes, that may come before we know who it is. */
  earlyFrames: 5,
  earlyBytes: 16 * 1024,
  /** How long a line for commands may be open before it has said who it is, and any line after we have closed it (ms). */
  knownWithin: 10_000,
  goodbye: 2000,
  /** How often the rights of staff with open lines are looked at again (ms). */
  recheck: 4000,
  /**
   * How often one connection is asked for what is missing before an update, before it is refused. Whoever comes back
   * with much to tell may make many moves before she has heard the first question.
   */
  askAgain: 30,
  /** Unsent bytes after which a slow reader is let go. */
  bufferedBytes: 4 * 1024 * 1024,
  /**
   * Longest time an update waits to be merged with others (ms). It waits at least a millisecond for so many phones, and
   * so many times as long as passing on takes: a third of a core goes to passing on, not more.
   */
  longestWindow: 50,
  phonesPerMillisecond: 25,
  windowPerCost: 3,
  /** Pause before what the disk refused is tried again (ms). */
  storeAgain: 1000,
  /** Updates, and their bytes, that a newcomer may get after the first state before it is made anew. */
  tailUpdates: 64,
  tailBytes: 64 * 1024,
  /** Quiet time after the last socket before a document is let out of memory (ms). */
  idle: 60_000,
  /** Rows of log, or their bytes, after which the whole state is stored instead. */
  logRows: 300,
  logBytes: 256 * 1024,
  /** Beat (ms): the sync client gives up after 30 s of silence. */
  beat: 20_000,
  /** What one facilitator says of herself (bytes), how often others hear it (ms), and what a newcomer is told (bytes). */
  awarenessBytes: 4 * 1024,
  awarenessEvery: 200,
  awarenessFirstBytes: 60 * 1024,
  /** People in one such message (a page repeats what it heard), its highest clock, and ids remembered as somebody's. */
  awarenessEntries: 1000,
  awarenessClock: 2 ** 31,
  awarenessOwners: 30_000,
  /** Pause between versions of a grouping that changes, and how long versions are kept (ms). */
  versionEvery: 5 * 60_000,
  /** Readers of one document, and how many lines to it nobody has to give up to another when it is full. */
  socketsPerMeeting: 1500,
  linesPerPerson: 4,
  /** Lines for commands by long polling: two for each of a thousand phones, the one that died and the one she came back by. */
  pollingLines: 2000,
  commandsPerSecond: 20,
  commandBurst: 60,
  /** Commands over that which are still answered, with "too many", before the line is closed. */
  refusedCommands: 200,
  commandBytes: 100_000,
} as const;

/** A token bucket on a clock that comes in; returns a function that says whether one more is allowed now. */
export const bucket = (perSecond: number, burst: number): ((now: number) => boolean) => {
  let tokens = burst;
  let last: number | undefined;
  return (now) => {
    tokens = Math.min(burst, tokens + ((now - (last ?? now)) / 1000) * perSecond);
    last = now;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
};
