import type { PlanInput } from '../../shared/wire/views.ts';
import { schemaVersion } from './schemas.ts';

/** The plan inputs a municipality has been handed, as JSON after `planInputs` in `schemas.ts`. Drafts are left out. */
export const inputsJson = (municipalityCode: string, inputs: readonly PlanInput[]): string =>
  `${JSON.stringify({ schemaVersion, kind: 'planInputs', municipalityCode, planInputs: handedOver(inputs) }, null, 2)}\n`;

const handedOver = (inputs: readonly PlanInput[]) =>
  inputs
    .filter(({ status }) => status !== 'draft')
    .map(({ submittedAt, meetingDay: _, ...input }) => ({
      ...input,
      submittedOn: submittedAt?.slice(0, 10) ?? null,
    }));
