import type { ResponsibleLevel } from './plan-input.ts';
import { serviceGroupRows, serviceTypeRows } from './service-types.ts';

export type ServiceCode = (typeof serviceTypeRows)[number][0];
export type ServiceGroupCode = (typeof serviceGroupRows)[number][0];

/** A kind of service people may need where they live. Residents never have to see a code. */
export interface ServiceType {
  code: ServiceCode;
  sv: string;
  en: string;
  /** Who can usually do something about it; a person may decide otherwise for one theme. */
  level: ResponsibleLevel;
  /** Sometimes or always in the scope of a regional service programme. */
  regional: boolean;
  /** One of the five: groceries, fuel, post, pharmacy, payments. */
  basic: boolean;
}

export interface ServiceGroup {
  code: ServiceGroupCode;
  sv: string;
  en: string;
}

const levels = { M: 'municipality', R: 'region', S: 'state', C: 'market', V: 'village' } as const;

/** Every service type, in the order they are listed to officers. */
export const serviceTypes: readonly ServiceType[] = serviceTypeRows.map(([code, sv, en, own, scope]) => ({
  code,
  sv,
  en,
  level: levels[own],
  regional: scope !== '',
  basic: scope === 'R5',
}));

/** The families of service types, in the same order. */
export const serviceGroups: readonly ServiceGroup[] = serviceGroupRows.map(([code, sv, en]) => ({
  code,
  sv,
  en,
}));

/** The five that a local service solution is built around. */
export const basicServices: readonly ServiceType[] = serviceTypes.filter((t) => t.basic);

const byCode = new Map<string, ServiceType>(serviceTypes.map((t) => [t.code, t]));
const byGroup = new Map<string, ServiceGroup>(serviceGroups.map((g) => [g.code, g]));

/** The service type of a code, or undefined when there is no such code. */
export const serviceType = (code: string): ServiceType | undefined => byCode.get(code);

/** The family a code belongs to, or undefined when it is not a service code. */
export const groupOf = (code: string): ServiceGroup | undefined =>
  isServiceCode(code) ? byGroup.get(code.slice(0, code.indexOf('.'))) : undefined;

export const isServiceCode = (code: string): code is ServiceCode => byCode.has(code);
