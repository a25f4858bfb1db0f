import { readConfig } from '../config.ts';
import { openDesk, Refusal } from './desk.ts';
import { keeping } from './keep.ts';
import { readArguments, type Options } from './options.ts';
import { acts, help } from './table.ts';

/** Does one thing and returns what to print. Throws, with one sentence, when it could not be done. */
export const answer = async (args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> => {
  const { noun, verb, options } = readArguments(args);
  if (noun === 'help') return help();
  const name = `${noun} ${verb}`.trim();
  const keep = Object.hasOwn(keeping, name) ? keeping[name] : undefined;
  return printed(keep ? await keep.act(readConfig(env), options) : await atDesk(name, options, env));
};

const printed = (made: unknown): string =>
  typeof made === 'string' ? made : `${JSON.stringify(made, null, 2)}\n`;

const atDesk = async (name: string, options: Options, env: NodeJS.ProcessEnv): Promise<unknown> => {
  const found = Object.hasOwn(acts, name) ? acts[name] : undefined;
  if (!found) throw new Refusal(`I do not know "${name}"; "help" lists what I know.`);
  const desk = openDesk(readConfig(env));
  try {
    return await found.act(desk, options);
  } finally {
    await desk.close();
  }
};
