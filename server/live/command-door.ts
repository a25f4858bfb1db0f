import type { Socket } from 'socket.io';
import type { Db } from '../../db/connect.ts';
import { eventAccess, lineAccess, mayUse } from '../../shared/wire/access.ts';
import { textOf } from '../../shared/wire/text.ts';
import { protocolVersion } from '../../shared/wire/version.ts';
import type { Answer, ClientEvents, ServerEvents } from '../../shared/wire/down.ts';
import type { Language } from '../../shared/words/language.ts';
import { sentenceFor } from '../../shared/words/problems.ts';
import { askedLanguage } from '../asked-language.ts';
import { participantIn, rolesFor, type Actor } from '../actor.ts';
import type { Services } from '../services.ts';
import { meetingById } from '../store/meetings.ts';
import type { Role } from '../../shared/domain/role.ts';
import { everybody, facilitators, phonesOf, screens, type Announcer, type Io } from './announcer.ts';
import { bucket, limits } from './limits.ts';
import { boundPolling } from './polling-lines.ts';
import type { Presence } from './presence.ts';

export interface CommandDoorDeps {
  io: Io;
  read: Db;
  run: Services['run'];
  whoIs(headers: Headers): Promise<Actor>;
  presence: Presence;
  announcer: Announcer;
  now(): number;
  /** Milliseconds that never jump, for limits. */
  steady(): number;
  report(failure: unknown): void;
}

interface Asked {
  meeting: unknown;
  cookie: string | undefined;
}
type Client = Socket<ClientEvents, ServerEvents>;
interface Seat {
  actor: Actor;
  meetingId: string;
  roles: Role[];
  person: string;
  participantId: string | undefined;
}

/** The socket.io side: commands with answers, the clock, and numbers. It carries no documents. */
export const openCommandDoor = (deps: CommandDoorDeps): void => {
  boundPolling(deps.io, {
    personOf: async (asked) => (await seat(deps, asked))?.person,
    report: deps.report,
  });
  deps.io.use((socket, next) => {
    seat(deps, askedBy(socket))
      .then((found) => {
        if (found) socket.data = found;
        next(found ? undefined : new Error('not_signed_in'));
      })
      .catch((failure: unknown) => {
        deps.report(failure);
        next(new Error('busy'));
      });
  });
  deps.io.on('connection', (socket) => welcome(deps, socket));
};

/** Ends the lines of people who take part no longer. */
export const endLines = (io: Io, people: ReadonlySet<string>): void => {
  for (const socket of io.sockets.sockets.values())
    if (people.has((socket.data as Seat).participantId ?? '')) socket.disconnect(true);
};

/**
 * A right that was taken away ends the line it opened: numbers of a room are no longer that person's to read.
 * Participants' rights end with the meeting, so only staff are looked at again, also those who take part themselves.
 */
const recheck = async (deps: CommandDoorDeps, socket: Client): Promise<void> => {
  try {
    const found = await seat(deps, askedBy(socket));
    if (!found || found.roles.join() !== (socket.data as Seat).roles.join()) socket.disconnect(true);
  } catch (failure) {
    deps.report(failure);
  }
};

/** Where this browser sits in the meeting it asks for, if it may be there at all. */
const seat = async (deps: CommandDoorDeps, { meeting: asked, cookie }: Asked): Promise<Seat | undefined> => {
  const meetingId = textOf(asked);
  const meeting = meetingId.length <= 64 ? await meetingById(deps.read, meetingId) : undefined;
  if (!meeting) return undefined;
  const actor = await deps.whoIs(headersOf(cookie));
  const roles = rolesFor(actor, { meetingId, municipalityCode: meeting.municipalityCode });
  if (!mayUse(lineAccess, roles)) return undefined;
  const participantId = participantIn(actor, meetingId);
  return {
    actor,
    meetingId,
    roles,
    participantId,
    person: participantId ?? actor.user?.id ?? `screen:${meetingId}`,
  };
};

const askedBy = ({ handshake }: Client): Asked => ({
  meeting: handshake.query.meeting,
  cookie: handshake.headers.cookie,
});

const headersOf = (cookie: string | undefined): Headers => new Headers(cookie ? { cookie } : {});

const welcome = (deps: CommandDoorDeps, socket: Client): void => {
  const { actor, meetingId, roles, participantId, person } = socket.data as Seat;
  const counted = participantId !== undefined;
  void socket.join(everybody(meetingId));
  if (participantId !== undefined) void socket.join(phonesOf(participantId));
  if (roles.includes('facilitator')) void socket.join(facilitators(meetingId));
  if (roles.includes('screen')) void socket.join(screens(meetingId));
  const role =
    participantId !== undefined ? 'participant' : roles.includes('facilitator') ? 'facilitator' : 'screen';
  socket.emit('hello', {
    now: deps.now(),
    v: protocolVersion,
    role,
    ...(participantId === undefined ? {} : { participantId }),
  });
  if (counted) deps.presence.come(meetingId, person);
  deps.announcer.counts(meetingId);
  const check = actor.user ? setInterval(() => void recheck(deps, socket), limits.recheck) : undefined;
  socket.on('disconnect', () => {
    clearInterval(check);
    if (counted) deps.presence.go(meetingId, person);
    deps.announcer.counts(meetingId);
  });
  listen(deps, socket);
};

const listen = (deps: CommandDoorDeps, socket: Client): void => {
  const language = askedLanguage(socket.handshake.headers);
  bound(deps, socket, (envelope, reply) => reply(tooMany(envelope, language)));
  hear(socket, {
    clock: (answer: unknown) => {
      if (typeof answer === 'function') (answer as (now: number) => void)(deps.now());
    },
    command: (envelope: unknown, answer: unknown) => {
      void handle(deps, socket, { envelope, language }).then(replyOf(answer), (failure: unknown) =>
        deps.report(failure),
      );
    },
  });
};

/** What has no row in the access table, or another role's, is not heard. */
const hear = (socket: Client, handlers: Record<keyof ClientEvents, (...said: unknown[]) => void>): void => {
  const { roles } = socket.data as Seat;
  for (const event of Object.keys(eventAccess.up) as (keyof ClientEvents)[])
    if (mayUse(eventAccess.up[event], roles)) socket.on(event, handlers[event]);
};

type Reply = (answer: Answer) => void;

/** A client that forgets the answer function must not be able to bring the process down. */
const replyOf = (answer: unknown): Reply =>
  typeof answer === 'function' ? (answer as Reply) : () => undefined;

/** Everything a line says is counted. Too much is answered so for a while; then the line is closed. */
const bound = (
  deps: CommandDoorDeps,
  socket: Client,
  refuseOne: (envelope: unknown, reply: Reply) => void,
): void => {
  const allowed = bucket(limits.commandsPerSecond, limits.commandBurst);
  const patience = bucket(limits.commandsPerSecond, limits.refusedCommands);
  socket.use((packet, next) => {
    // We speak text only: a binary attachment is nobody's of ours.
    if (packet.some((part: unknown) => part instanceof Uint8Array)) return void socket.disconnect(true);
    if (allowed(deps.steady())) return next();
    if (!patience(deps.steady())) return void socket.disconnect(true);
    refuseOne(packet[1], replyOf(packet.at(-1)));
  });
};

/**
 * Who a member of staff is, is asked anew at each command: a role that was taken away is gone at once. A participant
 * stays who she is for as long as her line lives.
 */
const handle = async (
  deps: CommandDoorDeps,
  socket: Client,
  { envelope, language }: { envelope: unknown; language: Language },
): Promise<Answer> => {
  const { actor: known } = socket.data as Seat;
  const actor = known.user ? await deps.whoIs(headersOf(askedBy(socket).cookie)) : known;
  return deps.run(envelope, { actor, door: 'socket', language });
};

const tooMany = (envelope: unknown, language: Language): Answer => {
  const problem = { code: 'too_many', retryAfter: 1000 } as const;
  const id = textOf((envelope as { id?: unknown } | null)?.id).slice(0, 64);
  return { ok: false, id, problem, sentence: sentenceFor(problem, language), remedy: 'retry' };
};
