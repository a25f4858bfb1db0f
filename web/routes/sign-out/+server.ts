import { redirect } from '@sveltejs/kit';
import { passOn } from '$lib/server/cookies.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async (event) => {
  const { cookies } = await event.locals.services.signIn.out(event.request.headers);
  passOn(event.cookies, cookies);
  redirect(303, '/');
};
