import * as v from 'valibot';
import { placeLimits } from '../domain/place.ts';
import { staffRoles } from '../domain/role.ts';
import { email, id, municipalityCode } from './fields.ts';

const name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(placeLimits.name));

export const municipalityAdd = v.strictObject({ code: municipalityCode, name });
export const municipalityRevise = v.strictObject({ name });
const place = {
  placeId: id,
  name,
  kind: v.optional(v.picklist(['village', 'district', 'locality'])),
  population: v.optional(
    v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(placeLimits.population))),
  ),
};
export const placeAdd = v.strictObject(place);
/** What is left out stays as it was; a population that nobody knows is null. */
export const placeRevise = v.strictObject({ ...place, name: v.optional(name) });
/** Makes a link that lets one person in once, with these roles. The answer carries the link, shown only now. */
export const personInvite = v.strictObject({
  email,
  roles: v.pipe(v.array(v.picklist(staffRoles)), v.minLength(1), v.maxLength(staffRoles.length)),
});
/** Takes back a link that nobody has used: it may have gone to the wrong address. */
export const invitationWithdraw = v.strictObject({ invitationId: id });
export const roleGive = v.strictObject({ userId: v.string(), role: v.picklist(staffRoles) });
export const roleTake = v.strictObject({ userId: v.string(), role: v.picklist(staffRoles) });
