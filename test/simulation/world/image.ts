import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, migrateFile, tables, type Db } from '../../../db/connect.ts';
import { makeRun } from '../../../server/commands/run.ts';
import type { Actor } from '../../../server/actor.ts';
import { insertParticipant, stepsOf, type StepRow } from '../../../server/store/meetings.ts';
import { giveRole } from '../../../server/store/people.ts';
import { storeOver } from '../../../server/store/store.ts';
import { protocolVersion } from '../../../shared/wire/version.ts';
import { luckOf } from './chance.ts';

/** The file as it is when the doors have just opened, copied for every seed. */
export interface Image {
  bytes: Uint8Array;
  meetingId: string;
  steps: StepRow[];
  people: string[];
}

export const mostPhones = 40;
/** The evening begins at seven, in every seed. */
export const evening = Date.UTC(2026, 10, 22, 18, 0, 0);

export const leads: readonly Actor[] = ['ulla', 'sven'].map((name) => ({
  user: {
    id: name,
    name,
    email: `${name}@example.org`,
    grants: [{ municipalityCode: '*', role: 'facilitator' as const }],
  },
  participants: [],
  screens: [],
}));
const administrator: Actor = {
  user: {
    id: 'eva',
    name: 'eva',
    email: 'eva@example.org',
    grants: [{ municipalityCode: '*', role: 'administrator' as const }],
  },
  participants: [],
  screens: [],
};

const addStaff = async (tx: Db, { grants, ...user }: NonNullable<Actor['user']>, at: Date): Promise<void> => {
  await tx.insert(tables.users).values({ ...user, createdAt: at, updatedAt: at });
  for (const grant of grants) await giveRole(tx, { ...grant, userId: user.id, grantedAt: at });
};

/** Makes the municipality, the place, the meeting and the people who came in, by the real commands. */
export const makeImage = async (): Promise<Image> => {
  const folder = mkdtempSync(join(tmpdir(), 'bystamma-image-'));
  const file = join(folder, 'image.db');
  const writer = connect(file);
  migrateFile(writer);
  const reader = connect(file, { readonly: true });
  const store = storeOver(writer, reader);
  const luck = luckOf(1);
  const now = () => new Date(evening);
  const run = makeRun({
    write: store.write,
    now,
    chance: luck.chance,
    arrangement: async () => ({ themes: [], placement: {}, mergedInto: {} }),
    publish: () => Promise.resolve(),
    report: (failure) => {
      throw failure as Error;
    },
  });
  const say = async (actor: Actor, verb: string, scope: object, body: object): Promise<void> => {
    const envelope = { v: protocolVersion, id: luck.uuid(), verb, ...scope, body };
    const answer = await run(envelope, { actor, door: 'api', language: 'sv' });
    if (!answer.ok) throw new Error(`${verb}: ${answer.problem.code} ${answer.problem.field ?? ''}`);
  };
  await store.write(async (tx) => {
    for (const { user } of [...leads, administrator]) if (user) await addStaff(tx, user, now());
  });
  const [meetingId, placeId] = [luck.uuid(), luck.uuid()];
  const lead = leads[0] as Actor;
  const municipality = { municipalityCode: '0482' };
  await say(administrator, 'municipality.add', {}, { code: '0482', name: 'Flen' });
  await say(lead, 'place.add', municipality, { placeId, name: 'Lövbruket' });
  await say(lead, 'meeting.prepare', municipality, {
    ...{ meetingId, placeId, template: 'three-questions-90', title: 'Bymöte', day: '2026-11-22' },
    ...{ custodian: 'municipality', ladderLevel: 'dialogue' },
  });
  await say(lead, 'meeting.open', { meetingId }, {});
  const people = Array.from({ length: mostPhones }, () => luck.uuid());
  await store.write(async (tx) => {
    for (const id of people)
      await insertParticipant(tx, { id, meetingId, secretHash: luck.uuid(), joinedAt: now() });
  });
  const steps = await stepsOf(store.read, meetingId);
  await store.settle();
  store.close();
  const bytes = readFileSync(file);
  rmSync(folder, { recursive: true });
  return { bytes, meetingId, steps, people };
};
