import { error, type Handle, type HandleServerError } from '@sveltejs/kit';
import type { Services } from '../server/services.ts';
import { languageOf } from '../shared/words/language.ts';
import { pageAccess } from '../shared/wire/pages.ts';
import { answerForBrokenForms } from './lib/server/readable-form.ts';

interface Shared {
  services: Services;
  whoIs(headers: Headers): Promise<App.Locals['who']>;
}
const shared = () => (globalThis as Record<symbol, unknown>)[Symbol.for('bystamma.services')] as Shared;

/** Who is asking and in which language; a page without a row in the access table does not exist. */
export const handle: Handle = async ({ event, resolve }) => {
  if (event.route.id !== null && !Object.hasOwn(pageAccess, event.route.id)) error(404);
  const { services, whoIs } = shared();
  event.locals.services = services;
  event.locals.who = await whoIs(event.request.headers);
  event.locals.language = languageOf(
    event.cookies.get('language'),
    event.request.headers.get('accept-language'),
  );
  event.locals.address = event.request.headers.get('x-real-ip') ?? '';
  answerForBrokenForms(event);
  const response = await resolve(event, {
    transformPageChunk: ({ html }) => html.replace('%lang%', event.locals.language),
    // Style sheets stand first in the page already; only scripts need to be announced.
    preload: ({ type }) => type === 'js',
  });
  // Pages hold what a person wrote: nothing between us and her may keep a copy.
  response.headers.set('cache-control', 'private, no-store');
  return response;
};

/** What strangers ask for in vain is no failure of ours: a scanner must not be able to fill the log. */
export const handleError: HandleServerError = ({ error: failure, status, message }) => {
  if (status >= 500) console.error(failure);
  return { message };
};
