import * as Y from 'yjs';
import { ok, refuse, type Result } from '../../../shared/domain/problem.ts';
import { bounds } from './bounds.ts';
import type { Range } from './outline.ts';

/** Whose client ids are whose: an id belongs for good to who first wrote with it. */
export interface Owners {
  /** The ids that would be bound to `person` by these new ranges, or why she may not write them. */
  claim(ranges: readonly Range[], person: string): Result<number[]>;
  bind(clients: readonly number[], person: string): void;
}

/** `stored` are the bindings from before; an id the document knows and they do not is nobody's to write with. */
export const makeOwners = (doc: Y.Doc, stored: ReadonlyMap<number, string>): Owners => {
  const owners = new Map(stored);
  const counts = new Map<string, number>();
  for (const person of stored.values()) counts.set(person, (counts.get(person) ?? 0) + 1);
  const isTaken = (client: number, person: string): boolean => {
    const owner = owners.get(client);
    if (owner !== undefined) return owner !== person;
    return client === doc.clientID || Y.getState(doc.store, client) > 0;
  };
  return {
    claim: (ranges, person) => {
      const clients = ranges.map((range) => range.client);
      if (clients.some((client) => isTaken(client, person))) return refuse('not_allowed');
      const fresh = clients.filter((client) => !owners.has(client));
      const own = (counts.get(person) ?? 0) + fresh.length;
      const all = doc.store.clients.size + fresh.length;
      const many = fresh.length > bounds.newClientsPerUpdate || own > bounds.clientsPerPerson;
      const tooMany = fresh.length > 0 && (many || all > bounds.clientsPerDocument);
      return tooMany ? refuse('too_many') : ok(fresh);
    },
    bind: (clients, person) => {
      for (const client of clients) owners.set(client, person);
      counts.set(person, (counts.get(person) ?? 0) + clients.length);
    },
  };
};
