import * as Y from 'yjs';
import { limits } from '../../server/live/limits.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readDesk } from '../../shared/documents/desk.ts';
import { readRoom } from '../../shared/documents/room.ts';
import { groupNotes, nameTheme, placeNotes, readThemes, undoFor } from '../../shared/documents/themes.ts';
import { updateFrame } from '../../server/live/frames.ts';
import { openDocument, openThemes, type OpenDocument } from '../support/documents.ts';
import {
  openHall,
  phone,
  staff,
  startService,
  type Client,
  type Hall,
  type Service,
} from '../support/service.ts';

let service: Service;
let hall: Hall;
let anna: Client;
let lead2: Client;
const about = () => ({ meetingId: hall.meetingId });
const opened: OpenDocument[] = [];
const keep = (document: OpenDocument): OpenDocument => {
  opened.push(document);
  return document;
};

beforeAll(async () => {
  service = await startService();
  hall = await openHall(service);
  anna = await phone(service, hall);
  lead2 = await staff(service, ['facilitator']);
  await hall.facilitator.must('step.open', { stepId: hall.step('collect') }, about());
});
afterAll(async () => {
  opened.forEach((document) => document.close());
  expect(service.failures).toEqual([]);
  await service.stop();
});

const write = async (text: string): Promise<string> => {
  const noteId = crypto.randomUUID();
  await anna.must('note.write', { noteId, stepId: hall.step('collect'), text }, about());
  return noteId;
};
const bytesOf = (build: (doc: Y.Doc) => void, clientId = 1): Uint8Array => {
  const doc = new Y.Doc();
  doc.clientID = clientId;
  build(doc);
  return Y.encodeStateAsUpdate(doc);
};

describe('live documents', () => {
  test('[DC7] a note reaches the desk at once and the room when it is revealed', async () => {
    const desk = keep(await openDocument(hall.facilitator, 'desk', hall.meetingId));
    const room = keep(await openDocument(anna, 'room', hall.meetingId));
    await write('Fibern är bra');
    await desk.until((doc) => readDesk(doc).notes.some((n) => n.text === 'Fibern är bra'));
    expect(readRoom(room.doc).notes).toEqual([]);
    await hall.facilitator.must('notes.reveal', { stepId: hall.step('collect'), revealed: true }, about());
    await room.until((doc) => readRoom(doc).notes.some((n) => n.t === 'Fibern är bra'));
  });

  test('[DC1] who reads a document cannot write it', async () => {
    const room = keep(await openDocument(anna, 'room', hall.meetingId));
    room.send(updateFrame(bytesOf((doc) => doc.getMap('meeting').set('meeting', { title: 'kapad' }))));
    expect(await room.closed).toBe(4403);
    const again = keep(await openDocument(anna, 'room', hall.meetingId));
    expect(readRoom(again.doc).meeting?.title).toBe('Bymöte');
    const deskAsPhone = await openDocument(anna, 'desk', hall.meetingId);
    expect(await deskAsPhone.closed).toBe(4403);
    const nobody = await openDocument(
      { ...anna, cookie: '', url: anna.url } as Client,
      'room',
      hall.meetingId,
    );
    expect(await nobody.closed).toBe(4401);
  });

  test('[DC2] forged, broken and strange updates are refused and change nothing', async () => {
    const honest = keep(await openThemes(hall.facilitator, hall.meetingId));
    const noteId = await write('ska ligga kvar');
    groupNotes(honest.doc, {}, { id: 't-1', title: 'Kvar', noteIds: [noteId] });
    await honest.stored();
    const victim = honest.doc.clientID;
    const before = JSON.stringify(readThemes(honest.doc));
    const bombs: [string, Uint8Array][] = [
      ['another’s client id', continuing(honest.doc, victim)],
      ['unknown root', bytesOf((doc) => doc.getMap('secrets').set('a', 1), 77)],
      ['a text instead of a register', bytesOf((doc) => doc.getText('titles').insert(0, 'x'), 78)],
      ['a value of the wrong kind', bytesOf((doc) => doc.getMap('order').set('t-9', 'first'), 79)],
      ['noise', Uint8Array.from({ length: 40 }, (_, i) => (i * 37) % 256)],
      ['a gap', gap()],
      ['deletes of what does not exist yet', farDelete(victim)],
    ];
    for (const [name, bomb] of bombs) {
      const attacker = await openThemes(lead2, hall.meetingId);
      // A gap is asked about a few times first: an honest facilitator coming back can cause one.
      for (let i = 0; i < limits.askAgain + 2; i += 1)
        if (attacker.socket.readyState === attacker.socket.OPEN) attacker.send(updateFrame(bomb));
      expect([name, await attacker.closed]).toEqual([name, 4400]);
    }
    const fresh = keep(await openThemes(lead2, hall.meetingId));
    expect(JSON.stringify(readThemes(fresh.doc))).toBe(before);
    nameTheme(honest.doc, {}, 't-1', 'Skriver vidare');
    await honest.stored();
    await fresh.until((doc) => readThemes(doc).themes[0]?.title === 'Skriver vidare');
  });

  test('[DC5] a foreign or missing Origin is refused on both upgrades', async () => {
    const status = async (path: string, origin: string | undefined): Promise<number> =>
      new Promise((resolve, reject) => {
        void import('node:http').then(({ get }) => {
          const { port } = new URL(service.url);
          const request = get({
            port,
            host: '127.0.0.1',
            path,
            headers: {
              host: new URL(service.url).host,
              connection: 'Upgrade',
              upgrade: 'websocket',
              'sec-websocket-version': '13',
              'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
              cookie: anna.cookie,
              ...(origin === undefined ? {} : { origin }),
            },
          });
          request.on('upgrade', (response, socket) => {
            socket.destroy();
            resolve(response.statusCode ?? 0);
          });
          request.on('response', (response) => resolve(response.statusCode ?? 0));
          request.on('error', reject);
        });
      });
    const yjs = `/yjs/room/${hall.meetingId}?v=1`;
    const io = `/socket.io/?EIO=4&transport=websocket&meeting=${hall.meetingId}`;
    for (const path of [yjs, io]) {
      expect(await status(path, service.url)).toBe(101);
      for (const evil of ['https://evil.example', 'null', `${service.url}.evil.example`, undefined])
        expect([path, evil, await status(path, evil)]).toEqual([path, evil, 403]);
    }
    const polling = await fetch(
      `${service.url}/socket.io/?EIO=4&transport=polling&meeting=${hall.meetingId}`,
      {
        headers: { origin: 'https://evil.example', cookie: anna.cookie },
      },
    );
    expect(polling.status).toBe(403);
  });

  test('[DC6] another epoch and an old version are refused with their own codes', async () => {
    expect(await (await openDocument(anna, 'room', hall.meetingId, { query: 'v=1&epoch=99' })).closed).toBe(
      4409,
    );
    for (const version of ['0', '-1', '2', 'x', 'NaN', ''])
      expect([
        version,
        await (await openDocument(anna, 'room', hall.meetingId, { query: `v=${version}` })).closed,
      ]).toEqual([version, 4406]);
  });

  test('[TH5] two facilitators, one away for a while: every note in exactly one place, undo only one’s own', async () => {
    const noteIds = [await write('a'), await write('b'), await write('c')] as const;
    const one = keep(await openThemes(hall.facilitator, hall.meetingId));
    const two = await openThemes(lead2, hall.meetingId);
    const [handOne, handTwo] = [{ one: 1 }, { two: 2 }];
    const undoTwo = undoFor(two.doc, handTwo);
    two.goAway();
    groupNotes(one.doc, handOne, { id: 'tema-1', title: 'Ett', noteIds: [noteIds[0], noteIds[1]] });
    groupNotes(two.doc, handTwo, { id: 'tema-2', title: 'Två', noteIds: [noteIds[1], noteIds[2]] });
    await one.stored();
    const back = keep(await openDocument(lead2, 'themes', hall.meetingId, { doc: two.doc }));
    await back.stored();
    await one.until((doc) => readThemes(doc).themes.some((t) => t.id === 'tema-2'));
    await back.until((doc) => readThemes(doc).themes.some((t) => t.id === 'tema-1'));
    const [a, b] = [readThemes(one.doc), readThemes(back.doc)];
    expect(a).toEqual(b);
    for (const id of noteIds) expect(a.themes.filter((t) => t.noteIds.includes(id))).toHaveLength(1);
    undoTwo.undo();
    await back.stored();
    await one.until((doc) => !readThemes(doc).themes.some((t) => t.id === 'tema-2'));
    expect(readThemes(one.doc).themes.some((t) => t.id === 'tema-1')).toBe(true);
    placeNotes(one.doc, handOne, [noteIds[2]], 'tema-1');
    await one.stored();
    expect(readThemes(one.doc).placement[noteIds[2]]).toBe('tema-1');
  });

  test('[DC4] after a restart everybody has the same documents', async () => {
    const before = keep(await openThemes(hall.facilitator, hall.meetingId));
    const room = keep(await openDocument(anna, 'room', hall.meetingId));
    const placed = (doc: Y.Doc) => readRoom(doc).notes.filter((n) => n.h === 'tema-1').length;
    await room.until(
      (doc) => placed(doc) === readThemes(before.doc).themes.find((t) => t.id === 'tema-1')?.noteIds.length,
    );
    const [themes, notes] = [readThemes(before.doc), readRoom(room.doc).notes];
    await service.app.stop();
    service.app = (await startService({ dataDir: service.dataDir })).app;
    service.url = service.app.origin();
    for (const client of [hall.facilitator, anna]) Object.assign(client, { url: service.url });
    const after = keep(await openDocument(hall.facilitator, 'themes', hall.meetingId, { doc: before.doc }));
    const fresh = keep(await openThemes(hall.facilitator, hall.meetingId));
    expect(readThemes(after.doc)).toEqual(themes);
    expect(readThemes(fresh.doc)).toEqual(themes);
    const roomAfter = keep(await openDocument(anna, 'room', hall.meetingId, { doc: room.doc }));
    expect(readRoom(roomAfter.doc).notes).toEqual(notes);
  });
});

/** The next words under somebody else's id, with her own clock. */
const continuing = (of: Y.Doc, clientId: number): Uint8Array => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(of));
  const before = Y.encodeStateVector(doc);
  doc.clientID = clientId;
  doc.getMap('titles').set('t-1', 'kapad');
  return Y.encodeStateAsUpdate(doc, before);
};

/** An honest author's second update without the first. */
const gap = (): Uint8Array => {
  const doc = new Y.Doc();
  doc.clientID = 80;
  doc.getMap('titles').set('a', 'x');
  const after = Y.encodeStateVector(doc);
  doc.getMap('titles').set('b', 'y');
  return Y.encodeStateAsUpdate(doc, after);
};

/** No structs; one deletion of ten thousand signs the victim has not written yet. */
const farDelete = (client: number): Uint8Array => {
  const out: number[] = [0, 1];
  const uint = (n: number): void => {
    let rest = n;
    while (rest > 127) {
      out.push((rest % 128) + 128);
      rest = Math.floor(rest / 128);
    }
    out.push(rest);
  };
  uint(client);
  uint(1);
  uint(5000);
  uint(10_000);
  return Uint8Array.from(out);
};
