import { readConfig } from '../config.ts';
import { openDesk, Refusal } from './desk.ts';
import { readArguments } from './options.ts';
import { acts, help } from './table.ts';

/** Does one thing and returns what to print. Throws, with one sentence, when it could not be done. */
export const answer = async (args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> => {
  const { noun, verb, options } = readArguments(args);
  if (noun === 'help') return help();
  const name = `${noun} ${verb}`.trim();
  const found = Object.hasOwn(acts, name) ? acts[name] : undefined;
  if (!found) throw new Refusal(`I do not know "${name}"; "help" lists what I know.`);
  const desk = openDesk(readConfig(env));
  try {
    const made = await found.act(desk, options);
    return typeof made === 'string' ? made : `${JSON.stringify(made, null, 2)}\n`;
  } finally {
    await desk.close();
  }
};
