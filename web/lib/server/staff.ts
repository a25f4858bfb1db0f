import { rolesIn, type StaffRole } from '$shared/domain/role.ts';
import type { Result } from '$shared/domain/problem.ts';

/** The roles of whoever is asking, in one municipality; for what a page offers, never for what it may do. */
export const rolesHere = (locals: App.Locals, municipalityCode: string): StaffRole[] =>
  rolesIn(locals.who.user?.grants ?? [], municipalityCode);

/** A list somebody may not see is empty on a page that stands without it. */
export const listOrEmpty = <T>(result: Result<T[]>): T[] => (result.ok ? result.value : []);
