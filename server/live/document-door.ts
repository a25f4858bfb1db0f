import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { RawData, WebSocket } from 'ws';
import * as Y from 'yjs';
import { admit, codes, type AdmitDeps, type Admission } from './document-admission.ts';
import type { Documents } from './documents.ts';
import { hasSeat, type Seats } from './fair-seats.ts';
import { beatFrame, isEmptyUpdate, readFrame, step1Frame, type ClientMessage } from './frames.ts';
import { bucket, limits } from './limits.ts';
import type { LiveDocument } from './live-document.ts';
import type { Peer } from './peer.ts';
import { makeParcel } from './parcel.ts';
import { LineServer } from './line-server.ts';

export interface DocumentDoorDeps extends AdmitDeps {
  documents: Documents;
  now(): number;
  report(failure: unknown): void;
}

/** One open line: the socket, who it is, and whether it has answered since the last beat. */
interface Line {
  ws: WebSocket;
  socket: Duplex;
  request: IncomingMessage;
  admission: Admission;
  alive: boolean;
}

/** The y-websocket endpoint: `/yjs/<kind>/<meeting>?v=1&epoch=N`, known by cookie, read and written by right. */
export const openDocumentDoor = (deps: DocumentDoorDeps) => {
  const server = new LineServer({
    noServer: true,
    maxPayload: limits.firstStateBytes,
    // Agreed to here, done by parcels: once for everybody. What comes in is bounded after inflating, too.
    perMessageDeflate: {
      serverNoContextTakeover: true,
      clientNoContextTakeover: true,
      serverMaxWindowBits: 15,
    },
  });
  const lines = new Set<Line>();
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    server.handleUpgrade(request, socket, head, (ws) => {
      // Frames that come while we look up who this is are kept, a few of them, and read in order.
      const early = keepEarly(ws);
      admit(deps, request)
        .then((admission) =>
          typeof admission === 'number'
            ? ws.close(admission)
            : seat(deps, lines, { line: { ws, socket, request, admission, alive: true }, early }),
        )
        .catch((failure: unknown) => {
          deps.report(failure);
          ws.close(codes.failed);
        });
    });
  };
  const beat = setInterval(() => lines.forEach(beatLine), limits.beat);
  const check = setInterval(() => lines.forEach((line) => void recheck(deps, line)), limits.recheck);
  return {
    upgrade,
    /** Looks at the rights of staff with open lines now, because somebody has just lost one. */
    recheck: async (): Promise<void> => {
      await Promise.all([...lines].map((line) => recheck(deps, line)));
    },
    /** Ends the lines of people who take part no longer. */
    leave: (people: ReadonlySet<string>): void => {
      for (const { ws, admission } of lines) if (people.has(admission.person)) ws.close(codes.notSignedIn);
    },
    stop: () => {
      clearInterval(beat);
      clearInterval(check);
      for (const ws of server.clients) ws.close(1012);
      const last = setTimeout(() => server.clients.forEach((ws) => ws.terminate()), 300);
      last.unref();
    },
  };
};

const beatParcel = makeParcel(beatFrame);

/** A line whose other end has not answered since the last beat is dead, though nobody told us. */
const beatLine = (line: Line): void => {
  if (line.ws.readyState !== line.ws.OPEN) return;
  if (!line.alive) return line.ws.terminate();
  line.alive = false;
  line.ws.ping();
  line.socket.write(beatParcel.wire(false));
};

/** A right that was taken away must not live on in an open line. Participants' rights end with the meeting. */
const recheck = async (deps: DocumentDoorDeps, line: Line): Promise<void> => {
  if (!line.admission.isStaff) return;
  try {
    const now = await admit(deps, line.request);
    if (typeof now === 'number') line.ws.close(now);
    else line.admission = now;
  } catch (failure) {
    deps.report(failure);
  }
};

interface Early {
  frames: RawData[];
  stop(): void;
}

const keepEarly = (ws: WebSocket): Early => {
  const frames: RawData[] = [];
  let bytes = 0;
  const keep = (data: RawData): void => {
    bytes += (data as Buffer).length;
    if (frames.push(data) > limits.earlyFrames || bytes > limits.earlyBytes) ws.close(codes.tooMany);
  };
  ws.on('message', keep);
  ws.on('error', () => ws.terminate());
  return { frames, stop: () => void ws.off('message', keep) };
};

const seat = async (
  deps: DocumentDoorDeps,
  lines: Set<Line>,
  { line, early }: { line: Line; early: Early },
): Promise<void> => {
  const { ws, admission } = line;
  const document = await deps.documents.open(admission.name);
  if (ws.readyState !== ws.OPEN) return deps.documents.rest(admission.name);
  if (!hasSeat(seatsOf(document), admission.person)) return ws.close(codes.tooMany);
  const peer = peerOf(line);
  lines.add(line);
  document.join(peer);
  ws.on('pong', () => (line.alive = true));
  ws.on('close', () => {
    lines.delete(line);
    document.leave(peer);
    if (document.peers.size === 0) deps.documents.rest(document.name);
  });
  const hear = hearing(deps, { document, peer, line });
  early.stop();
  ws.on('message', hear);
  early.frames.forEach(hear);
  // Only those who may write are asked for what they have.
  if (admission.mayWrite) peer.send(makeParcel(step1Frame(Y.encodeStateVector(document.doc))));
};

const seatsOf = (document: LiveDocument): Seats<Peer> => ({
  lines: document.peers,
  most: limits.socketsPerMeeting,
  end: (peer) => {
    document.leave(peer);
    peer.close(codes.tooMany, 'too_many');
  },
});

const peerOf = (line: Line): Peer => {
  const { ws, socket } = line;
  const deflated = ws.extensions.includes('permessage-deflate');
  return {
    person: line.admission.person,
    name: line.admission.knownAs,
    mayWrite: () => line.admission.mayWrite,
    close: (code, reason) => ws.close(code, reason),
    send: (parcel) => {
      if (ws.readyState !== ws.OPEN) return;
      const bytes = parcel.wire(deflated);
      // A reader that does not read would otherwise fill our memory with other people's words.
      if (socket.writableLength + bytes.length > limits.bufferedBytes) ws.terminate();
      else socket.write(bytes);
    },
  };
};

interface Hearing {
  document: LiveDocument;
  peer: Peer;
  line: Line;
}

/** What one line may say, how often and how much; then it is read. */
const hearing = (deps: DocumentDoorDeps, { document, peer, line }: Hearing): ((data: RawData) => void) => {
  const { ws } = line;
  const mayFrame = bucket(limits.framesPerSecond, limits.frameBurst);
  const mayAsk = bucket(limits.asksPerMinute / 60, limits.asksPerMinute);
  return (data) => {
    if (ws.readyState !== ws.OPEN) return;
    line.alive = true;
    if (!mayFrame(deps.now())) return ws.close(codes.tooMany);
    const frame = new Uint8Array(data as Buffer);
    const message = readFrame(frame);
    if (!message) return ws.close(codes.malformed);
    const isFirst = message.kind === 'update' && message.first;
    if (!isFirst && frame.length > limits.frameBytes) return ws.close(1009);
    if (message.kind === 'step1' && !mayAsk(deps.now())) return ws.close(codes.tooMany);
    passIn(document, peer, message);
  };
};

const passIn = (document: LiveDocument, peer: Peer, message: ClientMessage): void => {
  if (message.kind === 'step1') document.answer(peer, message.stateVector);
  if (message.kind === 'awareness') document.awareness?.hear(peer, message.states);
  if (message.kind === 'update' && !isEmptyUpdate(message.update)) document.receive(peer, message.update);
};
