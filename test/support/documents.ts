import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { WebSocket } from 'ws';
import { step1Frame, step2Frame, updateFrame } from '../../server/live/frames.ts';
import type { DocumentKind } from '../../shared/wire/access.ts';
import type { Client } from './service.ts';

/** A raw client of the document endpoint, as a stranger would write it from docs/wire.md. */
export interface OpenDocument {
  doc: Y.Doc;
  socket: WebSocket;
  /** Resolves when everything written so far is on disk at the server. */
  stored(): Promise<void>;
  /** Resolves when the document satisfies the condition. */
  until(condition: (doc: Y.Doc) => boolean): Promise<void>;
  closed: Promise<number>;
  close(): void;
  /** Stop and start passing on, as a facilitator without network. */
  goAway(): void;
  send(frame: Uint8Array): void;
}

const waitFor = async (what: () => boolean, ms = 8000): Promise<void> => {
  const end = Date.now() + ms;
  while (!what()) {
    if (Date.now() > end) throw new Error('it did not happen in time');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};

export const openDocument = async (
  client: Client,
  kind: DocumentKind,
  meetingId: string,
  { doc = new Y.Doc(), query = 'v=1', headers = {} } = {},
): Promise<OpenDocument> => {
  const socket = new WebSocket(`${client.url.replace('http', 'ws')}/yjs/${kind}/${meetingId}?${query}`, {
    headers: { origin: client.url, cookie: client.cookie, ...headers },
  });
  let sent = 0;
  let acked = 0;
  let synced = false;
  let away = false;
  const closed = new Promise<number>((resolve) => socket.on('close', (code) => resolve(code)));
  const pass = (update: Uint8Array, origin: unknown): void => {
    if (origin === 'server' || away || socket.readyState !== WebSocket.OPEN) return;
    sent += 1;
    socket.send(updateFrame(update));
  };
  doc.on('update', pass);
  socket.on('message', (data: Buffer) => {
    const decoder = decoding.createDecoder(new Uint8Array(data));
    const type = decoding.readVarUint(decoder);
    if (type === 8) acked = decoding.readVarUint(decoder);
    if (type !== 0) return;
    const step = decoding.readVarUint(decoder);
    const bytes = decoding.readVarUint8Array(decoder);
    if (step === 0) {
      const update = Y.encodeStateAsUpdate(doc, bytes);
      if (update.length > 2) sent += 1;
      socket.send(step2Frame(update));
      return;
    }
    Y.applyUpdate(doc, bytes, 'server');
    if (step === 1) synced = true;
  });
  await new Promise<void>((resolve, reject) => {
    socket.on('open', () => resolve());
    socket.on('error', reject);
  });
  socket.send(step1Frame(Y.encodeStateVector(doc)));
  await Promise.race([waitFor(() => synced), closed]);
  return {
    doc,
    socket,
    closed,
    stored: () => waitFor(() => acked >= sent),
    until: (condition) => waitFor(() => condition(doc)),
    close: () => {
      doc.off('update', pass);
      socket.close();
    },
    goAway: () => {
      away = true;
      doc.off('update', pass);
      socket.terminate();
    },
    send: (frame) => socket.send(frame),
  };
};

export const openThemes = (client: Client, meetingId: string): Promise<OpenDocument> =>
  openDocument(client, 'themes', meetingId);
