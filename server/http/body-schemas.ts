import type { BaseIssue, BaseSchema } from 'valibot';
import { commandBodies } from '../../shared/wire/up.ts';
import type { Schema } from '../exports/schema-parts.ts';

/** As much of a valibot schema as describing it takes. */
interface Described {
  type: string;
  pipe?: readonly Described[];
  requirement?: unknown;
  entries?: Record<string, Described>;
  options?: readonly unknown[];
  item?: Described;
  wrapped?: Described;
}

/** What one part of a pipe means in JSON Schema; what only tidies, or is checked by code, says nothing there. */
const bounds: Record<string, (requirement: unknown) => Schema> = {
  min_length: (minLength) => ({ minLength }),
  max_length: (maxLength) => ({ maxLength }),
  min_value: (minimum) => ({ minimum }),
  max_value: (maximum) => ({ maximum }),
  regex: (expression) => ({ pattern: (expression as RegExp).source }),
  uuid: () => ({ format: 'uuid' }),
  iso_date: () => ({ format: 'date' }),
  email: () => ({ format: 'email' }),
  integer: () => ({ type: 'integer' }),
};
const ofArrays: Record<string, string> = { minLength: 'minItems', maxLength: 'maxItems' };

const kinds: Record<string, (schema: Described) => Schema> = {
  string: () => ({ type: 'string' }),
  number: () => ({ type: 'number' }),
  boolean: () => ({ type: 'boolean' }),
  picklist: ({ options }) => ({ enum: options }),
  array: ({ item }) => ({ type: 'array', items: item && schemaOf(item) }),
  nullable: ({ wrapped }) => ({ anyOf: [wrapped && schemaOf(wrapped), { type: 'null' }] }),
  optional: ({ wrapped }) => (wrapped ? schemaOf(wrapped) : {}),
  strict_object: ({ entries = {} }) => ({
    type: 'object',
    properties: Object.fromEntries(Object.entries(entries).map(([name, held]) => [name, schemaOf(held)])),
    required: Object.keys(entries).filter((name) => entries[name]?.type !== 'optional'),
    additionalProperties: false,
  }),
};

/** One schema of the wire as JSON Schema. Throws on a kind it does not know, so that none is described wrongly. */
const schemaOf = (schema: Described): Schema => {
  const kind = kinds[schema.type];
  if (!kind) throw new Error(`There is no description of a ${schema.type}.`);
  const [, ...rest] = schema.pipe ?? [];
  const bound = rest.reduce((all, { type, requirement }) => ({ ...all, ...bounds[type]?.(requirement) }), {});
  return { ...innermost(schema, kind), ...(schema.type === 'array' ? renamed(bound) : bound) };
};

/** A pipe may begin with a pipe of its own. */
const innermost = (schema: Described, kind: (schema: Described) => Schema): Schema => {
  const first = schema.pipe?.[0];
  return first?.pipe ? schemaOf(first) : kind(schema);
};

const renamed = (bound: Schema): Schema =>
  Object.fromEntries(Object.entries(bound).map(([name, value]) => [ofArrays[name] ?? name, value]));

/** What each verb takes in its body. */
export const bodySchemas = (): Record<string, Schema> =>
  Object.fromEntries(
    Object.entries<BaseSchema<unknown, unknown, BaseIssue<unknown>>>(commandBodies).map(([verb, body]) => [
      verb,
      schemaOf(body as unknown as Described),
    ]),
  );
