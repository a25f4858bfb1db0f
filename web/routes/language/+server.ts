import { redirect } from '@sveltejs/kit';
import { textOf } from '$lib/server/form.ts';
import { setCookie } from '$lib/server/cookies.ts';
import { localPath } from '$lib/server/local-path.ts';
import { languageOf } from '$shared/words/language.ts';
import type { RequestHandler } from './$types';

const year = 365 * 24 * 60 * 60;

export const POST: RequestHandler = async (event) => {
  const form = await event.request.formData();
  const value = languageOf(textOf(form, 'language'), null);
  setCookie(event, { name: 'language', value, maxAge: year });
  redirect(303, localPath(form.get('back'), '/'));
};
