import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openHall, phone, startService, type Client, type Hall, type Service } from '../support/service.ts';

let service: Service;
let hall: Hall;
let anna: Client;
beforeAll(async () => {
  service = await startService({ pages: true });
  hall = await openHall(service);
  anna = await phone(service, hall);
});
afterAll(async () => {
  expect(service.failures).toEqual([]);
  await service.stop();
});

const form = 'application/x-www-form-urlencoded';
const broken: [string | undefined, string][] = [
  ['multipart/form-data; boundary=x', 'no form'],
  ['multipart/form-data', 'no form'],
  [form, '%%%&=&__proto__=1&constructor=2'],
  [form, 'text=%00&commandId=%00&code=%00'],
  ['text/plain', 'no form'],
  ['application/json', '{'],
  [undefined, 'no form'],
];
const pages = () => [
  ...['/', '/language', '/sign-out', '/sign-in', '/setup/x', '/invitation/x', '/staff/0482/new', '/nothing'],
  ...['write', 'place', 'offer', 'nothing', '__proto__', 'constructor'].map(
    (action) => `/m/${hall.meetingId}?/${action}`,
  ),
];
const send = (path: string, type: string | undefined, body: string): Promise<Response> =>
  fetch(service.url + path, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      origin: service.url,
      cookie: anna.cookie,
      accept: 'text/html',
      ...(type && { 'content-type': type }),
    },
    // As bytes, so that no kind of content is put on it for us.
    body: new TextEncoder().encode(body),
  });

test('[CM7] a form that cannot be read, or for an action that is none, is the sender’s mistake', async () => {
  const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  for (const path of pages())
    for (const [type, body] of broken) {
      const response = await send(path, type, body);
      expect([path, type, response.status < 500]).toEqual([path, type, true]);
      expect(await response.text()).not.toMatch(/node_modules|file:\/\/|\.[jt]s:\d/);
    }
  expect((await send('/', form, `code=${'x'.repeat(70_000)}`)).status).toBe(413);
  expect(logged).not.toHaveBeenCalled();
  logged.mockRestore();
});
