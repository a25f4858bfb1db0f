import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemChance } from '../../server/chance.ts';
import { tellStory } from '../../server/story/tell.ts';
import { staffRoles, type StaffRole } from '../../shared/domain/role.ts';
import { staff, startService, type Client, type Service } from '../support/service.ts';

let service: Service;
beforeAll(async () => {
  service = await startService({ pages: true });
  await tellStory({ store: service.app.store, chance: systemChance, now: new Date() });
});
afterAll(async () => {
  expect(service.failures).toEqual([]);
  await service.stop();
});

/** Two meetings, or two services, are one kind of page; one in review has other links than one in progress. */
const kindOf = (path: string): string => path.replace(/[0-9a-f-]{36}|(?<=\/need\/)[\w.]+/g, '…');
const linksIn = (html: string): string[] =>
  [...html.matchAll(/<a [^>]*href="(\/[^"#?]*)/g)].map(([, href = '']) => href);

/** Every kind of page she is led to from her first, and those that refuse her. */
const walk = async (client: Client) => {
  const [seen, refused] = [new Set<string>(), [] as string[]];
  for (const todo = ['/staff']; todo.length > 0;) {
    const path = todo.shift() ?? '';
    if (seen.has(kindOf(path)) || path === '/sign-out') continue;
    seen.add(kindOf(path));
    const response = await client.fetch(path);
    if (response.status >= 400) refused.push(`${path} ${response.status}`);
    todo.push(...linksIn(await response.text()));
  }
  return { seen, refused };
};

test.each([...staffRoles.map((role) => [role]), [...staffRoles]] as StaffRole[][])(
  '[CM11] every link that is offered opens: %s',
  async (...roles) => {
    const { seen, refused } = await walk(await staff(service, roles));
    expect(refused).toEqual([]);
    expect(seen.size).toBeGreaterThan(4);
  },
);
