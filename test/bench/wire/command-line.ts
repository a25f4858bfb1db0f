import { openLine, type Address, type Line } from './line.ts';
import { opcodes } from './frame.ts';

/** A phone's socket for commands (engine.io 4, socket.io 5, WebSocket only). */
export interface CommandLine {
  line: Line;
  command(id: number, envelope: object): void;
}

interface Hears {
  /** The server has let us in. */
  ready(): void;
  answer(id: number, saved: boolean, text: string): void;
  closed?(): void;
}

const answerTo = /^43(\d+)/;

export const openCommandLine = (to: Address, hears: Hears): CommandLine => {
  const hear = (text: string, line: Line): void => {
    if (text.startsWith('43')) {
      const id = Number(answerTo.exec(text)?.[1]);
      hears.answer(id, text.includes('"ok":true'), text);
    } else if (text === '2') line.say('3');
    else if (text.startsWith('0')) line.say('40');
    else if (text.startsWith('40')) hears.ready();
    else if (text.startsWith('44')) throw new Error(`not let in: ${text}`);
  };
  const line = openLine(to, {
    frame: ({ opcode, bytes, start, end }, self) => {
      if (opcode === opcodes.text) hear(bytes.toString('utf8', start, end), self);
    },
    closed: () => hears.closed?.(),
  });
  return {
    line,
    command: (id, envelope) => line.say(`42${id}${JSON.stringify(['command', envelope])}`),
  };
};
