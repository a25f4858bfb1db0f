import type { Cookies, RequestEvent } from '@sveltejs/kit';
import type { Cookie } from '../../../server/services.ts';

type Options = Parameters<Cookies['set']>[2];

/** Sets a cookie that the server's services made: for the whole site, never readable by scripts. */
export const setCookie = (event: Pick<RequestEvent, 'cookies' | 'url'>, cookie: Cookie): void =>
  event.cookies.set(cookie.name, cookie.value, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: event.url.protocol === 'https:',
    maxAge: cookie.maxAge,
  });

/** Passes on `set-cookie` lines as they are; the values are encoded and signed already. */
export const passOn = (cookies: Cookies, lines: readonly string[]): void => {
  for (const line of lines) {
    const { name, value, options } = readLine(line);
    if (name !== '') cookies.set(name, value, { ...options, encode: (kept) => kept });
  }
};

const readLine = (line: string): { name: string; value: string; options: Options } => {
  const [pair = '', ...attributes] = line.split(';');
  const [name, value] = halves(pair);
  const said = new Map(
    attributes.map((part) => halves(part)).map(([key, held]) => [key.toLowerCase(), held]),
  );
  return { name, value, options: optionsOf(said) };
};

const optionsOf = (said: Map<string, string>): Options => {
  const maxAge = said.get('max-age');
  const expires = said.get('expires');
  const domain = said.get('domain');
  return {
    path: said.get('path') ?? '/',
    httpOnly: said.has('httponly'),
    secure: said.has('secure'),
    sameSite: sameSite(said.get('samesite')),
    ...(maxAge === undefined ? {} : { maxAge: Number(maxAge) }),
    ...(expires === undefined ? {} : { expires: new Date(expires) }),
    ...(domain === undefined ? {} : { domain }),
  };
};

const sameSite = (said: string | undefined): 'strict' | 'none' | 'lax' => {
  const word = said?.toLowerCase();
  return word === 'strict' || word === 'none' ? word : 'lax';
};

const halves = (part: string): [string, string] => {
  const at = part.indexOf('=');
  return at < 0 ? [part.trim(), ''] : [part.slice(0, at).trim(), part.slice(at + 1).trim()];
};
