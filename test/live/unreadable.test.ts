import Database from 'better-sqlite3';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readRoom } from '../../shared/documents/room.ts';
import { openDocument } from '../support/documents.ts';
import { openHall, phone, startService, type Client, type Hall, type Service } from '../support/service.ts';

let service: Service;
let hall: Hall;
let anna: Client;
beforeAll(async () => {
  service = await startService();
  hall = await openHall(service);
  anna = await phone(service, hall);
});
afterAll(() => service.stop());

/** Somebody else's hand on the file: what the documents are made of cannot be read meanwhile. */
const whileUnreadable = async (work: () => Promise<void>): Promise<void> => {
  const raw = new Database(join(service.dataDir, 'bystamma.db'));
  raw.exec('ALTER TABLE offers RENAME TO offers_away');
  await work();
  raw.exec('ALTER TABLE offers_away RENAME TO offers');
  raw.close();
};

test('[DC17] a room whose facts cannot be read is an error to who opens it, and whole for the next', async () => {
  await whileUnreadable(async () => {
    expect(await (await openDocument(anna, 'room', hall.meetingId)).closed).toBe(1013);
    expect(await (await openDocument(hall.facilitator, 'desk', hall.meetingId)).closed).toBe(1013);
  });
  expect(service.failures.map(String)).toEqual(
    expect.arrayContaining([expect.stringContaining('no such table')]),
  );
  const room = await openDocument(anna, 'room', hall.meetingId);
  expect(readRoom(room.doc).meeting?.title).toBe('Bymöte');
  room.close();
});
