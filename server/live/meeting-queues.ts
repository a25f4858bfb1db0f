/** One queue a meeting: what is done for it happens in order, and meetings do not wait for each other. */
export const makeMeetingQueues = (onFailure: (failure: unknown) => void) => {
  const queues = new Map<string, Promise<void>>();
  return {
    inOrder: (meetingId: string, work: () => Promise<void>): Promise<void> => {
      const run = (queues.get(meetingId) ?? Promise.resolve()).then(work).catch(onFailure);
      queues.set(meetingId, run);
      void run.then(() => queues.get(meetingId) === run && queues.delete(meetingId));
      return run;
    },
    /** Resolves when all that was asked for so far is done. */
    settled: async (): Promise<void> => {
      await Promise.all(queues.values());
    },
  };
};
