import type { Socket } from 'socket.io-client';
import type { Answer, ClientEvents, ServerEvents } from '$shared/wire/down.ts';
import type { Body, Envelope, Verb } from '$shared/wire/up.ts';
import { protocolVersion } from '$shared/wire/version.ts';
import type { sentenceFor } from '$shared/words/problems.ts';
import type { Language } from '$shared/words/language.ts';
import { fetchAgain } from './fetch-again.ts';
import { newId } from './new-id.ts';
import { onReturn } from './on-return.ts';
import { postCommand } from './post-command.ts';

type LiveSocket = Socket<ServerEvents, ClientEvents>;
type Changed = Parameters<ServerEvents['changed']>[0];

/** A live line that has not answered after this long (ms) is taken for dead, though it may still look open. */
const silentAfter = 4000;
/** How long plain HTTP may take after that (ms); the command may arrive all the same. */
const answerWithin = 8000;

export interface CommandOptions {
  /** Kept through retries, so that the same thing sent twice is one thing. */
  id?: string;
  meetingId?: string;
  municipalityCode?: string;
}

export interface Place {
  meetingId: string;
  language: Language;
  /** Whether the page may be loaded anew by itself, should its scripts fail to come. Never, where it is not said. */
  mayReload?: () => boolean;
}

/** The line to the server: commands up with an answer, numbers and the clock down. Fields are reactive. */
export interface Connection {
  readonly status: 'connecting' | 'here' | 'away';
  readonly presence: { here: number; joined: number; notes: number };
  /** To facilitators only: how far the round of dots has come. */
  readonly progress: { stepId: string; people: number; dots: number } | null;
  /** The server's time, milliseconds since 1970. The phone's own clock may be set anew meanwhile; this does not jump. */
  now(): number;
  /** Never throws: when neither the live line nor plain HTTP answers in time, the answer is `busy`. */
  command<V extends Verb>(verb: V, body: Body<V>, options?: CommandOptions): Promise<Answer>;
  /** Calls back when something outside the documents changed; returns how to stop. */
  onChanged(callback: (what: Changed) => void): () => void;
  close(): void;
}

/** Opens the line for one meeting. The library is fetched after the page is usable; until then it is `connecting`. */
export const connect = (to: Place): Connection => new Line(to);

class Line implements Connection {
  status = $state<Connection['status']>('connecting');
  presence = $state.raw<Connection['presence']>({ here: 0, joined: 0, notes: 0 });
  progress = $state.raw<Connection['progress']>(null);
  #to: Place;
  #socket: LiveSocket | undefined;
  #closed = false;
  /** The next try after we were turned away. */
  #knock: ReturnType<typeof setTimeout> | undefined;
  /** The server's clock minus the one here that never jumps. Until the server has spoken, the phone's own must do. */
  #ahead = performance.timeOrigin;
  #listeners: ((what: Changed) => void)[] = [];
  #stopWatching: () => void;

  constructor(to: Place) {
    this.#to = to;
    this.#stopWatching = onReturn(
      () => void this.#back(),
      () => (this.status = 'away'),
    );
    this.#open();
  }

  now(): number {
    return performance.now() + this.#ahead;
  }

  async command<V extends Verb>(verb: V, body: Body<V>, options: CommandOptions = {}): Promise<Answer> {
    const envelope = envelopeOf(this.#to.meetingId, verb, body, options);
    const answer = (await this.#viaSocket(envelope)) ?? (await postCommand(envelope, answerWithin));
    return answer ?? noAnswer(envelope.id, this.#to.language);
  }

  onChanged(callback: (what: Changed) => void): () => void {
    this.#listeners = [...this.#listeners, callback];
    return () => (this.#listeners = this.#listeners.filter((listener) => listener !== callback));
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#knock);
    this.#stopWatching();
    this.#socket?.disconnect();
  }

  #open(): void {
    openSocket(this.#to.meetingId).then(
      (socket) => this.#listen(socket),
      () => {
        this.status = 'away';
        void fetchAgain(this.#to.mayReload).then(() => this.#closed || this.#open());
      },
    );
  }

  #listen(socket: LiveSocket): void {
    if (this.#closed) return void socket.disconnect();
    this.#socket = socket;
    socket.on('connect', () => this.#isHere(socket));
    socket.on('disconnect', () => this.#turnedAway(socket));
    socket.on('connect_error', () => this.#turnedAway(socket));
    socket.on('hello', ({ now }) => (this.#ahead = now - performance.now()));
    socket.on('presence', (presence) => (this.presence = { ...this.presence, ...presence }));
    socket.on('progress', (progress) => (this.progress = progress));
    socket.on('changed', (what) => this.#listeners.forEach((listener) => listener(what)));
    if (socket.connected) this.#isHere(socket);
  }

  async #viaSocket(envelope: Envelope): Promise<Answer | undefined> {
    const socket = this.#socket;
    if (!socket?.connected) return undefined;
    const answer = await heard<Answer>((reply) =>
      socket.timeout(silentAfter).emit('command', envelope, reply),
    );
    if (!answer) this.#openAnew(socket);
    return answer;
  }

  /** A phone that slept, or changed networks, may hold a line that is dead and does not know it. */
  async #back(): Promise<void> {
    const socket = this.#socket;
    if (!socket?.connected) return void socket?.connect();
    const heardFrom = await askClock(socket);
    if (!heardFrom) return this.#openAnew(socket);
    // The clock that never jumps may stand still while a phone sleeps.
    this.#ahead = heardFrom.ahead;
    if (socket.connected) this.status = 'here';
  }

  #openAnew(socket: LiveSocket): void {
    if (!this.#closed && socket.connected) socket.disconnect().connect();
  }

  #isHere(socket: LiveSocket): void {
    this.status = 'here';
    clearTimeout(this.#knock);
    void bestAhead(socket).then((ahead) => (this.#ahead = ahead ?? this.#ahead));
  }

  /**
   * Turned away, at the door or by the server, the library stops trying; but a right may come back: a new cookie, a
   * restart. One try is planned at a time: each return to the page tries at once too, and may be turned away again.
   */
  #turnedAway(socket: LiveSocket): void {
    this.status = 'away';
    clearTimeout(this.#knock);
    if (this.#closed || socket.active) return;
    this.#knock = setTimeout(() => socket.connect(), 5000 + Math.random() * 10_000);
  }
}

const openSocket = async (meetingId: string): Promise<LiveSocket> => {
  const [{ io }, words] = await Promise.all([
    import('socket.io-client'),
    import('$shared/words/problems.ts'),
  ]);
  sentence = words.sentenceFor;
  return io({
    query: { meeting: meetingId },
    transports: ['websocket', 'polling'],
    // A guest network may let the page through and stop the rest: then long polling takes over.
    tryAllTransports: true,
    reconnectionDelay: 1000,
    reconnectionDelayMax: 8000,
    randomizationFactor: 0.7,
  });
};

const clockTries = 3;

/** Of three questions, the one that came back fastest says the time best. */
const bestAhead = async (socket: LiveSocket): Promise<number | undefined> => {
  let best: Heard | undefined;
  for (let asked = 0; asked < clockTries; asked += 1) {
    const answer = await askClock(socket);
    if (answer && (!best || answer.took < best.took)) best = answer;
  }
  return best?.ahead;
};

/** How far the server's clock is ahead of the one here that never jumps, and how long asking took (ms). */
interface Heard {
  ahead: number;
  took: number;
}

const askClock = async (socket: LiveSocket): Promise<Heard | undefined> => {
  const asked = performance.now();
  const now = await heard<number>((answer) => socket.timeout(silentAfter).emit('clock', answer));
  const heardAt = performance.now();
  const took = heardAt - asked;
  return now === undefined ? undefined : { ahead: now + took / 2 - heardAt, took };
};

/** The answer, or undefined when none came in time. */
const heard = <T>(ask: (answer: (error: Error | null, value: T) => void) => void): Promise<T | undefined> =>
  new Promise((resolve) => ask((error, value) => resolve(error ? undefined : value)));

const envelopeOf = (meetingId: string, verb: Verb, body: unknown, options: CommandOptions): Envelope => {
  const { id = newId(), municipalityCode } = options;
  const where = municipalityCode === undefined ? { meetingId } : { municipalityCode };
  const chosen = options.meetingId === undefined ? {} : { meetingId: options.meetingId };
  return { v: protocolVersion, id, verb, ...where, ...chosen, body };
};

/** Sentences come with the live library, not before the page is usable; nothing that was said waits for them. */
let sentence: typeof sentenceFor | undefined;

/** Nothing came back in time. It may have been stored all the same, so the same id must be tried again. */
const noAnswer = (id: string, language: Language): Answer => {
  const problem = { code: 'busy' } as const;
  return { ok: false, id, problem, sentence: sentence?.(problem, language) ?? '', remedy: 'retry' };
};
