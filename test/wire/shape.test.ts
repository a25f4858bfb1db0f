import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  commandAccess,
  documentAccess,
  eventAccess,
  lineAccess,
  viewAccess,
} from '../../shared/wire/access.ts';
import { pageAccess } from '../../shared/wire/pages.ts';
import { commandBodies, verbs } from '../../shared/wire/up.ts';
import { protocolVersion } from '../../shared/wire/version.ts';
import { problemCodes, remedyOf, statusOf } from '../../shared/domain/problem.ts';
import { roles } from '../../shared/domain/role.ts';
import { languages } from '../../shared/words/language.ts';
import { sentenceFor } from '../../shared/words/problems.ts';
import { mountApi, type ApiDeps } from '../../server/http/api.ts';
import { routes } from '../../server/http/routes.ts';

/** One line a version: the hash of every command's shape as it was served. */
const served: Record<number, string> = { 1: 'f96ef5d291637ad8' };

const shapeOf = (schema: unknown): unknown => {
  if (Array.isArray(schema)) return schema.map(shapeOf);
  if (schema === null || typeof schema !== 'object') return typeof schema === 'function' ? undefined : schema;
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key, value]) => key !== '~standard' && typeof value !== 'function')
      .map(([key, value]) => [key, value instanceof RegExp ? String(value) : shapeOf(value)]),
  );
};

describe('the wire', () => {
  test('[SH1] its shape cannot change without a new version', () => {
    const hash = createHash('sha256')
      .update(JSON.stringify(shapeOf(commandBodies)))
      .digest('hex')
      .slice(0, 16);
    expect(hash).toBe(served[protocolVersion]);
  });

  test('[CM5] every command, page, route and document has its row, with roles that exist', () => {
    expect(Object.keys(commandAccess).sort()).toEqual([...verbs].sort());
    const rows = [
      ...Object.values(commandAccess),
      ...Object.values(viewAccess),
      ...[eventAccess.up, eventAccess.down].flatMap((table) => Object.values(table)),
      lineAccess,
      ...Object.values(documentAccess).flatMap((d) => [d.read, d.write]),
    ];
    for (const row of rows) for (const role of row) expect(roles).toContain(role);
    for (const guard of Object.values(routes))
      expect([...Object.keys(viewAccess), 'command']).toContain(guard);
  });

  test('[CM5] every page in the folder has its row, and every row its page', () => {
    const files = readdirSync('web/routes', { recursive: true, encoding: 'utf8' });
    const pages = files
      .filter((f) => /\+(page\.svelte|page\.server\.ts|server\.ts)$/.test(f))
      .map((f) => `/${f.replace(/\/?\+(page\.svelte|page\.server\.ts|server\.ts)$/, '')}`);
    expect([...new Set(pages)].sort()).toEqual(Object.keys(pageAccess).sort());
  });

  test('[CM5] routes are mounted only through the table', () => {
    const sources = readdirSync('server', { recursive: true, encoding: 'utf8' }).filter((f) =>
      f.endsWith('.ts'),
    );
    const mounting = sources.filter((f) =>
      /\b(Router\(|\w+\.(get|post|put|patch|delete|all|use|route)\(\s*['"`]\/)/.test(
        readFileSync(`server/${f}`, 'utf8'),
      ),
    );
    expect(mounting).toEqual(['http/api.ts']);
    const mounted: string[] = [];
    const app = {
      use: () => undefined,
      get: (path: string) => mounted.push(`GET ${path}`),
      post: (path: string) => mounted.push(`POST ${path}`),
    } as unknown as Parameters<typeof mountApi>[0];
    mountApi(app, { services: {}, exports: {} } as ApiDeps);
    expect(mounted.sort()).toEqual(Object.keys(routes).sort());
  });

  test('[CM5] what a socket hears and is told has its row', () => {
    const doors = readdirSync('server/live')
      .filter((f) => f.endsWith('.ts'))
      .map((f) => readFileSync(`server/live/${f}`, 'utf8'));
    const named = (how: RegExp) =>
      doors.flatMap((source) => [...source.matchAll(how)].map(([, name]) => name));
    expect(new Set(named(/(?:socket|io)\.on(?:ce)?\('(\w+)'/g))).toEqual(
      new Set(['connection', 'disconnect']),
    );
    const told = new Set(named(/\.emit\(\s*'(\w+)'/g));
    expect([...told].sort()).toEqual(Object.keys(eventAccess.down).sort());
  });

  test('[WD1] every problem has a status, a remedy and a sentence in every language', () => {
    expect(problemCodes.length).toBeLessThanOrEqual(20);
    for (const code of problemCodes) {
      expect(statusOf(code)).toBeGreaterThanOrEqual(400);
      expect(['retry', 'rejoin', 'give_up']).toContain(remedyOf(code));
      for (const language of languages) expect(sentenceFor({ code }, language).length).toBeGreaterThan(10);
    }
  });
});
