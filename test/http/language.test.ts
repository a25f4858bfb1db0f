import { io } from 'socket.io-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { protocolVersion } from '../../shared/wire/version.ts';
import type { Answer } from '../../shared/wire/down.ts';
import { sentenceFor } from '../../shared/words/problems.ts';
import { openHall, phone, startService, type Client, type Hall, type Service } from '../support/service.ts';

let service: Service;
let hall: Hall;
let anna: Client;

/** Anna chose English on a page; her phone itself asks for Swedish. */
beforeAll(async () => {
  service = await startService();
  hall = await openHall(service);
  anna = await phone(service, hall);
  anna.cookies.set('language', 'en');
});
afterAll(async () => {
  expect(service.failures).toEqual([]);
  await service.stop();
});

const headers = { 'accept-language': 'sv-SE,sv;q=0.9' };
const note = () => ({
  ...{ v: protocolVersion, id: crypto.randomUUID(), verb: 'note.write', meetingId: hall.meetingId },
  body: { noteId: crypto.randomUUID(), stepId: hall.step('collect'), text: 'Bussen går sällan' },
});
const closed = sentenceFor({ code: 'step_closed' }, 'en');
const sentenceIn = async (response: Response) => ((await response.json()) as { sentence: string }).sentence;

test('[WD7] over HTTP a refusal is in the language she chose, also where no command was read', async () => {
  expect(await sentenceIn(await anna.fetch('/api/v1/commands', { body: note(), headers }))).toBe(closed);
  const nowhere = await anna.fetch('/api/v1/nowhere', { headers });
  expect(await sentenceIn(nowhere)).toBe(sentenceFor({ code: 'not_found' }, 'en'));
  const foreign = { ...headers, origin: 'http://elsewhere.example' };
  const refused = await anna.fetch('/api/v1/commands', { body: note(), headers: foreign });
  expect(await sentenceIn(refused)).toBe(sentenceFor({ code: 'not_allowed' }, 'en'));
});

test('[WD7] and so it is on the live line', async () => {
  const socket = io(anna.url, {
    ...{ forceNew: true, reconnection: false, transports: ['websocket'] },
    query: { meeting: hall.meetingId },
    extraHeaders: { ...headers, cookie: anna.cookie, origin: anna.url },
  });
  const answer = (await socket.timeout(5000).emitWithAck('command', note())) as Answer;
  socket.close();
  expect(answer).toMatchObject({ ok: false, sentence: closed });
});
