import { readThemes } from '../../shared/documents/themes.ts';
import { everywhere, staffRoles } from '../../shared/domain/role.ts';
import { protocolVersion } from '../../shared/wire/version.ts';
import type { Body, Verb } from '../../shared/wire/up.ts';
import type { Actor } from '../actor.ts';
import { makeAuth, type Auth } from '../auth.ts';
import { systemChance, type Chance } from '../chance.ts';
import { makeRun } from '../commands/run.ts';
import type { Config } from '../config.ts';
import { documentName, makeDocuments } from '../live/documents.ts';
import { municipalityByCode } from '../store/meetings.ts';
import { openStore, type Store } from '../store/store.ts';

/** What the person at the command line may touch: the data folder itself, so every role everywhere. */
export interface Desk {
  store: Store;
  auth: Auth;
  chance: Chance;
  now: () => Date;
  /** Under which address people reach the service, without a slash at the end. */
  origin: string;
  /** Carries out one command as the server does; a refusal is thrown as its sentence. */
  run<V extends Verb>(verb: V, body: Body<V>, about?: About): Promise<Record<string, unknown>>;
  close(): Promise<void>;
}
interface About {
  meetingId?: string;
  municipalityCode?: string;
}

/** A refusal, as one sentence for the person at the command line. */
export class Refusal extends Error {}

/** The code of a municipality that is here. */
export const knownCode = async ({ store }: Desk, code: string): Promise<string> => {
  if (await municipalityByCode(store.read, code)) return code;
  throw new Refusal(`There is no municipality ${code} here; add it first.`);
};

const operator: Actor = {
  user: {
    id: 'cli',
    name: 'Command line',
    email: '',
    grants: staffRoles.map((role) => ({ municipalityCode: everywhere, role })),
  },
  participants: [],
  screens: [],
};

/** Opens the data folder beside a server that may be running on it: SQLite keeps the two apart. */
export const openDesk = (config: Config): Desk => {
  const store = openStore(config.dataDir);
  const chance = systemChance;
  const documents = documentsOf(store, chance);
  const carryOut = makeRun({
    write: (work) => store.write(work),
    now: () => new Date(),
    chance,
    arrangement: async (meetingId) =>
      readThemes((await documents.open(documentName('themes', meetingId))).doc),
    publish: () => Promise.resolve(),
    report: (failure) => console.error(failure),
  });
  return {
    store,
    // It makes accounts here and signs nobody in, so no cookie is ever signed with this.
    auth: makeAuth({
      db: store.auth,
      secret: chance.token() + chance.token(),
      origin: config.origin,
      mail: undefined,
    }),
    chance,
    now: () => new Date(),
    origin: config.origin ?? `http://localhost:${config.port}`,
    run: async (verb, body, about = {}) => {
      const envelope = { v: protocolVersion, id: chance.uuid(), verb, body, ...about };
      const answer = await carryOut(envelope, { actor: operator, door: 'cli', language: 'en' });
      if (answer.ok) return answer.result;
      const { field } = answer.problem;
      throw new Refusal(field === undefined ? answer.sentence : `${answer.sentence} (${field})`);
    },
    close: async () => {
      await documents.stop();
      store.close();
    },
  };
};

/** The live documents, for reading how notes lie. Nobody watches those of this process; a server fills its own. */
const documentsOf = (store: Store, chance: Chance) =>
  makeDocuments({
    read: store.read,
    write: (work) => store.write(work),
    chance,
    clock: { now: () => performance.now(), after: (ms, run) => void setTimeout(run, ms).unref() },
    now: Date.now,
    prepare: async () => undefined,
    onFailure: (failure) => console.error(failure),
  });
