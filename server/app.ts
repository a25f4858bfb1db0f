import compression from 'compression';
import express from 'express';
import { randomBytes } from 'node:crypto';
import type { Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { constants } from 'node:zlib';
import { makeAuth, type Auth } from './auth.ts';
import { systemChance } from './chance.ts';
import { makeRun } from './commands/run.ts';
import type { Config } from './config.ts';
import { makeDoor } from './door.ts';
import { makeExports } from './exports/beside.ts';
import { mountApi } from './http/api.ts';
import { answerOwn } from './http/foreign.ts';
import { secureHeaders } from './http/headers.ts';
import { listen, openHttp } from './http/server.ts';
import { routeUpgrades } from './http/upgrades.ts';
import { isOwnOrigin } from './http/origin.ts';
import { mountPages } from './http/pages.ts';
import { withHttpShare } from './http-share.ts';
import { makeWhoIs } from './identity.ts';
import { countsOf, makeAnnouncer, progressOf, type Io } from './live/announcer.ts';
import { endLines, openCommandDoor } from './live/command-door.ts';
import { openIo } from './live/open-io.ts';
import { documentName, makeDocuments, type Documents } from './live/documents.ts';
import { openDocumentDoor } from './live/document-door.ts';
import { makePresence } from './live/presence.ts';
import { makePublisher } from './live/publish.ts';
import { makeVersions } from './live/versions.ts';
import { makeVersionsList } from './live/versions-list.ts';
import { deskFacts, roomFacts } from './live/room-facts.ts';
import { makeMail } from './mail.ts';
import { servicesKey, type Services } from './services.ts';
import { makeSignIn, setupToken } from './sign-in.ts';
import { makeHealth } from './store/health.ts';
import { openStore, type Store } from './store/store.ts';
import { setSetting, setting } from './store/upkeep.ts';
import { makeViews } from './views/index.ts';

export interface App {
  http: HttpServer;
  /** Where people reach it, without a slash at the end. */
  origin(): string;
  services: Services;
  store: Store;
  auth: Auth;
  /** The link that makes the first administrator, while there is none. */
  setupLink: string | undefined;
  listen(): Promise<void>;
  /** Takes no more, stores what is under way, says goodbye, closes the database. */
  stop(): Promise<void>;
}

/** Wires the whole service: one process, one port. Throws when the database cannot be trusted. */
export const createApp = async (
  config: Config,
  { report = console.error, pages = true }: { report?: (failure: unknown) => void; pages?: boolean } = {},
): Promise<App> => {
  const store = openStore(config.dataDir, { alone: true });
  const chance = systemChance;
  const now = () => new Date();
  let stopped = false;
  // What was left for later when we stop needs no doing: documents are brought in step with the facts at load.
  const after = (ms: number, run: () => void) => {
    if (ms <= 0) setImmediate(() => stopped || run());
    else setTimeout(() => stopped || run(), ms).unref();
  };
  // Waiting times and limits must not follow a clock that somebody sets in the middle of a meeting.
  const steady = () => performance.now();
  const http = openHttp();
  const mail = config.smtp && makeMail(config.smtp);
  const secret = await secretOf(config, store);
  const auth = makeAuth({ db: store.auth, secret, origin: config.origin, mail });
  const exports = makeExports(config.dataDir);
  const origin = () =>
    config.origin ?? `http://localhost:${(http.address() as AddressInfo | null)?.port ?? config.port}`;

  const whoIs = makeWhoIs({
    read: store.read,
    staff: async (headers) => (await auth.api.getSession({ headers }))?.user,
  });
  const presence = makePresence();
  let io: Io | undefined = undefined;
  const announcer = makeAnnouncer({ io: () => io, read: store.read, presence, after, onFailure: report });
  let documents: Documents | undefined = undefined;
  const publisher = makePublisher({
    read: store.read,
    write: store.write,
    gathered: store.gathered,
    documents: () => documents as Documents,
    announce: (change) => {
      announcer.announce(change);
      if (change.what === 'left') endAllLines(change.participantIds, io, documentDoor);
      // What closing cut must be gone from the write-ahead log too, not only from the tables.
      if (change.what !== 'closed') return;
      documents?.end(documentName('themes', change.meetingId));
      store.settle().catch(report);
    },
    after,
    onFailure: report,
  });
  const common = { read: store.read, write: store.write, chance, now: Date.now, after, onFailure: report };
  const versions = makeVersions({ ...common, documents: () => documents as Documents });
  documents = makeDocuments({
    read: store.read,
    // What comes out of a document has waited for others already.
    write: store.writeNow,
    chance,
    clock: { now: steady, after },
    now: Date.now,
    prepare: (document) => {
      if (document.name.startsWith('themes/')) versions.follow(document);
      return publisher.prepare(document);
    },
    onFailure: report,
  });
  const room = async (meetingId: string) =>
    roomFacts(store.read, meetingId, await publisher.arrangement(meetingId));
  const services: Services = {
    run: makeRun({
      write: store.write,
      now,
      chance,
      arrangement: publisher.arrangement,
      publish: (changes) => {
        publisher.publish(changes);
        return versions.hear(changes);
      },
      report,
    }),
    views: makeViews({
      store,
      chance,
      now,
      live: {
        read: store.read,
        now: Date.now,
        room,
        desk: (id) => deskFacts(store.read, id),
        arrangement: publisher.arrangement,
        counts: (id) => countsOf(store.read, presence, id),
        progress: (id) => progressOf(store.read, id),
        versions: makeVersionsList(store.read),
        epoch: (kind, id) => documents.epoch(documentName(kind, id)),
      },
      origin: (seen) => config.origin ?? seen ?? origin(),
    }),
    door: makeDoor({ store, chance, now, joined: announcer.counts }),
    signIn: makeSignIn({ auth, store, chance, now, mailIsSet: mail !== undefined }),
    now: Date.now,
    demoNotice: config.demoNotice,
  };
  (globalThis as Record<symbol, unknown>)[servicesKey] = { services, whoIs };

  const ownOrigin = (request: Parameters<typeof isOwnOrigin>[0]) => isOwnOrigin(request, config.origin);
  io = openIo(http, ownOrigin);
  openCommandDoor({
    io,
    read: store.read,
    run: services.run,
    whoIs,
    presence,
    announcer,
    now: Date.now,
    steady,
    report,
  });
  const documentDoor = openDocumentDoor({ documents, read: store.read, whoIs, now: steady, report });
  services.run = withHttpShare(services.run);
  endLostRights(services, documentDoor.recheck);
  // First in line, so that a page of somebody else's never reaches either kind of socket.
  http.prependListener(
    'upgrade',
    routeUpgrades({ isOwn: ownOrigin, documents: documentDoor.upgrade, development: config.development }),
  );

  const app = express();
  app.disable('x-powered-by').set('trust proxy', 'loopback');
  app.use(secureHeaders({ https: config.origin?.startsWith('https:') ?? false }));
  // A page is made once for each who asks and read over the worst of networks: a little more work for fewer bytes.
  app.use(compression({ brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: 7 } } }));
  mountApi(app, {
    services,
    whoIs,
    exports,
    isHealthy: makeHealth({ write: store.write, now: Date.now }),
    report,
  });
  if (pages) await mountPages(app, http, config);
  answerOwn(http, ownOrigin, app);

  const token = await setupToken({ store, chance });
  return {
    http,
    origin,
    services,
    store,
    auth,
    get setupLink() {
      return token && `${origin()}/setup/${token}`;
    },
    listen: () => listen(http, config),
    stop: async () => {
      documentDoor.stop();
      io?.disconnectSockets(true);
      await documents.stop();
      await publisher.settled();
      await versions.settled();
      const last = setTimeout(() => http.closeAllConnections(), 500);
      await io?.close();
      clearTimeout(last);
      await exports.stop();
      stopped = true;
      store.close();
    },
  };
};

/** These take part no longer, on neither of their lines. */
const endAllLines = (
  participantIds: readonly string[],
  io: Io | undefined,
  documents: { leave(people: ReadonlySet<string>): void },
): void => {
  const people = new Set(participantIds);
  if (io) endLines(io, people);
  documents.leave(people);
};

/** Whoever has lost a right writes nothing more from the answer on; what else she has open ends within seconds. */
const endLostRights = (services: Services, recheck: () => Promise<void>): void => {
  const { run, signIn } = services;
  const { out } = signIn;
  services.run = async (envelope, from) => {
    const answer = await run(envelope, from);
    if (answer.ok && verbOf(envelope) === 'role.take') await recheck();
    return answer;
  };
  signIn.out = async (headers) => {
    const gone = await out(headers);
    await recheck();
    return gone;
  };
};

const verbOf = (envelope: unknown): unknown => (envelope as { verb?: unknown }).verb;

/** Signs sign-in cookies. Made once and kept with the data when the operator sets none. */
const secretOf = async (config: Config, store: Store): Promise<string> => {
  if (config.secret) return config.secret;
  const kept = await setting(store.read, 'secret');
  if (typeof kept === 'string') return kept;
  const made = randomBytes(32).toString('base64url');
  await store.write((tx) => setSetting(tx, 'secret', made));
  return made;
};
