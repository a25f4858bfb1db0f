/** What JSON Schemas (2020-12) of what we hand out are put together from. */
export type Schema = Record<string, unknown>;

export const text: Schema = { type: 'string' };
export const uuid: Schema = { type: 'string', format: 'uuid' };
export const day: Schema = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' };
export const count: Schema = { type: 'integer', minimum: 0 };
export const yesNo: Schema = { type: 'boolean' };
export const ids: Schema = { type: 'array', items: text, uniqueItems: true };
export const oneOf = (values: readonly string[]): Schema => ({ enum: values });
export const maybe = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] });
export const list = (items: Schema): Schema => ({ type: 'array', items });
/** An object whose keys are ids. */
export const byKey = (values: Schema): Schema => ({ type: 'object', additionalProperties: values });

/** Every field is always there but those that `left` names, and no others: what is not known is null. */
export const record = (properties: Record<string, Schema>, left: readonly string[] = []): Schema => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !left.includes(name)),
  additionalProperties: false,
});
