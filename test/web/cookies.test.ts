import type { Cookies } from '@sveltejs/kit';
import { expect, it } from 'vitest';
import { passOn } from '../../web/lib/server/cookies.ts';

type Given = Parameters<Cookies['set']>;

const passedOn = (lines: string[]): Given[] => {
  const given: Given[] = [];
  passOn({ set: (...all: Given) => void given.push(all) } as Cookies, lines);
  return given;
};

it('passes a signed cookie on with its attributes and without encoding it again', () => {
  const [first] = passedOn(['s.token=abc.d%2Fe%3D; Max-Age=604800; Path=/; HttpOnly; Secure; SameSite=Lax']);
  const [name, value, options] = first ?? [];
  expect([name, value]).toEqual(['s.token', 'abc.d%2Fe%3D']);
  expect(options).toMatchObject({ path: '/', httpOnly: true, secure: true, sameSite: 'lax', maxAge: 604800 });
  expect(options?.encode?.(value ?? '')).toBe(value);
});

it('keeps an end in the past, which is how a cookie is taken away', () => {
  const [first] = passedOn([
    's.token=; Max-Age=0; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; SameSite=Strict',
  ]);
  expect(first?.[2]).toMatchObject({
    maxAge: 0,
    expires: new Date(0),
    sameSite: 'strict',
    httpOnly: false,
    secure: false,
  });
});

it('passes over lines without a name', () => {
  expect(passedOn(['', '; Path=/'])).toEqual([]);
});
