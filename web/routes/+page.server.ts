import { redirect } from '@sveltejs/kit';
import { setCookie } from '$lib/server/cookies.ts';
import { textOf } from '$lib/server/form.ts';
import { refuseForm } from '$lib/server/run-form.ts';
import type { Actions, PageServerLoad } from './$types';

/** Nothing to wait for at the door: not one byte of script. */
export const csr = false;

/** How many of the meetings this browser has been in are offered as a way back. */
const waysBack = 3;

export const load: PageServerLoad = async ({ locals }) => {
  const { who, services } = locals;
  const ids = who.participants.slice(-waysBack).map((p) => p.meetingId);
  const rooms = await Promise.all(ids.map((id) => services.views.room(who, id)));
  return { meetings: rooms.flatMap((room) => (room.ok ? [headOf(room.value.meeting)] : [])) };
};

const headOf = ({ id, title }: { id: string; title: string }) => ({ id, title });

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    const { who: actor, address, services } = event.locals;
    const result = await services.door.join({ code: textOf(form, 'code') }, { actor, address });
    if (!result.ok) return refuseForm(event, result.problem, form);
    if (result.value.cookie) setCookie(event, result.value.cookie);
    redirect(303, `/m/${result.value.meetingId}`);
  },
};
