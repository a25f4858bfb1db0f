/**
 * Who somebody is to the thing they touch. The first three have no account: `anonymous` is anybody,
 * `participant` holds a meeting's cookie, `screen` is the wall of the hall. The others are given per
 * municipality, and one person may hold several.
 */
export const staffRoles = [
  'facilitator',
  'officer',
  'politician',
  'regionalOfficer',
  'administrator',
] as const;
export type StaffRole = (typeof staffRoles)[number];

export const roles = ['anonymous', 'participant', 'screen', ...staffRoles] as const;
export type Role = (typeof roles)[number];

/** The scope of a grant that holds in every municipality: the one who installed the service. */
export const everywhere = '*';

export interface Grant {
  municipalityCode: string;
  role: StaffRole;
}

/**
 * The staff roles a person holds in one municipality. A grant made for everywhere counts here too.
 */
export const rolesIn = (grants: readonly Grant[], municipalityCode: string): StaffRole[] => [
  ...new Set(
    grants
      .filter((g) => g.municipalityCode === municipalityCode || g.municipalityCode === everywhere)
      .map((g) => g.role),
  ),
];
