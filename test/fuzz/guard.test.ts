import { isDeepStrictEqual } from 'node:util';
import * as Y from 'yjs';
import { describe, expect, test } from 'vitest';
import { groupNotes, placeNotes, readThemes } from '../../shared/documents/themes.ts';
import { themesAreValid } from '../../shared/documents/themes-valid.ts';
import { chanceFrom, seeds, type Chance } from './chance.ts';
import { forge } from './forgeries.ts';
import { liveThrough, Server } from './honest.ts';

/** Seeds that once found something. */
const keptHonest = [1];
const keptForged = [1];

describe('honest people', () => {
  test('[FZ1] forty people arrange, undo, go offline and reload: nothing is refused, all copies are equal', () => {
    for (const seed of seeds(keptHonest, 2)) {
      const { server, crowd } = liveThrough(chanceFrom(seed), { people: 40, steps: 1500 });
      const refusals = crowd.flatMap((person) => person.refusals);
      expect({ seed, refusals }).toEqual({ seed, refusals: [] });
      const wanted = readThemes(server.doc);
      const differ = crowd.filter(({ doc }) => !isDeepStrictEqual(readThemes(doc), wanted));
      expect({ seed, differ: differ.map((person) => person.name) }).toEqual({ seed, differ: [] });
      expect([seed, themesAreValid(server.doc)]).toEqual([seed, true]);
      expect(server.counts.admitted).toBeGreaterThan(500);
      if (process.env.FUZZ_SEED)
        console.log(
          server.counts,
          Y.encodeStateAsUpdate(server.doc).length,
          server.owners.size,
          server.doc.store.clients.size,
        );
    }
  }, 60_000);
});

/** A document with the server's words and an honest facilitator's, and one who means ill and has written once. */
const besieged = (chance: Chance) => {
  const server = new Server(chance.uint32());
  const honest = new Y.Doc();
  const [victim, own] = [chance.uint32(), chance.uint32()];
  honest.clientID = victim;
  groupNotes(honest, {}, { id: 't1', title: 'Resor', noteIds: ['n1', 'n2', 'n3'] });
  placeNotes(honest, {}, ['n2', 'n4'], 't1');
  expect(server.receive(Y.encodeStateAsUpdate(honest), 'anna')).toBeUndefined();
  const attacker = new Y.Doc();
  attacker.clientID = own;
  attacker.getMap('titles').set('t2', 'Hej');
  expect(server.receive(Y.encodeStateAsUpdate(attacker), 'mallory')).toBeUndefined();
  return { server, honest, victim, own };
};

/** Everything that must hold whatever was sent; `screen` has followed what the server passed on. */
const problemsOf = (server: Server, screen: Y.Doc): string[] => {
  const { pendingStructs, pendingDs } = server.doc.store;
  const reread = new Y.Doc();
  Y.applyUpdate(reread, Y.encodeStateAsUpdate(server.doc));
  const wanted = readThemes(server.doc);
  return [
    pendingStructs !== null || pendingDs !== null ? 'pending' : '',
    themesAreValid(server.doc) ? '' : 'invalid',
    isDeepStrictEqual(readThemes(screen), wanted) ? '' : 'a screen differs',
    isDeepStrictEqual(readThemes(reread), wanted) ? '' : 'a newcomer differs',
  ].filter((problem) => problem !== '');
};

describe('forgeries', () => {
  test('[FZ2] whatever is sent, the document stays valid, nothing pends, and the honest write on', () => {
    for (const seed of seeds(keptForged, 39)) {
      const chance = chanceFrom(seed);
      const { server, honest, victim, own } = besieged(chance);
      const screen = new Y.Doc();
      Y.applyUpdate(screen, Y.encodeStateAsUpdate(server.doc));
      server.listeners.add((update) => Y.applyUpdate(screen, update));
      server.listeners.add((update) => Y.applyUpdate(honest, update));
      for (let i = 0; i < 500; i += 1) {
        const others = (): string =>
          JSON.stringify([victim, server.doc.clientID].map((id) => Y.getState(server.doc.store, id)));
        const [before, clocks] = [Y.encodeStateAsUpdate(server.doc), others()];
        const update = forge(chance, { doc: server.doc, own, victim });
        const refused = server.receive(update, 'mallory');
        const about = { seed, i, refused, update: Buffer.from(update).toString('hex') };
        server.flush();
        if (refused)
          expect({ ...about, same: isDeepStrictEqual(Y.encodeStateAsUpdate(server.doc), before) }).toEqual({
            ...about,
            same: true,
          });
        else expect({ ...about, problems: problemsOf(server, screen) }).toEqual({ ...about, problems: [] });
        expect({ ...about, clocks: others() }).toEqual({ ...about, clocks });
      }
      const since = Y.encodeStateVector(honest);
      placeNotes(honest, {}, ['n9'], 't1');
      expect([seed, server.receive(Y.encodeStateAsUpdate(honest, since), 'anna')]).toEqual([seed, undefined]);
      expect([seed, server.doc.getMap('placement').get('n9')]).toEqual([seed, 't1']);
      if (process.env.FUZZ_SEED) console.log(server.counts);
    }
  }, 60_000);
});
