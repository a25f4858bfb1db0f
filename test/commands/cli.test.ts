import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answer } from '../../server/cli/answer.ts';
import { openStore } from '../../server/store/store.ts';
import { meetingById } from '../../server/store/meetings.ts';
import { grantsOf } from '../../server/store/people.ts';
import { setting } from '../../server/store/upkeep.ts';
import { Client, startService } from '../support/service.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const password = 'ett långt lösenord';
let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'cli-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const cli = async (...args: string[]) => answer(args, { DATA_DIR: folder, PORT: '4105' });
const made = async (...args: string[]) => JSON.parse(await cli(...args)) as Record<string, string>;
const user = (email: string, ...rest: string[]) => [
  ...['user', 'add', '--email', email, '--name', 'Någon Annan', '--password', password],
  ...rest,
];

const aPlace = async () => {
  await cli('municipality', 'add', '--code', '0482', '--name', 'Flen');
  await cli('place', 'add', '--municipality', '0482', '--name', 'Lövbruket', '--population', '310');
};
const aMeeting = (...rest: string[]) =>
  made(
    ...['meeting', 'add', '--municipality', '0482', '--place', 'Lövbruket'],
    ...['--title', 'Bymöte', '--day', '2026-11-22', ...rest],
  );

describe('the command line', () => {
  it('[CL1] makes accounts that can sign in, with the roles they were given', async () => {
    await aPlace();
    const { userId = '' } = await made(
      ...user('a@example.org', '--municipality', '0482', '--roles', 'facilitator,officer'),
    );
    const service = await startService({ dataDir: folder });
    expect(await grantsOf(service.app.store.read, userId)).toEqual([
      { municipalityCode: '0482', role: 'facilitator' },
      { municipalityCode: '0482', role: 'officer' },
    ]);
    const client = await new Client(service.url).signIn('a@example.org', password);
    expect(client.cookie).toContain('bystamma');
    // Beside the server that runs: more roles, and the password stays what it was.
    await cli('user', 'add', '--email', 'A@example.org', '--municipality', '0482', '--roles', 'politician');
    expect(await grantsOf(service.app.store.read, userId)).toHaveLength(3);
    await new Client(service.url).signIn('a@example.org', password);
    await service.stop();
  });

  it('[CL2] closes the link of the first start when it makes an administrator of everything', async () => {
    await cli(...user('b@example.org', '--municipality', '*', '--roles', 'administrator'));
    const store = openStore(folder);
    expect(await setting(store.read, 'set-up')).toBe(true);
    store.close();
    const service = await startService({ dataDir: folder });
    expect(service.app.setupLink).toBeUndefined();
    await service.stop();
  });

  it('[CL3] makes a meeting that a phone can come into, while the server runs', async () => {
    const service = await startService({ dataDir: folder });
    const link = service.app.setupLink;
    await aPlace();
    const meeting = await aMeeting('--open', '--origin', service.url);
    expect(meeting).toMatchObject({ state: 'open', leadLink: `${service.url}/lead/${meeting.id}` });
    expect(meeting.joinCodeShown).toBe(`${meeting.joinCode?.slice(0, 3)}-${meeting.joinCode?.slice(3)}`);
    expect(meeting.joinLink).toMatch(new RegExp(`^${service.url}/j/`));
    expect(meeting.screenLink).toMatch(new RegExp(`^${service.url}/hall/`));
    expect(await new Client(service.url).join({ code: meeting.joinCodeShown ?? '' })).toBe(meeting.id);
    const setup = await service.app.services.signIn.isSetupLink(link?.split('/').at(-1) ?? '');
    expect(setup).toBe(true);
    expect(service.failures).toEqual([]);
    await service.stop();
  });

  it('[CL4] lists meetings, and keeps a draft closed', async () => {
    await aPlace();
    const { id } = await aMeeting();
    expect(await made('meeting', 'list')).toMatchObject([{ id, state: 'draft', place: 'Lövbruket' }]);
    expect(await made('meeting', 'list', '--municipality', '0482')).toHaveLength(1);
    await expect(cli('meeting', 'export', '--meeting', id ?? '')).rejects.toThrow('not closed');
  });

  it('[CL8] lists municipalities, places and people, with their ids and roles', async () => {
    await aPlace();
    await cli(...user('b@example.org', '--municipality', '0482', '--roles', 'officer'));
    await cli(...user('a@example.org'));
    expect(await made('municipality', 'list')).toEqual([{ code: '0482', name: 'Flen' }]);
    const [place] = (await made('place', 'list', '--municipality', '0482')) as unknown as { id: string }[];
    expect(place).toMatchObject({ name: 'Lövbruket', population: 310 });
    const byId = [
      '--municipality',
      '0482',
      '--place',
      place?.id ?? '',
      '--title',
      'x',
      '--day',
      '2026-11-22',
    ];
    expect(await made('meeting', 'add', ...byId)).toMatchObject({ state: 'draft' });
    const people = (await made('user', 'list')) as unknown as { email: string }[];
    expect(people.map(({ email }) => email).sort()).toEqual(['a@example.org', 'b@example.org']);
    const here = await made('user', 'list', '--municipality', '0482');
    expect(here).toMatchObject([{ roles: [{ municipality: '0482', role: 'officer' }] }]);
    expect(JSON.stringify(here)).not.toContain('password');
  });

  it('[CL3] takes what was agreed about the meeting with it', async () => {
    await aPlace();
    const { id = '' } = await aMeeting(
      ...[
        '--starts',
        '18:30',
        '--venue',
        'Bygdegården',
        '--custodian',
        'association',
        '--ladder',
        'influence',
      ],
      ...['--feedback-owner', 'landsbygdsutvecklare', '--feedback-due', '2027-02-20'],
    );
    const store = openStore(folder);
    expect(await meetingById(store.read, id)).toMatchObject({
      ...{ startsAt: '18:30', venue: 'Bygdegården', custodian: 'association', ladderLevel: 'influence' },
      ...{ feedbackOwner: 'landsbygdsutvecklare', feedbackDue: '2027-02-20' },
    });
    store.close();
  });

  it('[CL5] tells the story and exports it', async () => {
    const told = (await made('story', 'load')) as unknown as { meetings: Record<string, string> };
    const meeting = told.meetings.lovbruket ?? '';
    expect(JSON.parse(await cli('meeting', 'export', '--meeting', meeting))).toMatchObject({
      kind: 'meeting',
    });
    const notes = await cli('meeting', 'export', '--meeting', meeting, '--format', 'csv', '--file', 'lappar');
    expect(notes.split('\r\n')).toHaveLength(42);
    expect(JSON.parse(await cli('inputs', 'export', '--municipality', '0482'))).toMatchObject({
      kind: 'planInputs',
    });
    expect(await cli('inputs', 'export', '--municipality', '0482', '--format', 'csv')).toContain(
      'KS 2026/123',
    );
    await expect(cli('story', 'load')).rejects.toThrow('told here already');
  });

  it.each([
    [['nonsense'], 'I do not know "nonsense"'],
    [['user', 'fly'], 'I do not know "user fly"'],
    [['meeting', 'list', '--colour', 'red'], 'colour'],
    [['meeting', 'list', 'extra'], '"extra"'],
    [['user', 'add', '--email', 'nobody'], '--email'],
    [['user', 'add', '--email', 'c@example.org', '--name', 'C', '--password', 'short'], 'at least 10'],
    [
      ['user', 'add', '--email', 'c@example.org', '--name', 'C', '--password', 'x'.repeat(129)],
      'at most 128',
    ],
    [['user', 'add', '--email', 'c@example.org', '--roles', 'king', '--municipality', '0482'], '--roles'],
    [[...user('c@example.org'), '--roles', 'officer'], '--municipality is missing'],
    [[...user('c@example.org'), '--roles', 'officer', '--municipality', '9999'], 'no municipality 9999'],
    [['municipality', 'add', '--code', '04', '--name', 'Flen'], '(code)'],
    [['place', 'add', '--municipality', '9999', '--name', 'By'], 'municipalityCode'],
    [['meeting', 'list', '--municipality', '9999'], 'no municipality 9999'],
    [['place', 'list', '--municipality', '9999'], 'no municipality 9999'],
    [['user', 'list', '--municipality', '9999'], 'no municipality 9999'],
    [['meeting', 'export', '--meeting', 'none'], 'no meeting none'],
    [['inputs', 'export', '--municipality', '9999'], 'no municipality 9999'],
  ])('[CL6] answers %j with one sentence', async (args, sentence) => {
    const failure = await cli(...args).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(failure).toBeInstanceOf(Error);
    expect((failure as Error).message).toContain(sentence);
    expect((failure as Error).message).not.toContain('\n');
  });

  it('[CL7] prints to the right places as a program', async () => {
    const run = (...args: string[]) =>
      promisify(execFile)(process.execPath, ['--import', 'tsx', 'server/cli.ts', ...args], {
        cwd: root,
        env: { ...process.env, DATA_DIR: folder },
      });
    expect((await run('help')).stdout).toContain('story load');
    await expect(run('meeting', 'export')).rejects.toMatchObject({
      code: 1,
      stdout: '',
      stderr: '--meeting is missing.\n',
    });
  });
});
