import type * as Y from 'yjs';
import { step1Frame, updateFrame } from '../../server/live/frames.ts';
import { openDocument, type OpenDocument } from './documents.ts';
import type { PlainServer } from './plain-server.ts';
import { openHall, staff, type Client, type Hall, type Service } from './service.ts';

/** One document with an honest writer, one who means ill, and one who comes later, on either kind of server. */
export interface Stage {
  anna(options?: Parameters<typeof openDocument>[3]): Promise<OpenDocument>;
  mallory(options?: Parameters<typeof openDocument>[3]): Promise<OpenDocument>;
  /** What somebody sees who comes in now, for the first time; she waits two seconds for what is hoped for. */
  newcomer(hoped?: (doc: Y.Doc) => boolean): Promise<Y.Doc>;
  close(): void;
}

export const onOurs = async (service: Service): Promise<Stage & { hall: Hall; second: Client }> => {
  const hall = await openHall(service);
  const second = await staff(service, ['facilitator']);
  return { ...stageOf({ anna: hall.facilitator, mallory: second }, hall.meetingId), hall, second };
};

export const onPlain = (plain: PlainServer): Stage & { name: string } => {
  const id = crypto.randomUUID();
  const client = plain.client();
  return { ...stageOf({ anna: client, mallory: client }, id), name: `yjs/themes/${id}` };
};

const stageOf = (clients: { anna: Client; mallory: Client }, id: string): Stage => {
  const opened: OpenDocument[] = [];
  const open = (client: Client) => async (options?: Parameters<typeof openDocument>[3]) => {
    const document = await openDocument(client, 'themes', id, options);
    opened.push(document);
    return document;
  };
  return {
    anna: open(clients.anna),
    mallory: open(clients.mallory),
    newcomer: async (hoped = () => true) => {
      const { doc, close } = await openDocument(clients.anna, 'themes', id);
      for (let tries = 0; tries < 40 && !hoped(doc); tries += 1)
        await new Promise((resolve) => setTimeout(resolve, 50));
      close();
      return doc;
    },
    close: () => opened.forEach((document) => document.close()),
  };
};

/** Resolves when the server has dealt with everything sent so far: it answered what came after, or it hung up. */
export const dealtWith = (document: OpenDocument): Promise<unknown> => {
  const answered = new Promise((resolve) => {
    document.socket.on('message', (data: Buffer) => data[0] === 0 && data[1] === 1 && resolve(true));
  });
  if (document.socket.readyState === document.socket.OPEN) document.send(step1Frame(Uint8Array.of(0)));
  return Promise.race([answered, document.closed]);
};

/** Sends updates as an attacker does, and says whether the server hung up on her, and how. */
export const attack = async (
  attacker: OpenDocument,
  updates: Iterable<Uint8Array>,
): Promise<number | 'open'> => {
  for (const update of updates)
    if (attacker.socket.readyState === attacker.socket.OPEN) attacker.send(updateFrame(update));
  await dealtWith(attacker);
  return Promise.race([
    attacker.closed,
    new Promise<'open'>((resolve) => setTimeout(() => resolve('open'), 50)),
  ]);
};
