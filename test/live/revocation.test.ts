import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { grantAll, makeAccount } from '../../server/sign-in.ts';
import { dissolveTheme, groupNotes, readThemes } from '../../shared/documents/themes.ts';
import { openDocument } from '../support/documents.ts';
import {
  Client,
  openHall,
  password0,
  phone,
  staff,
  startService,
  type Hall,
  type Service,
} from '../support/service.ts';

let service: Service;
let hall: Hall;
let admin: Client;
const soon = 5000;

beforeAll(async () => {
  service = await startService();
  hall = await openHall(service);
  admin = await staff(service, ['administrator']);
});
afterAll(async () => {
  expect(service.failures).toEqual([]);
  await service.stop();
});

/** Everything a facilitator has open, and when it ended. */
const atWork = async (client: Client) => {
  const themes = await openDocument(client, 'themes', hall.meetingId);
  const desk = await openDocument(client, 'desk', hall.meetingId);
  const socket = io(client.url, {
    ...{ forceNew: true, reconnection: false, transports: ['websocket'] },
    query: { meeting: hall.meetingId },
    extraHeaders: { cookie: client.cookie, origin: client.url },
  });
  const numbers = new Promise<void>((resolve) => socket.on('disconnect', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    socket.on('connect', () => resolve());
    socket.on('connect_error', reject);
  });
  return { themes, desk, socket, numbers };
};
const within = async <T>(ms: number, what: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not within ${ms} ms`)), ms);
  });
  return Promise.race([what, late]).finally(() => clearTimeout(timer));
};
const arranged = async () => {
  const document = await openDocument(hall.facilitator, 'themes', hall.meetingId);
  const { themes } = readThemes(document.doc);
  document.close();
  return themes.map(({ id }) => id);
};

/** A facilitator whose account we know the id of. */
const newLead = async (): Promise<{ lead: Client; userId: string }> => {
  const email = `lead-${crypto.randomUUID()}@example.org`;
  const { auth, store } = service.app;
  const userId = await makeAccount(auth, { name: 'Lead', email, password: password0 });
  await grantAll({ store, now: () => new Date() }, userId, '0482', ['facilitator']);
  return { userId, lead: await new Client(service.url).signIn(email) };
};
const ended = async (lead: Client, work: Awaited<ReturnType<typeof atWork>>, last: string) => {
  groupNotes(work.themes.doc, {}, { id: `${last} after`, title: 'Efter', noteIds: [] });
  const codes = await within(soon, Promise.all([work.themes.closed, work.desk.closed]));
  expect(codes.every((code) => code === 4401 || code === 4403)).toBe(true);
  await within(soon, work.numbers);
  const again = await openDocument(lead, 'themes', hall.meetingId, { doc: work.themes.doc });
  expect([4401, 4403]).toContain(await again.closed);
  expect(await arranged()).toEqual([`${last} before`]);
};
const begin = async (lead: Client, name: string) => {
  const work = await atWork(lead);
  for (const id of await arranged()) dissolveTheme(work.themes.doc, {}, id);
  groupNotes(work.themes.doc, {}, { id: `${name} before`, title: 'Före', noteIds: [] });
  await work.themes.stored();
  return work;
};
const openStep = (lead: Client) =>
  lead.say('step.open', { stepId: hall.step('collect') }, { meetingId: hall.meetingId });

describe('a right that is taken away', () => {
  test('[RV1] ends a facilitator’s lines within five seconds, and what she writes next is refused', async () => {
    const { lead, userId } = await newLead();
    const work = await begin(lead, 'role');
    await admin.must('role.take', { userId, role: 'facilitator' }, { municipalityCode: '0482' });
    expect(await openStep(lead)).toMatchObject({ problem: { code: 'not_allowed' } });
    await ended(lead, work, 'role');
  });

  test('[RV2] so does signing out, for lines and cookies that are used once more', async () => {
    const { lead } = await newLead();
    const work = await begin(lead, 'out');
    await service.app.services.signIn.out(new Headers({ cookie: lead.cookie }));
    expect(await openStep(lead)).toMatchObject({ problem: { code: 'not_signed_in' } });
    await ended(lead, work, 'out');
  });

  test('[RV1] ends the lines of one who takes part herself as well', async () => {
    const { lead, userId } = await newLead();
    await lead.join({ token: hall.joinToken });
    const work = await atWork(lead);
    await admin.must('role.take', { userId, role: 'facilitator' }, { municipalityCode: '0482' });
    expect(await within(soon, Promise.all([work.themes.closed, work.desk.closed]))).toEqual([4403, 4403]);
    await within(soon, work.numbers);
    expect((await lead.fetch(`/api/v1/meetings/${hall.meetingId}/mine`)).status).toBe(200);
  });

  test('[RV1] others go on undisturbed', async () => {
    const { lead } = await newLead();
    const other = await newLead();
    const work = await begin(lead, 'calm');
    const person = await phone(service, hall);
    const room = await openDocument(person, 'room', hall.meetingId);
    await admin.must(
      'role.take',
      { userId: other.userId, role: 'facilitator' },
      { municipalityCode: '0482' },
    );
    groupNotes(work.themes.doc, {}, { id: 'more', title: 'Mer', noteIds: [] });
    await work.themes.stored();
    expect(room.socket.readyState).toBe(room.socket.OPEN);
    for (const line of [work.themes, work.desk, room]) line.close();
    work.socket.disconnect();
  });
});
