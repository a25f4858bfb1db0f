import * as Y from 'yjs';
import { deskFacts, roomFacts } from '../../../server/live/room-facts.ts';
import { documentName } from '../../../server/live/documents.ts';
import { readDesk, writeDesk } from '../../../shared/documents/desk.ts';
import { readRoom, writeRoom } from '../../../shared/documents/room.ts';
import { readThemes } from '../../../shared/documents/themes.ts';
import { check } from '../../support/checker.ts';
import { factsOf } from '../../support/facts.ts';
import type { DocumentClient } from './document-client.ts';
import type { Phone, Said } from './phone.ts';
import type { Server } from './server.ts';
import type { World } from './world.ts';

/** Everything that must hold once all is calm and everybody is back. One sentence for each thing that is wrong. */
export const judge = async (world: World): Promise<string[]> => {
  const { server, meetingId, everybody } = world;
  if (!server) return ['there is no server'];
  const facts = await factsOf(server.read, meetingId);
  const clients = everybody.flatMap((phone) => phone.pages.flatMap((page) => page.documents));
  const screens = clients.map(({ parts: { name, kind }, doc }) => ({
    name,
    ...(kind === 'room' ? { room: readRoom(doc) } : {}),
    ...(kind === 'desk' ? { desk: readDesk(doc) } : {}),
  }));
  return [
    ...world.findings,
    ...check({ history: facts.closed ? await followed(world, server) : world.history, facts, screens }),
    ...everybody.flatMap(unfinished),
    ...(await unlikeFacts(world, clients)),
    ...(await unlikeBoard(world, clients)),
  ];
};

/** What was said, with each dot on the theme that its theme lives on in: so they are counted at closing. */
const followed = async ({ history, meetingId }: World, { documents }: Server): Promise<Said[]> => {
  const { doc } = await documents.open(documentName('themes', meetingId));
  const { mergedInto } = readThemes(doc);
  return history.map((said) => {
    const { targetId } = said.body as { targetId?: string };
    const lives = targetId === undefined ? undefined : mergedInto[targetId];
    return lives === undefined ? said : { ...said, body: { ...(said.body as object), targetId: lives } };
  });
};

/** Each thing the phone kept was answered, nothing waits, and what was refused is still there to be read. */
const unfinished = (phone: Phone): string[] => [
  ...phone.unsent().map(({ id, verb, state }) => `${phone.name} still has ${verb} ${id} as ${state.kind}`),
  ...[...phone.said.values()].flatMap((said) => unanswered(phone, said)),
];

const unanswered = (phone: Phone, said: Said): string[] => {
  const what = `${said.verb} ${said.id} of ${phone.name}`;
  if (said.kept && said.end === 'unknown' && !said.unsure)
    return [`${what} was kept by the phone but never answered`];
  if (said.end === 'ok' || (said.end === 'unknown' && !said.unsure) || said.resent) return [];
  const entry = phone.disk.entries.get(said.id);
  const isThere = entry?.state.kind === 'refused' && entry.state.sentence !== '';
  const same = JSON.stringify(entry?.body) === JSON.stringify(said.body);
  return isThere && same ? [] : [`${what} was refused and its text is gone from the phone`];
};

/** Rooms and desks hold what the facts say, to the last field. */
const unlikeFacts = async (world: World, clients: readonly DocumentClient[]): Promise<string[]> => {
  const { server, meetingId } = world;
  if (!server) return [];
  const board = await server.documents.open(documentName('themes', meetingId));
  const [freshRoom, freshDesk] = [new Y.Doc(), new Y.Doc()];
  writeRoom(freshRoom, await roomFacts(server.read, meetingId, readThemes(board.doc)));
  writeDesk(freshDesk, await deskFacts(server.read, meetingId));
  const [room, desk] = [roomOf(freshRoom), deskOf(freshDesk)];
  return clients.flatMap(({ doc, state, parts: { kind, name } }) => {
    if (kind === 'themes') return [];
    const [shown, wanted] = kind === 'room' ? [roomOf(doc), room] : [deskOf(doc), desk];
    return shown === wanted
      ? []
      : [`${name} (${state}) differs from the facts: ${firstDifference(shown, wanted)}`];
  });
};

const unlikeBoard = async (world: World, clients: readonly DocumentClient[]): Promise<string[]> => {
  const { server, meetingId } = world;
  if (!server) return [];
  const { doc } = await server.documents.open(documentName('themes', meetingId));
  const wanted = boardOf(doc);
  const unlike = clients
    .filter(({ parts }) => parts.kind === 'themes')
    .flatMap((client) => [
      ...(boardOf(client.doc) === wanted
        ? []
        : [`${client.parts.name} differs: ${firstDifference(boardOf(client.doc), wanted)}`]),
      ...(client.saved || world.closing
        ? []
        : [`${client.parts.name} never shows that all is saved: ${client.state}`]),
    ]);
  const lost = [...world.promised]
    .filter(([client, clock]) => Y.getState(doc.store, client) < clock)
    .map(([client, clock]) => `moves of ${client} up to ${clock} were shown as saved and are gone`);
  return [...unlike, ...lost];
};

const boardOf = (doc: Y.Doc): string =>
  stable({
    themes: readThemes(doc),
    clocks: Object.fromEntries(Y.decodeStateVector(Y.encodeStateVector(doc))),
  });

/** The order of offers is that of a map; it means nothing. */
const byId = <T extends { id: string }>(list: readonly T[]): T[] =>
  [...list].sort((a, b) => (a.id < b.id ? -1 : 1));
const roomOf = (doc: Y.Doc): string => {
  const room = readRoom(doc);
  return stable({ ...room, offers: byId(room.offers) });
};
const deskOf = (doc: Y.Doc): string => {
  const desk = readDesk(doc);
  return stable({ ...desk, offers: byId(desk.offers) });
};

const stable = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );

const firstDifference = (shown: string, wanted: string): string => {
  const at = [...shown].findIndex((sign, i) => sign !== wanted[i]);
  const from = Math.max(0, at - 60);
  return `…${shown.slice(from, from + 160)}… not …${wanted.slice(from, from + 160)}…`;
};
