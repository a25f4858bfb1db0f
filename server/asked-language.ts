import type { IncomingHttpHeaders } from 'node:http';
import { languageOf, type Language } from '../shared/words/language.ts';

const choice = /(?:^|;\s*)language=(\w+)/;

/** The language in which somebody is answered: the one she chose on a page, else what her browser asks for. */
export const askedLanguage = (headers: IncomingHttpHeaders): Language =>
  languageOf(choice.exec(headers.cookie ?? '')?.[1], headers['accept-language']);
