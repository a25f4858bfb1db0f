import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals }) => ({
  language: locals.language,
  userName: locals.who.user?.name ?? null,
  demoNotice: locals.services.demoNotice ?? null,
});
