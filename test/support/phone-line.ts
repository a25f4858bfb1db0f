import { io, type Socket } from 'socket.io-client';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import type { Answer, ClientEvents, ServerEvents } from '../../shared/wire/down.ts';
import type { Envelope } from '../../shared/wire/up.ts';
import type { Client } from './service.ts';

type LiveSocket = Socket<ServerEvents, ClientEvents>;

/** Shorter than a real phone's eight seconds, so that an evening's bad luck fits in minutes (ms). */
const answerWithin = 2000;
const quick = { reconnectionDelay: 50, reconnectionDelayMax: 400, randomizationFactor: 0.7 };

/** Commands over socket.io or, when that is down or silent, HTTP; the room's document over y-websocket. */
export class PhoneLine {
  readonly doc = new Y.Doc();
  participantId = '';
  away = false;
  #client: Client;
  #meetingId: string;
  #socket: LiveSocket;
  #provider: WebsocketProvider;
  /** The last command got no answer on the socket, so the next goes another way. */
  #silent = false;

  constructor(client: Client, meetingId: string) {
    this.#client = client;
    this.#meetingId = meetingId;
    this.#socket = this.#openSocket();
    this.#provider = this.#openRoom();
  }

  /** The answer, or undefined when none came in time. Never throws. */
  async command(envelope: Envelope): Promise<Answer | undefined> {
    if (this.away) return undefined;
    const bySocket = this.#socket.connected && !this.#silent;
    const answer = bySocket ? await this.#bySocket(envelope) : await this.byHttp(envelope);
    this.#silent = bySocket && answer === undefined;
    return answer;
  }

  async byHttp(envelope: Envelope): Promise<Answer | undefined> {
    try {
      const { url, cookie } = this.#client;
      const response = await fetch(`${url}/api/v1/commands`, {
        method: 'POST',
        headers: { origin: url, cookie, 'content-type': 'application/json' },
        body: JSON.stringify(envelope),
        signal: AbortSignal.timeout(answerWithin),
      });
      return (await response.json()) as Answer;
    } catch {
      return undefined;
    }
  }

  /** Whether the socket is there and answers. */
  async answers(): Promise<boolean> {
    if (!this.#socket.connected) return false;
    const now = await heard<number>((answer) => this.#socket.timeout(answerWithin).emit('clock', answer));
    return now !== undefined;
  }

  /** No network at all, as in a cellar; `comeBack` ends it. */
  goAway(): void {
    this.away = true;
    this.#socket.disconnect();
    this.#provider.disconnect();
  }

  comeBack(): void {
    this.away = false;
    this.#socket.connect();
    this.#provider.connect();
  }

  /** A new socket while the old one is still open; gives back how to close the old one. */
  renew(): () => void {
    const old = this.#socket;
    this.#socket = this.#openSocket();
    return () => void old.disconnect();
  }

  stop(): void {
    this.#socket.disconnect();
    this.#provider.destroy();
    this.doc.destroy();
  }

  #bySocket(envelope: Envelope): Promise<Answer | undefined> {
    return heard<Answer>((answer) => this.#socket.timeout(answerWithin).emit('command', envelope, answer));
  }

  #openSocket(): LiveSocket {
    const { url, cookie } = this.#client;
    const socket: LiveSocket = io(url, {
      ...quick,
      query: { meeting: this.#meetingId },
      transports: ['websocket', 'polling'],
      tryAllTransports: true,
      forceNew: true,
      extraHeaders: { cookie, origin: url },
    });
    socket.on('hello', ({ participantId }) => (this.participantId = participantId ?? ''));
    // Turned away at the door the library stops trying; a server that only restarts must not end the evening.
    socket.on('connect_error', () => socket.active || this.away || setTimeout(() => socket.connect(), 300));
    return socket;
  }

  #openRoom(): WebsocketProvider {
    const { url, cookie } = this.#client;
    class WithCookie extends WebSocket {
      constructor(address: string | URL, protocols?: string | string[]) {
        super(address, protocols, { headers: { cookie, origin: url } });
      }
    }
    const provider = new WebsocketProvider(
      `${url.replace('http', 'ws')}/yjs`,
      `room/${this.#meetingId}`,
      this.doc,
      {
        WebSocketPolyfill: WithCookie as unknown as typeof globalThis.WebSocket,
        params: { v: '1' },
        disableBc: true,
        maxBackoffTime: 400,
      },
    );
    provider.awareness.setLocalState(null);
    return provider;
  }
}

/** The answer, or undefined when none came in time. */
const heard = <T>(ask: (answer: (error: Error | null, value: T) => void) => void): Promise<T | undefined> =>
  new Promise((resolve) => ask((error, value) => resolve(error ? undefined : value)));
