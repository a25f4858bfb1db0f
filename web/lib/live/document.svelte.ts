import type * as Y from 'yjs';
import type { WebsocketProvider } from 'y-websocket';
import type { Decoder } from 'lib0/decoding';
import type { DocumentKind } from '$shared/wire/access.ts';
import { protocolVersion } from '$shared/wire/version.ts';
import { onReturn } from './on-return.ts';

/** What a live document can tell about itself. Reactive. */
export interface DocumentStatus {
  line: 'connecting' | 'here' | 'away';
  /** The first whole state has come; stays true through dropped lines. */
  ready: boolean;
  /** How many of this connection's updates the server has on disk; undefined until all it had at our coming is on disk too. */
  stored: number | undefined;
  /** How many updates this page has made on this connection. */
  written: number;
  /** A code when the server refused what was written. What is in `doc` then differs from what others have. */
  refused: string | undefined;
  /** A close code between 4400 and 4499 (see `closedFor`): no further tries are made. */
  closed: number | undefined;
}

export interface LiveDocument {
  doc: Y.Doc;
  provider: WebsocketProvider;
  status: DocumentStatus;
  close(): void;
}

/** Sent too much at once; worth another try, unlike the rest of its kind. */
const tooMany = 4429;

/** Messages of our own beside those of the sync protocol. */
const messageStored = 8;
const messageRefused = 9;

/** Opens a live document; its libraries are fetched first. Clients never seed: it is empty until `ready`. */
export const openDocument = async (
  kind: DocumentKind,
  meetingId: string,
  epoch: number,
): Promise<LiveDocument> => {
  const [Y, { WebsocketProvider }, decoding] = await Promise.all([
    import('yjs'),
    import('y-websocket'),
    import('lib0/decoding'),
  ]);
  const doc = new Y.Doc();
  const provider = new WebsocketProvider(socketAddress(), `${kind}/${meetingId}`, doc, {
    connect: false,
    params: { v: String(protocolVersion), epoch: String(epoch) },
    disableBc: true,
    // Phones that lost the same server should not all come back in the same second.
    maxBackoffTime: 3000 + Math.random() * 5000,
    shouldReconnect: ({ code }) => code < 4400 || code >= 4500 || code === tooMany,
  });
  // Who looks is nobody's business in the residents' documents; those who arrange together see each other.
  if (kind !== 'themes') provider.awareness.setLocalState(null);
  const status = $state<DocumentStatus>(unopened());
  follow(doc, provider, status);
  hear(provider, messageStored, (decoder) => (status.stored = decoding.readVarUint(decoder)));
  hear(provider, messageRefused, (decoder) => (status.refused = decoding.readVarString(decoder)));
  provider.connect();
  const stopWatching = onReturn(() => {
    if (provider.shouldConnect) provider.connect();
  });
  return { doc, provider, status, close: () => (stopWatching(), provider.destroy(), doc.destroy()) };
};

const unopened = (): DocumentStatus => ({
  line: 'connecting',
  ready: false,
  stored: undefined,
  written: 0,
  refused: undefined,
  closed: undefined,
});

const follow = (doc: Y.Doc, provider: WebsocketProvider, status: DocumentStatus): void => {
  provider.on('status', (event) => {
    if (event.status === 'connected') Object.assign(status, { line: 'here', stored: undefined, written: 0 });
    if (event.status === 'disconnected') status.line = 'away';
  });
  provider.on('connection-error', () => (status.line = 'away'));
  provider.on('sync', (synced) => (status.ready ||= synced));
  provider.on('closed', ({ code }) => (status.closed = code));
  doc.on('update', (_update: Uint8Array, origin: unknown) => {
    if (origin !== provider) status.written += 1;
  });
};

const hear = (provider: WebsocketProvider, type: number, heard: (decoder: Decoder) => void): void => {
  provider.messageHandlers[type] = (_encoder, decoder) => heard(decoder);
};

const socketAddress = (): string => `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/yjs`;
