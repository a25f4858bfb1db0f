import type { IncomingHttpHeaders } from 'node:http';
import { languageOf, type Language } from '../shared/words/language.ts';
import { parseCookies } from './identity.ts';

/** The language in which somebody is answered: the one she chose on a page, else what her browser asks for. */
export const askedLanguage = (headers: IncomingHttpHeaders): Language => {
  const chosen = parseCookies(headers.cookie ?? '').find(([name]) => name === 'language');
  return languageOf(chosen?.[1], headers['accept-language']);
};
