import * as v from 'valibot';
import { id } from './fields.ts';

/** Brings the grouping back to an earlier version of it. */
export const themesRestore = v.strictObject({ versionId: id });
