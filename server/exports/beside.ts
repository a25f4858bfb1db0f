import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { databaseIn } from '../../db/folder.ts';
import type { Result } from '../../shared/domain/problem.ts';
import type { Wanted } from './wanted.ts';

/** Makes exports beside the event loop. */
export interface Exports {
  /**
   * The bytes of a whole file, as the database was at one moment; one file at a time. Refuses as `readFor` does, and
   * throws when it could not be made.
   */
  make(wanted: Wanted): Promise<Result<Uint8Array<ArrayBuffer>>>;
  /** Ends the thread, also in the middle of a file. */
  stop(): Promise<void>;
}

/** What the thread is told at its start, and what it answers. */
export interface Start {
  database: string;
}
export type Told = { made: Result<Uint8Array<ArrayBuffer>> } | { failed: Error; code: string | undefined };

const threadLimits = {
  /** Who fetches one file of a meeting often fetches all of them; after that the memory is given back (ms). */
  idle: 60_000,
  /** Megabytes: five times what the largest meeting takes. A thread that needs more ends; the hall does not notice. */
  memory: 512,
} as const;

/**
 * The largest meeting is half a second's work: done on the thread that serves the hall, everybody there would wait for it.
 * Another thread does it, with a connection of its own that can only read, and hands over the bytes without a copy.
 */
export const makeExports = (dataDir: string): Exports => {
  let thread: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  let last: Promise<unknown> = Promise.resolve();

  const running = (): Worker => {
    if (thread) return thread;
    const started = startThread({ database: databaseIn(dataDir) });
    const forget = () => void (thread = thread === started ? undefined : thread);
    // Whoever waits for the file hears of a failure too; one that nobody waits for harms nobody.
    started.on('error', forget).on('exit', forget);
    return (thread = started);
  };
  const end = async () => void (await thread?.terminate());

  const makeOne = async (wanted: Wanted) => {
    clearTimeout(idle);
    const worker = running();
    worker.postMessage(wanted);
    const told = await answerOf(worker).finally(
      () => (idle = setTimeout(() => void end(), threadLimits.idle).unref()),
    );
    if ('failed' in told) throw Object.assign(told.failed, { code: told.code });
    return told.made;
  };

  return {
    make: (wanted) => {
      const mine = last.then(() => makeOne(wanted));
      last = mine.catch(() => undefined);
      return mine;
    },
    stop: async () => {
      clearTimeout(idle);
      await end();
    },
  };
};

const answerOf = async (thread: Worker): Promise<Told> => {
  const heard = new AbortController();
  const { signal } = heard;
  const gone = once(thread, 'exit', { signal }).then(() => {
    throw new Error('The thread that makes exports has ended.');
  });
  try {
    const [told] = (await Promise.race([once(thread, 'message', { signal }), gone])) as [Told];
    return told;
  } finally {
    heard.abort();
  }
};

const startThread = (start: Start): Worker => {
  const thread = new Worker(threadFile(), {
    workerData: start,
    resourceLimits: { maxOldGenerationSizeMb: threadLimits.memory },
  });
  thread.unref();
  return thread;
};

/** The build has a file of its own for the thread, beside the server's; from source it must learn TypeScript first. */
const threadFile = (): URL => {
  const built = new URL('./export-thread.js', import.meta.url);
  if (existsSync(built)) return built;
  const [tsx, source] = [
    import.meta.resolve('tsx/esm/api'),
    new URL('./export-thread.ts', import.meta.url).href,
  ];
  const learn = `import { register } from '${tsx}'; register(); await import('${source}');`;
  return new URL(`data:text/javascript,${encodeURIComponent(learn)}`);
};
