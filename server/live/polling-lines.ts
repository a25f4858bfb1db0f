import { ServerResponse, type IncomingMessage } from 'node:http';
import type { Socket } from 'socket.io';
import type { Problem } from '../../shared/domain/problem.ts';
import { refuseRequest } from '../http-refusal.ts';
import type { Io } from './announcer.ts';
import { hasSeat, type Seats } from './fair-seats.ts';
import { limits } from './limits.ts';

type Line = Socket['conn'];
/** What socket.io has read of the address; asking it, and not the address anew, nobody can mean two things by it. */
type Asked = IncomingMessage & { _query: Partial<Record<string, string>> };

interface Seat {
  person: string;
  line?: Line;
}

export interface PollingDeps {
  /** Who asks for a line to which meeting; undefined for somebody who may have none. */
  personOf(asked: { meeting: unknown; cookie: string | undefined }): Promise<string | undefined>;
  report(failure: unknown): void;
}

/**
 * A line by long polling is no connection, only our promise to remember somebody until she asks again: nothing in the
 * network bounds them, and one address once opened twelve thousand. So it is asked who comes before there is a line, and
 * lines are counted by person. Not by address: a hall has one, and where a guest network stops WebSockets, all poll.
 */
export const boundPolling = (io: Io, deps: PollingDeps): void => {
  const seats = new Set<Seat>();
  const given = new WeakMap<IncomingMessage, Seat>();
  const all: Seats<Seat> = { lines: seats, most: limits.pollingLines, end: (seat) => end(seats, seat) };
  io.engine.use((request: Asked, response: ServerResponse, next: () => void) => {
    if (!opensLine(request, response)) return next();
    void whoAsks(deps, request).then((found) => {
      // She has hung up meanwhile, and nothing would ever give her seat back.
      if (response.destroyed) return;
      if ('code' in found) return refuseRequest(request, response, found);
      if (!hasSeat(all, found.person)) return refuseRequest(request, response, full);
      seats.add(found);
      given.set(request, found);
      response.once('close', () => found.line ?? seats.delete(found));
      next();
    });
  });
  io.engine.on('connection', (line: Line) => {
    const seat = given.get(line.request);
    if (!seat) return;
    if (!seats.has(seat)) return line.close(true);
    seat.line = line;
    const leave = () => seats.delete(seat);
    line.once('close', leave).once('upgrade', leave);
  });
};

const opensLine = ({ _query: query }: Asked, response: ServerResponse): boolean =>
  response instanceof ServerResponse && query.transport === 'polling' && !query.sid;

const end = (seats: Set<Seat>, seat: Seat): void => {
  seats.delete(seat);
  seat.line?.close(true);
};

const full: Problem = { code: 'busy', retryAfter: 5000 };

/** A seat for her, or why she may have none. */
const whoAsks = async (deps: PollingDeps, request: Asked): Promise<Seat | Problem> => {
  try {
    const { meeting } = request._query;
    const person = await deps.personOf({ meeting, cookie: request.headers.cookie });
    return person === undefined ? { code: 'not_signed_in' } : { person };
  } catch (failure) {
    deps.report(failure);
    return full;
  }
};
