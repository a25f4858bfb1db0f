import * as decoding from 'lib0/decoding';
import { io, type Socket } from 'socket.io-client';
import WebSocket from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import type { DocumentKind } from '../../shared/wire/access.ts';
import type { Answer, ClientEvents, ServerEvents } from '../../shared/wire/down.ts';
import type { Body, Verb } from '../../shared/wire/up.ts';
import { protocolVersion } from '../../shared/wire/version.ts';

export type Line = Socket<ServerEvents, ClientEvents>;
export interface OpenDocument {
  doc: Y.Doc;
  /** Resolves when the server has all that was written here on disk; rejects when it refused some of it. */
  stored(): Promise<void>;
  close(): void;
}

/** Messages of our own beside those of the sync protocol. */
const messageStored = 8;
const messageRefused = 9;

/** A browser without a screen: it comes in through the same doors as a real one, with cookies and Origin. */
export class Browser {
  readonly url: string;
  readonly #cookies = new Map<string, string>();
  constructor(url: string) {
    this.url = url;
  }

  #headers(): Record<string, string> {
    return { origin: this.url, cookie: [...this.#cookies].map((pair) => pair.join('=')).join('; ') };
  }

  /** Asks over HTTP and keeps the cookies that come back. Throws when the answer is not a yes. */
  async ask<T>(path: string, body?: unknown): Promise<T> {
    const response = await fetch(this.url + path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { ...this.#headers(), ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      this.#cookies.set(name, value);
    }
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }

  /** Says something over HTTP, as forms and other systems do. */
  async say<V extends Verb>(verb: V, meetingId: string, body: Body<V>): Promise<Record<string, unknown>> {
    const envelope = { v: protocolVersion, id: crypto.randomUUID(), verb, meetingId, body };
    const answer = await this.ask<Answer>('/api/v1/commands', envelope);
    if (!answer.ok) throw new Error(`${verb}: ${answer.sentence}`);
    return answer.result;
  }

  /** The line that commands go up on. It comes back by itself. */
  line(meetingId: string): Line {
    return io(this.url, {
      query: { meeting: meetingId },
      transports: ['websocket'],
      extraHeaders: this.#headers(),
      forceNew: true,
    });
  }

  /** Opens a live document; resolves when its first whole state has come. */
  async document(kind: DocumentKind, meetingId: string): Promise<OpenDocument> {
    const headers = this.#headers();
    class WithCookies extends WebSocket {
      constructor(address: string | URL, protocols?: string | string[]) {
        super(address, protocols, { headers });
      }
    }
    const doc = new Y.Doc();
    const provider = new WebsocketProvider(
      `${this.url.replace(/^http/, 'ws')}/yjs`,
      `${kind}/${meetingId}`,
      doc,
      {
        params: { v: String(protocolVersion) },
        disableBc: true,
        // The two sockets do the same; only their declarations differ.
        WebSocketPolyfill: WithCookies as unknown as typeof globalThis.WebSocket,
      },
    );
    // Nobody is seen here, and nobody else is spoken of: the provider would repeat what it hears, and a line that
    // has said nothing of its own is let go for that.
    provider.awareness.destroy();
    const stored = acknowledgements(doc, provider);
    await new Promise<void>((resolve) => provider.on('sync', (synced) => synced && resolve()));
    return { doc, stored, close: () => (provider.destroy(), doc.destroy()) };
  }
}

/** Counts what was written here and what the server says it has of it. */
const acknowledgements = (doc: Y.Doc, provider: WebsocketProvider): OpenDocument['stored'] => {
  let [written, onDisk, refused] = [0, 0, ''];
  doc.on('update', (_update: Uint8Array, origin: unknown) => {
    if (origin !== provider) written += 1;
  });
  provider.messageHandlers[messageStored] = (_encoder, decoder) => (onDisk = decoding.readVarUint(decoder));
  provider.messageHandlers[messageRefused] = (_encoder, decoder) =>
    (refused = decoding.readVarString(decoder));
  return async () => {
    while (onDisk < written && refused === '') await new Promise((resolve) => setTimeout(resolve, 20));
    if (refused !== '') throw new Error(`What was written in the document was refused: ${refused}`);
  };
};
