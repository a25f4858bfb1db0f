import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { networkOf } from '../../server/network.ts';
import { openHall, phone, staff, startService, Client, type Hall, type Service } from '../support/service.ts';

let service: Service;
let hall: Hall;
beforeAll(async () => {
  service = await startService();
  hall = await openHall(service);
});
afterAll(async () => {
  expect(service.failures).toEqual([]);
  await service.stop();
});

const tryCode = (code: string) => new Client(service.url).fetch('/api/v1/join', { body: { code } });

describe('the door', () => {
  test('[DR2] three hundred people behind one address all come in, within half a minute', async () => {
    const began = performance.now();
    const statuses = await Promise.all(
      Array.from({ length: 300 }, () => tryCode(hall.joinCode.toLowerCase())),
    );
    expect(new Set(statuses.map((r) => r.status))).toEqual(new Set([200]));
    expect(performance.now() - began).toBeLessThan(30_000);
  });

  test('[DR3] the same phone is the same person when it comes back', async () => {
    const anna = await phone(service, hall);
    const before = anna.cookie;
    expect(await anna.join({ token: hall.joinToken })).toBe(hall.meetingId);
    expect(anna.cookie).toBe(before);
  });

  test('[DR7] nobody becomes another by naming her, anywhere', async () => {
    const { meetingId } = hall;
    const about = { meetingId };
    const stepId = hall.step('collect');
    await hall.facilitator.must('step.open', { stepId }, about);
    const [anna, mallory] = [await phone(service, hall), await phone(service, hall)];
    const noteId = crypto.randomUUID();
    await anna.must('note.write', { noteId, stepId, text: 'Annas' }, about);
    const row = await service.app.store.read.query.notes.findFirst({
      where: (note, { eq }) => eq(note.id, noteId),
    });
    const her = row?.participantId ?? '';
    expect(her).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    const secret = anna.cookies.get(`bm-p-${meetingId}`) ?? '';
    expect(Buffer.from(secret, 'base64url').length).toBeGreaterThanOrEqual(16);
    expect(secret).not.toContain(her);

    const edit = { v: 1, verb: 'note.edit', meetingId, body: { noteId, text: 'Kapad' } };
    const ways: [string, object, Record<string, string>][] = [
      ['', edit, {}],
      [`?participantId=${her}&participant=${her}&token=${her}`, edit, {}],
      ['', { ...edit, participantId: her, actor: her }, {}],
      ['', { ...edit, body: { ...edit.body, participantId: her, who: her } }, {}],
      ['', edit, { authorization: `Bearer ${her}`, 'x-participant-id': her, 'x-user': her }],
      ['', edit, { cookie: `bm-p-${meetingId}=${her}` }],
      ['', edit, { cookie: `${mallory.cookie}; participantId=${her}` }],
    ];
    for (const [query, said, headers] of ways) {
      const body = { ...said, id: crypto.randomUUID() };
      const answer = await mallory.fetch(`/api/v1/commands${query}`, { body, headers });
      expect(await answer.json()).toMatchObject({ ok: false });
    }
    const mine = `/api/v1/meetings/${meetingId}/mine?participantId=${her}`;
    expect((await mallory.json<{ notes: unknown[] }>(mine)).notes).toEqual([]);
    const named = await mallory.fetch(mine, { headers: { cookie: `bm-p-${meetingId}=${her}` } });
    expect(named.status).toBe(401);
    const line = io(service.url, {
      ...{ transports: ['websocket'], forceNew: true, reconnection: false },
      query: { meeting: meetingId, participantId: her },
      auth: { participantId: her, token: her },
      extraHeaders: { cookie: mallory.cookie, origin: service.url, 'x-participant-id': her },
    });
    const { participantId } = await new Promise<{ participantId?: string }>((resolve) =>
      line.on('hello', resolve),
    );
    expect(participantId).not.toBe(her);
    const frame = { ...edit, id: crypto.randomUUID() };
    expect(await line.timeout(5000).emitWithAck('command', frame)).toMatchObject({ ok: false });
    line.close();
    const { notes } = await anna.json<{ notes: { text: string }[] }>(`/api/v1/meetings/${meetingId}/mine`);
    expect(notes.map(({ text }) => text)).toEqual(['Annas']);
    const again = await new Client(service.url).fetch('/api/v1/join', { body: { code: hall.joinCode } });
    expect(again.headers.getSetCookie().join()).toMatch(/bm-p-[^;]+;.*HttpOnly/i);
  });

  test('[DR4] before the doors are open, and after closing, the code says so', async () => {
    const municipalityCode = '0482';
    const lead = await staff(service, ['facilitator']);
    const [placeId, meetingId] = [crypto.randomUUID(), crypto.randomUUID()];
    await lead.must('place.add', { placeId, name: 'Dörrby' }, { municipalityCode });
    const made = await lead.must(
      'meeting.prepare',
      {
        meetingId,
        placeId,
        template: 'three-questions-90',
        title: 'Dörr',
        day: '2026-12-01',
        custodian: 'association',
        ladderLevel: 'influence',
      },
      { municipalityCode },
    );
    const ask = async () =>
      ((await (await tryCode(String(made.joinCode))).json()) as { problem: { code: string } }).problem.code;
    const byLink = async () => {
      const response = await new Client(service.url).fetch('/api/v1/join', {
        body: { token: String(made.joinPath).slice(3) },
      });
      return ((await response.json()) as { problem: { code: string } }).problem.code;
    };
    expect([await ask(), await byLink()]).toEqual(['doors_closed', 'doors_closed']);
    await lead.must('meeting.open', {}, { meetingId });
    await lead.must('meeting.close', {}, { meetingId });
    expect([await ask(), await byLink()]).toEqual(['wrong_code', 'meeting_closed']);
  });

  test('[DR1] wrong codes are answered alike, then wait, while links and people inside go on', async () => {
    const anna = await phone(service, hall);
    const statuses: number[] = [];
    for (let i = 0; i < 30; i += 1)
      statuses.push((await tryCode(`BBB-BB${'BCDFGHJKMNPQRSTVWXYZ23456789'[i % 28]}C`)).status);
    expect(statuses.slice(0, 15)).toEqual(Array.from({ length: 15 }, () => 404));
    expect(statuses.at(-1)).toBe(429);
    expect(
      (await new Client(service.url).fetch('/api/v1/join', { body: { token: hall.joinToken } })).status,
    ).toBe(200);
    expect((await anna.fetch(`/api/v1/meetings/${hall.meetingId}`)).status).toBe(200);
  });

  test('[DR1] [DR2] while ten addresses guess, only they are made to wait; a hall comes in meanwhile', async () => {
    const from = (address: string, code: string) =>
      new Client(service.url).fetch('/api/v1/join', {
        body: { code },
        headers: { 'x-forwarded-for': address },
      });
    const guesses = await Promise.all(
      Array.from({ length: 300 }, (_, i) => from(`192.0.2.${i % 10}`, `BBB-BB${i % 10}Z`)),
    );
    const right = await from('192.0.2.1', hall.joinCode);
    const honest = await Promise.all(Array.from({ length: 60 }, () => from('198.51.100.7', hall.joinCode)));
    expect(new Set(guesses.slice(-50).map((r) => r.status))).toEqual(new Set([429]));
    expect(right.status).toBe(429);
    expect(new Set(honest.map((r) => r.status))).toEqual(new Set([200]));
  });

  test('[DR1] a new address of the same network each time is one guesser', async () => {
    const own = await startService();
    const guess = (i: number) =>
      new Client(own.url).fetch('/api/v1/join', {
        body: { code: 'BBB-BBBB' },
        headers: { 'x-forwarded-for': `2001:db8:1:2:${i}::1` },
      });
    const statuses: number[] = [];
    for (let i = 0; i < 30; i += 1) statuses.push((await guess(i)).status);
    expect(statuses).toEqual([...Array<number>(20).fill(404), ...Array<number>(10).fill(429)]);
    const pairs = [
      ['2001:DB8::1', '2001:db8:0:0::2'],
      ['2001:0db8:1:2:3:4:5:6', '2001:db8:1:2::'],
      ['::ffff:192.0.2.1', '192.0.2.1'],
      ['::1', '::2'],
    ];
    for (const [one, other] of pairs) expect(networkOf(String(one))).toBe(networkOf(String(other)));
    expect(networkOf('192.0.2.1')).not.toBe(networkOf('192.0.2.2'));
    await own.stop();
  });

  test('[SU1] what could not be signed in with leaves the setup link as it is', async () => {
    const fresh = await startService();
    const token = fresh.app.setupLink?.split('/').at(-1) ?? '';
    const { signIn } = fresh.app.services;
    const good = { name: 'Först', email: 'a@example.org', password: 'ett långt lösenord' };
    for (const bad of [
      { password: 'x'.repeat(129) },
      { password: 'kort' },
      { email: 'a@b..se' },
      { name: ' ' },
    ])
      expect(await signIn.setup(token, { ...good, ...bad })).toMatchObject({
        problem: { code: 'malformed' },
      });
    expect(await signIn.isSetupLink(token)).toBe(true);
    expect(await signIn.setup(token, { ...good, password: 'x'.repeat(128) })).toMatchObject({ ok: true });
    await fresh.stop();
  });

  test('[SU1] the setup link makes exactly one administrator, however many press at once', async () => {
    const fresh = await startService();
    const token = fresh.app.setupLink?.split('/').at(-1) ?? '';
    const input = (i: number) => ({
      name: 'Först',
      email: `a${i}@example.org`,
      password: 'ett långt lösenord',
    });
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => fresh.app.services.signIn.setup(token, input(i))),
    );
    expect(answers.filter((a) => a.ok)).toHaveLength(1);
    expect(await fresh.app.services.signIn.isSetupLink(token)).toBe(false);
    await fresh.stop();
  });

  test('[WD3] a wrong password is called that', async () => {
    const body = { email: 'nobody@example.org', password: 'fel lösenord' };
    const response = await new Client(service.url).fetch('/api/v1/sign-in', { body });
    expect(await response.json()).toMatchObject({
      sentence: expect.stringContaining('lösenordet') as string,
    });
  });

  test('[SU4] a password that is too short or too long uses no link up', async () => {
    const fresh = await startService();
    const token = fresh.app.setupLink?.split('/').at(-1) ?? '';
    const { signIn } = fresh.app.services;
    const setup = (password: string) =>
      signIn.setup(token, { name: 'Först', email: 'a@example.org', password });
    for (const password of ['nio tecke', 'x'.repeat(129)])
      expect(await setup(password)).toMatchObject({ ok: false, problem: { field: 'password' } });
    expect((await setup('x'.repeat(128))).ok).toBe(true);
    await fresh.stop();
  });

  test('[SU2] an invitation lets one person in once', async () => {
    const admin = await staff(service, ['administrator']);
    const made = await admin.must(
      'person.invite',
      { email: 'Ny@Example.org', roles: ['officer'] },
      { municipalityCode: '0482' },
    );
    const token = String(made.path).split('/').at(-1) ?? '';
    const { signIn } = service.app.services;
    expect(await signIn.invitation(token)).toMatchObject({
      ok: true,
      value: { email: 'ny@example.org', municipality: 'Flen', hasAccount: false },
    });
    const accept = () => signIn.acceptInvitation(token, { name: 'Ny', password: 'ett långt lösenord' });
    expect((await Promise.all([accept(), accept()])).filter((a) => a.ok)).toHaveLength(1);
    expect(await accept()).toMatchObject({ ok: false, problem: { code: 'expired' } });
    const officer = await new Client(service.url).signIn('ny@example.org');
    expect((await officer.fetch('/api/v1/municipalities/0482/overview')).status).toBe(200);
  });

  test('[SU3] wrong passwords lock the account, whatever the headers claim, and say nothing of who exists', async () => {
    const client = new Client(service.url);
    const attempt = (email: string, i: number) =>
      client.fetch('/api/v1/sign-in', {
        body: { email, password: 'fel lösenord här' },
        headers: { 'x-forwarded-for': `10.0.0.${i}` },
      });
    const known = await staff(service, ['politician']);
    const email = (
      (await service.app.store.read.query.users.findFirst({
        orderBy: (u, { desc }) => desc(u.createdAt),
      })) as { email: string }
    ).email;
    const statuses: number[] = [];
    for (let i = 0; i < 12; i += 1) statuses.push((await attempt(email, i)).status);
    expect(statuses.slice(0, 9)).toEqual(Array.from({ length: 9 }, () => 401));
    expect(statuses.at(-1)).toBe(429);
    expect((await attempt('ingen@example.org', 1)).status).toBe(401);
    expect((await known.fetch('/api/v1/municipalities/0482/overview')).status).toBe(200);
  });
});
