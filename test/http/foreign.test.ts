import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isOwnOrigin } from '../../server/http/origin.ts';
import { routes } from '../../server/http/routes.ts';
import { pageAccess } from '../../shared/wire/pages.ts';
import { openHall, phone, startService, type Client, type Hall, type Service } from '../support/service.ts';

let service: Service;
let hall: Hall;
let anna: Client;
beforeAll(async () => {
  service = await startService();
  hall = await openHall(service);
  anna = await phone(service, hall);
});
afterAll(async () => {
  expect(service.failures).toEqual([]);
  await service.stop();
});

/** The status of a request written by hand; `0` when there was no answer. */
const status = (lines: string[], body = ''): Promise<number> =>
  new Promise((resolve) => {
    const socket = connect(Number(new URL(service.url).port), '127.0.0.1');
    let heard = '';
    socket.on('data', (data) => (heard += data.toString('latin1')));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(Number(heard.slice(9, 12))));
    socket.write([...lines, 'connection: close', `content-length: ${body.length}`, '', body].join('\r\n'));
  });

const host = () => new URL(service.url).host;
const addresses = (): string[] => [
  ...Object.keys(pageAccess),
  ...Object.keys(routes).map((key) => key.split(' ')[1] ?? ''),
  `/socket.io/?EIO=4&transport=polling&meeting=${hall.meetingId}`,
  `/m/${hall.meetingId}/__data.json`,
  '/nothing',
];
const contents = [
  '',
  'content-type: text/plain',
  'content-type: Text/Plain;application/json',
  'content-type: application/json',
  'Content-TYPE: MULTIPART/form-data',
];

/** Every address by every method, from a page of another's and from nowhere. */
const requests = (): string[][] =>
  addresses().flatMap((path) =>
    ['POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND'].flatMap((method) =>
      (method === 'POST' ? contents : ['content-type: text/plain']).flatMap((content) =>
        ['origin: https://evil.example', ''].map((origin) => [
          ...[`${method} ${path} HTTP/1.1`, `host: ${host()}`, `cookie: ${anna.cookie}`],
          ...[content, origin].filter((line) => line !== ''),
        ]),
      ),
    ),
  );

describe('what another’s page sends', () => {
  test('[CM6] is refused whatever the address, method, kind of content and way of hiding where it comes from', async () => {
    const statuses = new Set<number>();
    for (const lines of requests()) statuses.add(await status(lines, '{}'));
    expect([...statuses]).toEqual([403]);
    const old = ['POST /api/v1/commands HTTP/1.0', `cookie: ${anna.cookie}`, 'origin: null'];
    expect(await status(old, '{}')).toBe(403);
  });

  test('[CM6] is refused with a sentence, and changes nothing', async () => {
    const stepId = hall.step('collect');
    await hall.facilitator.must('step.open', { stepId }, { meetingId: hall.meetingId });
    const body = {
      ...{ v: 1, id: crypto.randomUUID(), verb: 'note.write', meetingId: hall.meetingId },
      body: { noteId: crypto.randomUUID(), stepId, text: 'Inte min' },
    };
    const response = await anna.fetch('/api/v1/commands', {
      body,
      headers: { origin: 'https://evil.example' },
    });
    expect(await response.json()).toMatchObject({
      problem: { code: 'not_allowed' },
      sentence: expect.stringMatching(/\w/) as string,
    });
    const mine = await anna.json<{ notes: unknown[] }>(`/api/v1/meetings/${hall.meetingId}/mine`);
    expect(mine.notes).toEqual([]);
  });
});

test('[DC5] an origin is ours letter by letter', () => {
  const asks = (headers: Record<string, string>, origin?: string) =>
    isOwnOrigin({ headers } as Parameters<typeof isOwnOrigin>[0], origin);
  const host = 'bystamma.example:3000';
  const own = (origin: string) => asks({ origin, host, cookie: 'a=b' });
  expect(own(`http://${host}`)).toBe(true);
  for (const origin of [
    ...['null', '', `https://${host}`, `http://${host}/`, `http://x@${host}`, `javascript://${host}`],
    ...[
      `http://${host}#`,
      `http://${host}.evil.example`,
      'http://bystamma.example',
      `http://${host}, http://x`,
    ],
  ])
    expect([origin, own(origin)]).toEqual([origin, false]);
  expect(asks({ origin: 'null', cookie: 'a=b' })).toBe(false);
  expect(asks({ origin: `https://${host}`, host, 'x-forwarded-proto': 'https' })).toBe(true);
  expect(asks({ origin: `http://${host}`, host }, 'https://other.example')).toBe(false);
});
