import { setMaxListeners } from 'node:events';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { Browser } from './crowd/browser.ts';
import { emptyLedger, ledgerLines, type Ledger } from './crowd/ledger.ts';
import { walkAgenda } from './crowd/lead.ts';
import { liveThrough, paces } from './crowd/resident.ts';
import { leadView, signedIn, verdict, verify } from './crowd/staff.ts';
import { crowdTexts } from './crowd/texts.ts';

export interface CrowdOptions {
  url: string;
  code: string;
  people: number;
  pace: keyof typeof paces;
  seed: number;
  /** Where the code leads, when that is known; else one more comes in to ask. */
  meetingId?: string;
  /** Facilitator's account, for leading and for comparing afterwards. */
  account?: { email: string; password: string };
  lead: boolean;
  home: AbortSignal;
  tell: (line: string) => void;
}

/** Lets a crowd live through a meeting until it is called home or the agenda ends. False when something was lost. */
export const runCrowd = async (options: CrowdOptions): Promise<boolean> => {
  const { url, code, people, seed, account, tell } = options;
  const ledger = emptyLedger();
  const texts = crowdTexts();
  if (texts.attribution) tell(`  ${texts.attribution}`);
  const out = new AbortController();
  const home = AbortSignal.any([options.home, out.signal]);
  // Every resident listens for the call home, and every document for the end of the process.
  setMaxListeners(0, home, process);
  const hall = { url, code, texts, pace: paces[options.pace], ledger, home };
  const failures: string[] = [];
  const crowd = Array.from({ length: people }, (_, i) =>
    liveThrough(hall, seed + i).catch((failure: unknown) => void failures.push(String(failure))),
  );
  const meetingId = options.meetingId ?? (await meetingBehind(url, code));
  const browser = account && (await signedIn(url, account));
  if (browser && options.lead)
    await walkAgenda({ browser, meetingId, pace: options.pace, home, tell }).finally(() => out.abort());
  await Promise.all(crowd);
  tell('');
  for (const line of [...ledgerLines(ledger), ...failures.map((failure) => `  Kom inte in: ${failure}`)])
    tell(line);
  return browser ? compare(browser, meetingId, { ledger, tell, failures }) : failures.length === 0;
};

const meetingBehind = async (url: string, code: string): Promise<string> =>
  (await new Browser(url).ask<{ meetingId: string }>('/api/v1/join', { code })).meetingId;

const compare = async (
  browser: Browser,
  meetingId: string,
  { ledger, tell, failures }: { ledger: Ledger; tell: (line: string) => void; failures: string[] },
): Promise<boolean> => {
  // The last changes reach the documents a moment after they reached the disk.
  await new Promise((resolve) => setTimeout(resolve, 500));
  await leadView(browser, meetingId);
  const { lines, holds } = verdict(await verify(browser, meetingId, ledger), ledger);
  for (const line of lines) tell(line);
  return holds && failures.length === 0;
};

const usage = `tsx scripts/crowd.ts --url http://localhost:3000 --code BCD-FGHJ [--people 40] [--pace calm|fast]
  [--minutes 5] [--seed 1] [--verify|--lead --email … --password …]`;

const readOptions = () => {
  const { values } = parseArgs({
    options: {
      ...{ url: { type: 'string' }, code: { type: 'string' }, people: { type: 'string', default: '40' } },
      ...{
        pace: { type: 'string', default: 'calm' },
        minutes: { type: 'string' },
        seed: { type: 'string', default: '1' },
      },
      ...{ email: { type: 'string' }, password: { type: 'string' } },
      ...{ verify: { type: 'boolean', default: false }, lead: { type: 'boolean', default: false } },
    } as const,
  });
  const { url, code, email, password } = values;
  const account = email && password ? { email, password } : undefined;
  if (!url || !code || (!account && (values.verify || values.lead))) throw new Error(usage);
  return { ...values, url: url.replace(/\/+$/, ''), code, account };
};

const main = async (): Promise<void> => {
  const { url, code, account, lead, ...values } = readOptions();
  const home = new AbortController();
  process.once('SIGINT', () => home.abort());
  if (values.minutes) setTimeout(() => home.abort(), Number(values.minutes) * 60_000).unref();
  const holds = await runCrowd({
    ...{ url, code, lead, people: Number(values.people), seed: Number(values.seed) },
    pace: values.pace === 'fast' ? 'fast' : 'calm',
    ...(account ? { account } : {}),
    ...{ home: home.signal, tell: (line: string) => console.log(line) },
  });
  process.exitCode = holds ? 0 : 1;
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  main().catch((failure: unknown) => {
    console.error(failure instanceof Error ? failure.message : failure);
    process.exitCode = 1;
  });
