/** One queue a meeting: what is done for it happens in order, and meetings do not wait for each other. */
export const makeMeetingQueues = () => {
  const queues = new Map<string, Promise<unknown>>();
  return {
    /** Runs `work` after all that was asked for before, also when that failed. Its failure is the asker's to hear. */
    inOrder: (meetingId: string, work: () => Promise<void>): Promise<void> => {
      const run = (queues.get(meetingId) ?? Promise.resolve()).then(work);
      const ended: Promise<unknown> = run
        .catch(() => undefined)
        .then((): unknown => queues.get(meetingId) === ended && queues.delete(meetingId));
      queues.set(meetingId, ended);
      return run;
    },
    /** Resolves when all that was asked for so far is done. */
    settled: async (): Promise<void> => {
      await Promise.all(queues.values());
    },
  };
};
