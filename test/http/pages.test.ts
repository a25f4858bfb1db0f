import { afterAll, beforeAll, expect, test } from 'vitest';
import { templates } from '../../shared/domain/template.ts';
import { openHall, phone, startService, type Client, type Hall, type Service } from '../support/service.ts';

let service: Service;
let hall: Hall;
let resident: Client;
const about = () => ({ meetingId: hall.meetingId });

beforeAll(async () => {
  service = await startService({ pages: true });
  hall = await openHall(service);
  resident = await phone(service, hall);
});
afterAll(async () => {
  expect(service.failures).toEqual([]);
  await service.stop();
});

const englishPage = async (reader: Client, path: string): Promise<string> => {
  const response = await reader.fetch(path, { headers: { 'accept-language': 'en' } });
  return (await response.text()).replace(/<!--.*?-->/gs, '');
};
/** Words of the agenda that are all an element says: those that say they are Swedish, and those that do not. */
const agendaWords = (page: string) => {
  const known = templates['three-questions-150'].steps.flatMap(({ title, question = title }) => [
    title,
    question,
  ]);
  const elements = [...page.matchAll(/<(\w[^>]*)>([^<]*)(?=<)/g)].map(([, tag = '', text = '']) => ({
    tag,
    text,
  }));
  // A title inside a sentence is marked by itself: what is Swedish by mistake is read out as gibberish, too.
  const says = (text: string) =>
    known.includes(text.trim().replace(/^\d+\. |^, |:$/g, '')) ||
    known.some((title) => title.length > 10 && text.includes(title));
  const found = elements.filter(({ tag, text }) => !/^(script|title|meta)/.test(tag) && says(text));
  const marked = found.filter(({ tag }) => tag.includes('lang="sv"'));
  return { marked: marked.length, bare: found.filter((one) => !marked.includes(one)) };
};

test('[WD6] what an agenda says is marked as Swedish on the English pages of a meeting', async () => {
  const stepId = hall.step('collect');
  const paths = ['/m/ID', '/lead/ID', '/lead/ID?work=dots', '/screen/ID', '/staff/meeting/ID'];
  const look = async (path: string) => {
    const reader = path.startsWith('/m/') ? resident : hall.facilitator;
    const { marked, bare } = agendaWords(await englishPage(reader, path.replace('ID', hall.meetingId)));
    expect([path, bare]).toEqual([path, []]);
    expect([path, marked > 0]).toEqual([path, true]);
  };
  for (const kind of ['intro', 'collect', 'offers']) {
    await hall.facilitator.must('step.open', { stepId: hall.step(kind) }, about());
    await look('/m/ID');
  }
  await hall.facilitator.must('step.open', { stepId }, about());
  await resident.must('note.write', { noteId: crypto.randomUUID(), stepId, text: 'Bussen går' }, about());
  for (const path of paths) await look(path);
  await hall.facilitator.must('step.open', { stepId: hall.step('dots') }, about());
  await hall.facilitator.must('meeting.close', {}, about());
  await look('/outcome/ID');
});

test('[WT3] the page of an error names its typeface itself', async () => {
  for (const path of ['/finns-inte', `/lead/${hall.meetingId}`]) {
    const page = await (await resident.fetch(path)).text();
    const [, sheet = ''] = /<link rel="stylesheet" href="([^"]*fonts[^"]*)"/.exec(page) ?? [];
    expect(await (await resident.fetch(sheet)).text()).toContain('Atkinson Hyperlegible Next');
  }
});
