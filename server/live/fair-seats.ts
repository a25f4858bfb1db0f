import { limits } from './limits.ts';
import type { LiveDocument } from './live-document.ts';
import type { Peer } from './peer.ts';

/**
 * Whether there is room for one more reader. When a document is full, whoever holds most of its lines, more than anybody
 * needs, gives one up to another person: one phone must not be able to keep a whole hall out.
 */
export const hasSeat = (document: LiveDocument, newcomer: string, tooMany: number): boolean => {
  if (document.peers.size < limits.socketsPerMeeting) return true;
  const [line, ...others] = mostLines(document.peers);
  if (!line || line.person === newcomer || others.length < limits.linesPerPerson) return false;
  document.leave(line);
  line.close(tooMany, 'too_many');
  return true;
};

/** All lines of the person who holds most, the oldest first. */
const mostLines = (peers: ReadonlySet<Peer>): Peer[] => {
  const byPerson = new Map<string, Peer[]>();
  for (const peer of peers) {
    const lines = byPerson.get(peer.person);
    if (lines) lines.push(peer);
    else byPerson.set(peer.person, [peer]);
  }
  return [...byPerson.values()].reduce<Peer[]>(
    (most, lines) => (lines.length > most.length ? lines : most),
    [],
  );
};
