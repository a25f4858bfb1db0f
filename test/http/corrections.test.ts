import { afterAll, beforeAll, expect, test } from 'vitest';
import { placesOf } from '../../server/store/meetings.ts';
import { openInvitations } from '../../server/store/people.ts';
import type { Body, Verb } from '../../shared/wire/up.ts';
import { openHall, staff, startService, type Client, type Service } from '../support/service.ts';

const municipalityCode = '0482';
let service: Service;
let lead: Client;
beforeAll(async () => {
  service = await startService();
  await openHall(service);
  lead = await staff(service, ['facilitator']);
});
afterAll(async () => {
  expect(service.failures).toEqual([]);
  await service.stop();
});

const add = async (name: string): Promise<string> => {
  const placeId = crypto.randomUUID();
  await lead.must('place.add', { placeId, name, population: 40 }, { municipalityCode });
  return placeId;
};
const refusalOf = async <V extends Verb>(client: Client, verb: V, body: Body<V>) => {
  const answer = await client.say(verb, body, { municipalityCode });
  return answer.ok ? undefined : { code: answer.problem.code, field: answer.problem.field };
};

test('[ME1] a place is there once, however its name is spelt', async () => {
  await add('Björkhult Norra');
  for (const name of ['björkhult norra', 'BJÖRKHULT  NORRA', ' Björkhult Norra '])
    expect(await refusalOf(lead, 'place.add', { placeId: crypto.randomUUID(), name })).toEqual({
      code: 'already_taken',
      field: 'name',
    });
});

test('[ME2] a place that was spelt wrong is corrected, and what is left out stays', async () => {
  const placeId = await add('tallbacken');
  await lead.must('place.revise', { placeId, name: 'Tallbacken' }, { municipalityCode });
  const other = await add('Granbacken');
  expect(await refusalOf(lead, 'place.revise', { placeId: other, name: 'TALLBACKEN' })).toEqual({
    code: 'already_taken',
    field: 'name',
  });
  await lead.must('place.revise', { placeId: other, population: null }, { municipalityCode });
  const places = await placesOf(service.app.store.read, municipalityCode);
  const populationOf = (name: string) => places.find((place) => place.name === name)?.population;
  expect([populationOf('Tallbacken'), populationOf('Granbacken')]).toEqual([40, null]);
  expect(populationOf('tallbacken')).toBeUndefined();
});

test('[ME2] nobody corrects the place of another municipality', async () => {
  const admin = await staff(service, ['administrator'], '*');
  await admin.must('municipality.add', { code: '0483', name: 'Grannkommunen' });
  const placeId = await add('Gränsbyn');
  const answer = await admin.say('place.revise', { placeId, name: 'Min' }, { municipalityCode: '0483' });
  expect(answer).toMatchObject({ ok: false, problem: { code: 'not_found' } });
});

test('[ME2] the name of a municipality is corrected, by its administrator alone', async () => {
  const admin = await staff(service, ['administrator']);
  await admin.must('municipality.revise', { name: 'Flens kommun' }, { municipalityCode });
  const overview = await lead.json<{ name: string }>(`/api/v1/municipalities/${municipalityCode}/overview`);
  expect(overview.name).toBe('Flens kommun');
  expect(await refusalOf(lead, 'municipality.revise', { name: 'Annat' })).toMatchObject({
    code: 'not_allowed',
  });
});

test('[SU5] an invitation that is withdrawn lets nobody in, and its address is gone', async () => {
  const admin = await staff(service, ['administrator']);
  const invite = (email: string) =>
    admin.must('person.invite', { email, roles: ['officer'] }, { municipalityCode });
  const made = await invite('fel@example.org');
  const waiting = () => openInvitations(service.app.store.read, municipalityCode, new Date());
  const invitationId = (await waiting()).find(({ email }) => email === 'fel@example.org')?.id ?? '';
  await admin.must('invitation.withdraw', { invitationId }, { municipalityCode });
  expect((await waiting()).map(({ email }) => email)).not.toContain('fel@example.org');
  const token = String(made.path).split('/').at(-1) ?? '';
  const { signIn } = service.app.services;
  expect(await signIn.acceptInvitation(token, { name: 'Fel', password: 'ett långt lösenord' })).toMatchObject(
    {
      ok: false,
    },
  );
  expect(await refusalOf(admin, 'invitation.withdraw', { invitationId })).toMatchObject({
    code: 'not_found',
  });
});

test('[SU5] what has been used is not withdrawn', async () => {
  const admin = await staff(service, ['administrator']);
  const made = await admin.must(
    'person.invite',
    { email: 'inne@example.org', roles: ['officer'] },
    { municipalityCode },
  );
  const { read } = service.app.store;
  const [row] = await openInvitations(read, municipalityCode, new Date());
  const token = String(made.path).split('/').at(-1) ?? '';
  const accepted = await service.app.services.signIn.acceptInvitation(token, {
    name: 'Inne',
    password: 'ett långt lösenord',
  });
  expect(accepted.ok).toBe(true);
  expect(await refusalOf(admin, 'invitation.withdraw', { invitationId: row?.id ?? '' })).toMatchObject({
    code: 'not_found',
  });
});
