import { createServer, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { databaseIn } from '../../db/folder.ts';
import { systemChance } from '../../server/chance.ts';
import { makeExports } from '../../server/exports/beside.ts';
import { inputsCsv } from '../../server/exports/inputs-csv.ts';
import { inputsJson } from '../../server/exports/inputs-json.ts';
import { meetingCsv } from '../../server/exports/meeting-csv.ts';
import { meetingJson } from '../../server/exports/meeting-json.ts';
import { csvFiles } from '../../server/exports/wanted.ts';
import { handOutLimits, makeHandOut, piecesOf } from '../../server/http/hand-out.ts';
import { tellStory, type Told } from '../../server/story/tell.ts';
import { outcomeView } from '../../server/views/outcome.ts';
import { meetingInputs, planInputs } from '../../server/views/plan-inputs.ts';
import { ok } from '../../shared/domain/problem.ts';
import { openHall, staff, startService, type Client, type Service } from '../support/service.ts';

let service: Service;
let told: Told;
let officer: Client;
beforeAll(async () => {
  service = await startService();
  const story = await tellStory({ store: service.app.store, chance: systemChance, now: new Date() });
  if (!story.ok) throw new Error(story.problem.code);
  told = story.value;
  officer = await staff(service, ['officer']);
});
afterAll(async () => {
  expect(service.failures).toEqual([]);
  await service.stop();
});

const pathOf = (meetingId: string, file: string): string => `/api/v1/meetings/${meetingId}/${file}`;
const fetched = async (path: string) => {
  const response = await officer.fetch(path);
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    name: response.headers.get('content-disposition'),
    bytes: Buffer.from(await response.arrayBuffer()),
  };
};
const whole = (text: string, name: string, type: string) => ({
  ...{ status: 200, type: `${type}; charset=utf-8`, name: `attachment; filename="${name}"` },
  bytes: Buffer.from(text),
});

test('[EX12] what is handed out is, byte for byte, what the makers write of the worked example', async () => {
  const { read } = service.app.store;
  for (const [key, meetingId] of Object.entries(told.meetings)) {
    const outcome = await outcomeView(read, meetingId);
    if (!outcome.ok) continue;
    const inputs = await meetingInputs(read, meetingId);
    const json = whole(meetingJson(outcome.value), `mote-${meetingId}.json`, 'application/json');
    expect(await fetched(pathOf(meetingId, 'export.json')), key).toEqual(json);
    for (const file of csvFiles) {
      const csv = whole(meetingCsv(file, outcome.value, inputs), `${file}.csv`, 'text/csv');
      expect([...csv.bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
      expect(await fetched(pathOf(meetingId, `export/${file}.csv`)), `${key} ${file}`).toEqual(csv);
    }
  }
  const handed = await planInputs(read, '0482');
  const [json, csv] = [inputsJson('0482', handed), inputsCsv(handed)];
  const inputs = '/api/v1/municipalities/0482/inputs';
  expect(await fetched(`${inputs}.json`)).toEqual(whole(json, 'planunderlag-0482.json', 'application/json'));
  expect(await fetched(`${inputs}.csv`)).toEqual(whole(csv, 'planunderlag-0482.csv', 'text/csv'));
});

test('[EX13] what cannot be made is refused with its own status, and what was asked for next is made', async () => {
  const hall = await openHall(service);
  const refusal = await officer.fetch(pathOf(hall.meetingId, 'export.json'));
  expect(refusal.status).toBe(409);
  expect(await refusal.json()).toMatchObject({ problem: { code: 'not_ready' } });
  expect((await fetched(pathOf(told.meetings.lovbruket ?? '', 'export/teman'))).status).toBe(200);
});

test('[EX13] a thread that cannot do its work is an error with a status, and no end of the server', async () => {
  const own = await startService();
  const hall = await openHall(own);
  await hall.facilitator.must('meeting.close', {}, { meetingId: hall.meetingId });
  await own.app.store.settle();
  rmSync(databaseIn(own.dataDir));
  const answer = await hall.facilitator.fetch(pathOf(hall.meetingId, 'export.json'));
  expect(answer.status).toBe(507);
  expect(answer.headers.get('content-disposition')).toBeNull();
  expect(await answer.json()).toMatchObject({ problem: { code: 'storage_full' } });
  expect(own.failures).toHaveLength(1);
  expect((await hall.facilitator.fetch('/api/v1/clock')).status).toBe(200);
  await own.stop();
});

test('[EX13] a file that breaks off midway does not look like a whole one', async () => {
  const bytes = new Uint8Array(30_000_000).fill(97);
  const handOut = makeHandOut({ make: async () => ok(bytes) }, { within: 300 });
  const wanted = { of: 'inputs', municipalityCode: '0482', file: 'csv' } as const;
  const ended: unknown[] = [];
  const server = createServer((_request, response) => {
    void handOut(response, { person: 'p', wanted, name: 'x.csv', type: 'text/csv' }).then((end) =>
      ended.push(end),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const answer = await new Promise<IncomingMessage>((resolve) =>
    get({ port, host: '127.0.0.1', agent: false }, resolve),
  );
  expect(answer.statusCode).toBe(200);
  // She reads nothing until her time is over, and then all that still comes.
  await new Promise((resolve) => setTimeout(resolve, 600));
  const end = new Promise<string>((resolve) =>
    answer.on('end', () => resolve('end')).on('error', () => resolve('broken')),
  );
  let read = 0;
  answer.on('data', (data: Buffer) => (read += data.length));
  expect(await end).toBe('broken');
  expect(read).toBeLessThan(bytes.length);
  expect(ended).toEqual([ok(true)]);
  server.close();
});

test('[EX14] who asks for fifty at once is let wait or refused; who asks for one is not behind her', async () => {
  const eager = await staff(service, ['facilitator']);
  const path = pathOf(told.meetings.lovbruket ?? '', 'export.json');
  const order: string[] = [];
  const many = Array.from({ length: 50 }, async () => {
    const answer = await eager.fetch(path);
    const text = await answer.text();
    if (answer.status === 200) order.push('eager');
    else expect(JSON.parse(text)).toMatchObject({ problem: { code: 'too_many', retryAfter: 2000 } });
    return answer.status;
  });
  // When she has begun to get what she asked for, all of hers has come.
  while (order.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  expect((await officer.fetch(path)).status).toBe(200);
  order.push('officer');
  const statuses = await Promise.all(many);
  expect(new Set(statuses)).toEqual(new Set([200, 429]));
  expect(order.filter((who) => who === 'eager').length).toBeGreaterThanOrEqual(handOutLimits.waiting);
  expect(order.indexOf('officer')).toBeLessThan(12);
});

test('[EX14] who hangs up gives her place to the next', async () => {
  const path = pathOf(told.meetings.lovbruket ?? '', 'export.json');
  const leaving = Array.from({ length: 10 }, async () => {
    const gone = new AbortController();
    const answer = fetch(service.url + path, { headers: { cookie: officer.cookie }, signal: gone.signal });
    setTimeout(() => gone.abort(), 5);
    await answer.then((response) => response.text()).catch(() => undefined);
  });
  await Promise.all(leaving);
  expect((await officer.fetch(path)).status).toBe(200);
});

test('[LM16] a file is sent in pieces of 64 KiB at most, none missing, none twice', () => {
  expect(handOutLimits.pieceBytes).toBe(64 * 1024);
  for (const length of [0, 1, 65_536, 65_537, 1_000_003]) {
    const bytes = new Uint8Array(length).map((_, at) => at % 251);
    const pieces = [...piecesOf(bytes)];
    expect(Math.max(0, ...pieces.map((piece) => piece.length))).toBeLessThanOrEqual(handOutLimits.pieceBytes);
    expect(Buffer.concat(pieces).equals(bytes)).toBe(true);
  }
});

test('[LM16] one thread makes file after file, and ends when it is told to', async () => {
  const exports = makeExports(service.dataDir);
  const wanted = { of: 'meeting', meetingId: told.meetings.lovbruket ?? '', file: 'lappar' } as const;
  const made = await Promise.all([exports.make(wanted), exports.make(wanted), exports.make(wanted)]);
  expect(new Set(made.map((file) => file.ok && Buffer.from(file.value).toString())).size).toBe(1);
  const late = exports.make(wanted);
  await exports.stop();
  await expect(late).rejects.toThrow('ended');
});
