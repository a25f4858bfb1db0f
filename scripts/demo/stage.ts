import { rmSync } from 'node:fs';
import { answer } from '../../server/cli/answer.ts';
import { openDesk } from '../../server/cli/desk.ts';
import { readConfig } from '../../server/config.ts';
import { story } from '../../db/seed/story.ts';
import { meetingById } from '../../server/store/meetings.ts';
import { userByEmail } from '../../server/store/people.ts';
import { toldMeetingId } from '../../server/story/ids.ts';
import { linksOf } from '../../server/views/live.ts';
import type { StaffRole } from '../../shared/domain/role.ts';

/** Everybody has the same password: a demonstration holds nothing to protect. */
export const password = 'lappar och prickar';

interface Account {
  email: string;
  name: string;
  title: string;
  scope: string;
  roles: readonly StaffRole[];
}
const { code } = story.municipality;
export const accounts = {
  administrator: {
    email: 'admin@example.org',
    name: 'Alva Administratör',
    title: 'Administratör',
    scope: '*',
    roles: ['administrator'],
  },
  facilitator: {
    email: 'processledare@example.org',
    name: 'Pia Processledare',
    title: 'Processledare',
    scope: code,
    roles: ['facilitator'],
  },
  officer: {
    email: 'handlaggare@example.org',
    name: 'Hanna Handläggare',
    title: 'Handläggare',
    scope: code,
    roles: ['officer'],
  },
  politician: {
    email: 'politiker@example.org',
    name: 'Polly Politiker',
    title: 'Politiker',
    scope: code,
    roles: ['politician'],
  },
  region: {
    email: 'region@example.org',
    name: 'Rune Regionhandläggare',
    title: 'Handläggare i regionen',
    scope: code,
    roles: ['regionalOfficer'],
  },
} as const satisfies Record<string, Account>;

/** Tells the story in the data folder and makes the accounts; what is there already stays when `keep` is set. */
export const setTheStage = async (dataDir: string, { keep }: { keep: boolean }): Promise<void> => {
  if (!keep) rmSync(dataDir, { recursive: true, force: true });
  const env = { DATA_DIR: dataDir };
  const desk = openDesk(readConfig(env));
  const isTold = (await meetingById(desk.store.read, liveMeetingId)) !== undefined;
  const hasAccounts = (await userByEmail(desk.store.read, accounts.administrator.email)) !== undefined;
  await desk.close();
  if (!isTold) await answer(['story', 'load'], env);
  if (hasAccounts) return;
  for (const { email, name, scope, roles } of Object.values<Account>(accounts))
    await answer(
      ['user', 'add', '--email', email, '--name', name, '--password', password].concat([
        '--municipality',
        scope,
        '--roles',
        roles.join(','),
      ]),
      env,
    );
};

export const liveMeetingId = toldMeetingId(story.live.key);

/** Addresses of the meeting that goes on, under `origin`. */
export const liveLinks = async (dataDir: string, origin: string) => {
  const desk = openDesk(readConfig({ DATA_DIR: dataDir }));
  const meeting = await meetingById(desk.store.read, liveMeetingId);
  await desk.close();
  if (!meeting) throw new Error('Berättelsens möte finns inte.');
  return linksOf(meeting, origin);
};
