import type { IncomingMessage, Server as HttpServer } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import type { Db } from '../../db/connect.ts';
import { isOver } from '../../shared/domain/meeting.ts';
import { documentAccess, mayUse } from '../../shared/wire/access.ts';
import { oldestServedVersion } from '../../shared/wire/version.ts';
import { participantIn, rolesFor, type Actor } from '../actor.ts';
import { meetingById } from '../store/meetings.ts';
import { parseName, type Documents } from './documents.ts';
import { beatFrame, isEmptyUpdate, readFrame, step1Frame } from './frames.ts';
import { bucket, limits } from './limits.ts';
import type { LiveDocument, Peer } from './live-document.ts';
import * as Y from 'yjs';

export interface DocumentDoorDeps {
  documents: Documents;
  read: Db;
  whoIs(headers: Headers): Promise<Actor>;
  now(): number;
  report(failure: unknown): void;
}

/** Close codes a client can act on; 1013 means "come back later". See docs/wire.md. */
const codes = {
  malformed: 4400,
  notSignedIn: 4401,
  notAllowed: 4403,
  notFound: 4404,
  oldVersion: 4406,
  otherEpoch: 4409,
  tooMany: 4429,
  failed: 1013,
} as const;

interface Admitted {
  name: string;
  person: string;
  mayWrite: boolean;
}

/** The y-websocket endpoint: `/yjs/<kind>/<meeting>?v=1&epoch=N`, known by cookie, read and written by right. */
export const openDocumentDoor = (deps: DocumentDoorDeps) => {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: limits.firstStateBytes,
    perMessageDeflate: false,
  });
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    server.handleUpgrade(request, socket, head, (ws) => {
      // Frames that come while we look up who this is are kept, a few of them, and read in order.
      const early = keepEarly(ws);
      admit(deps, request)
        .then((admitted) =>
          typeof admitted === 'number' ? ws.close(admitted) : seatPeer(deps, ws, admitted, early),
        )
        .catch((failure: unknown) => {
          deps.report(failure);
          ws.close(codes.failed);
        });
    });
  };
  const beat = setInterval(() => beatAll(server), limits.beat);
  return {
    upgrade,
    stop: () => {
      clearInterval(beat);
      for (const ws of server.clients) ws.close(1012);
      const last = setTimeout(() => server.clients.forEach((ws) => ws.terminate()), 300);
      last.unref();
    },
    attach: (http: HttpServer) => http.on('close', () => clearInterval(beat)),
  };
};

const beatAll = (server: WebSocketServer): void => {
  for (const ws of server.clients) if (ws.readyState === ws.OPEN) ws.send(beatFrame);
};

const keepEarly = (ws: WebSocket): { frames: RawData[]; stop(): void } => {
  const frames: RawData[] = [];
  const keep = (data: RawData): void => {
    if (frames.push(data) > 8) ws.close(codes.tooMany);
  };
  ws.on('message', keep);
  ws.on('error', () => ws.terminate());
  return { frames, stop: () => void ws.off('message', keep) };
};

/** Who asks for which document, and what she may do with it; a close code when she may not. */
const admit = async (deps: DocumentDoorDeps, request: IncomingMessage): Promise<Admitted | number> => {
  const url = new URL(request.url ?? '/', 'http://x');
  const name = decodeURIComponent(url.pathname.replace(/^\/yjs\//, ''));
  const parsed = parseName(name);
  const meeting = parsed && (await meetingById(deps.read, parsed.meetingId.slice(0, 64)));
  if (!parsed || !meeting) return codes.notFound;
  const actor = await deps.whoIs(new Headers({ cookie: request.headers.cookie ?? '' }));
  const roles = rolesFor(actor, { meetingId: meeting.id, municipalityCode: meeting.municipalityCode });
  const access = documentAccess[parsed.kind];
  if (!mayUse(access.read, roles)) return roles.length > 1 ? codes.notAllowed : codes.notSignedIn;
  const edition = await wrongEdition(deps, name, url.searchParams);
  if (edition !== undefined) return edition;
  const mayWrite = mayUse(access.write, roles) && !isOver(meeting.state);
  return { name, person: personOf(actor, meeting.id), mayWrite };
};

const personOf = (actor: Actor, meetingId: string): string =>
  participantIn(actor, meetingId) ?? actor.user?.id ?? 'screen';

/** An old build, or a copy from before something was erased, must not sync: it could bring things back. */
const wrongEdition = async (
  deps: DocumentDoorDeps,
  name: string,
  asked: URLSearchParams,
): Promise<number | undefined> => {
  if (Number(asked.get('v') ?? '1') < oldestServedVersion) return codes.oldVersion;
  const epoch = asked.get('epoch');
  const other = epoch !== null && Number(epoch) !== (await deps.documents.epoch(name));
  return other ? codes.otherEpoch : undefined;
};

const seatPeer = async (
  deps: DocumentDoorDeps,
  ws: WebSocket,
  admitted: Admitted,
  early: { frames: RawData[]; stop(): void },
): Promise<void> => {
  const document = await deps.documents.open(admitted.name);
  if (ws.readyState !== ws.OPEN) return;
  if (document.peers.size >= limits.socketsPerMeeting) return ws.close(codes.tooMany);
  const peer = peerOf(ws, admitted);
  document.join(peer);
  ws.on('close', () => {
    document.leave(peer);
    if (document.peers.size === 0) deps.documents.rest(document.name);
  });
  const allowed = bucket(limits.framesPerSecond, limits.frameBurst);
  const hear = (data: RawData): void => {
    if (!allowed(deps.now())) return ws.close(codes.tooMany);
    receive({ document, peer, ws }, data);
  };
  early.stop();
  ws.on('message', hear);
  early.frames.forEach(hear);
  // Only those who may write are asked for what they have.
  if (admitted.mayWrite) peer.send(step1Frame(Y.encodeStateVector(document.doc)));
};

const peerOf = (ws: WebSocket, admitted: Admitted): Peer => ({
  person: admitted.person,
  mayWrite: () => admitted.mayWrite,
  close: (code, reason) => ws.close(code, reason),
  send: (frame) => {
    if (ws.readyState !== ws.OPEN) return;
    // A reader that does not read would otherwise fill our memory with other people's words.
    if (ws.bufferedAmount + frame.length > limits.bufferedBytes) ws.terminate();
    else ws.send(frame);
  },
});

const receive = (
  { document, peer, ws }: { document: LiveDocument; peer: Peer; ws: WebSocket },
  data: RawData,
): void => {
  const frame = new Uint8Array(data as Buffer);
  const message = readFrame(frame);
  if (!message) return ws.close(codes.malformed);
  if (message.kind === 'ignored') return;
  if (message.kind === 'step1') return document.answer(peer, message.stateVector);
  if (isEmptyUpdate(message.update)) return;
  if (!message.first && frame.length > limits.frameBytes) return ws.close(1009);
  document.receive(peer, message.update);
};
