import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { swedishDay } from '../../shared/domain/day.ts';
import { updateMeeting } from '../../server/store/meetings.ts';
import {
  openHall,
  phone,
  staff,
  startService,
  type Client,
  type Hall,
  type Service,
} from '../support/service.ts';

const municipalityCode = '0482';
const dayMs = 86_400_000;
let service: Service;
let officer: Client;
beforeAll(async () => {
  service = await startService();
  officer = await staff(service, ['officer']);
});
afterAll(async () => {
  expect(service.failures).toEqual([]);
  await service.stop();
});

const daysFromNow = (days: number): string => swedishDay(Date.now() + days * dayMs);

/** A plan input that was handed over, from a meeting planned for that day; the meeting is held and closed now. */
const handedOver = async (day: string): Promise<string> => {
  const hall = await openHall(service);
  await service.app.store.write((tx) => updateMeeting(tx, hall.meetingId, { day }));
  const noteIds = [await saidIn(hall)];
  const about = { meetingId: hall.meetingId };
  await hall.facilitator.must('meeting.close', {}, about);
  const planInputId = crypto.randomUUID();
  const words = { kind: 'need', title: 'Kvällsbuss', text: 'Bussen', responsibleLevel: 'region' } as const;
  const from = { serviceCodes: [], themeIds: [], offerIds: [], noteIds };
  await hall.facilitator.must('planInput.write', { planInputId, ...words, ...from }, about);
  await hall.facilitator.must('planInput.submit', { planInputIds: [planInputId] }, about);
  return planInputId;
};
const saidIn = async (hall: Hall): Promise<string> => {
  const about = { meetingId: hall.meetingId };
  const [anna, noteId, stepId] = [await phone(service, hall), crypto.randomUUID(), hall.step('collect')];
  await hall.facilitator.must('step.open', { stepId }, about);
  await anna.must('note.write', { noteId, stepId, text: 'Bussen går sällan' }, about);
  return noteId;
};
const receive = async (planInputId: string, receivedOn: string) => {
  const body = { planInputId, registryNumber: 'KS 2026/1', receivedOn };
  const answer = await officer.say('planInput.receive', body, { municipalityCode });
  return answer.ok ? 'received' : { code: answer.problem.code, field: answer.problem.field };
};
const notThatDay = { code: 'malformed', field: 'receivedOn' };

describe('the day a plan input was received', () => {
  test('[PI3] is not to come, and not before its meeting; after a slip it is received as it should', async () => {
    const planInputId = await handedOver(daysFromNow(-10));
    for (const day of ['2099-01-01', daysFromNow(1), daysFromNow(-11), '1999-01-01'])
      expect(await receive(planInputId, day)).toEqual(notThatDay);
    expect(await receive(planInputId, daysFromNow(-10))).toBe('received');
  });

  test('[PI3] may be today', async () => {
    expect(await receive(await handedOver(daysFromNow(-1)), daysFromNow(0))).toBe('received');
  });

  test('[PI3] of a meeting held before its day is from when its words were handed over', async () => {
    const planInputId = await handedOver(daysFromNow(5));
    expect(await receive(planInputId, daysFromNow(-2))).toEqual(notThatDay);
    expect(await receive(planInputId, daysFromNow(5))).toEqual(notThatDay);
    expect(await receive(planInputId, daysFromNow(0))).toBe('received');
  });
});
