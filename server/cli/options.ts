import { parseArgs, type ParseArgsConfig } from 'node:util';
import * as v from 'valibot';
import { Refusal } from './desk.ts';

/** What stood after the noun and the verb: `--name value` pairs, and `--name` alone. */
export type Options = Readonly<Record<string, string | boolean | undefined>>;

export interface Asked {
  noun: string;
  verb: string;
  options: Options;
}

const texts = [
  'email',
  'name',
  'password',
  'municipality',
  'roles',
  'code',
  'population',
  'place',
  'title',
  'day',
]
  .concat(['template', 'starts', 'venue', 'custodian', 'ladder', 'feedback-owner', 'feedback-due'])
  .concat(['origin', 'meeting', 'format', 'file', 'from', 'to'])
  .map((name) => [name, { type: 'string' as const }] as const);
const flags = ['open', 'help'].map((name) => [name, { type: 'boolean' as const }] as const);
const known: ParseArgsConfig['options'] = Object.fromEntries<{ type: 'string' | 'boolean' }>([
  ...texts,
  ...flags,
]);

/** Reads `<noun> <verb> [--options]`. Throws a refusal when an option is unknown. */
export const readArguments = (args: readonly string[]): Asked => {
  try {
    const parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: known,
    });
    const [noun = 'help', verb = '', ...rest] = parsed.positionals;
    const options = parsed.values as Options;
    if (rest.length > 0) throw new Error(`I do not know what to do with "${rest.join(' ')}".`);
    return { noun: options.help === true ? 'help' : noun, verb, options };
  } catch (failure) {
    throw new Refusal(failure instanceof Error ? failure.message : String(failure));
  }
};

/** An option that has to be there. */
export const needed = (options: Options, name: string): string => {
  const value = options[name];
  if (typeof value !== 'string' || value.trim() === '') throw new Refusal(`--${name} is missing.`);
  return value.trim();
};

export const given = (options: Options, name: string): string | undefined => {
  const value = options[name];
  return typeof value === 'string' ? value.trim() : undefined;
};

/** Checks one option against its schema. */
export const checked = <T>(schema: v.GenericSchema<unknown, T>, value: unknown, name: string): T => {
  const parsed = v.safeParse(schema, value);
  if (!parsed.success) throw new Refusal(`--${name} does not look right: ${parsed.issues[0].message}`);
  return parsed.output;
};
