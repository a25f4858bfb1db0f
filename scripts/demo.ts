import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { story } from '../db/seed/story.ts';
import { showCode } from '../shared/domain/join-code.ts';
import { runCrowd } from './crowd.ts';
import { crowdTexts } from './crowd/texts.ts';
import { buildIfNeeded, root } from './demo/build.ts';
import { startServer } from './demo/server.ts';
import { accounts, liveLinks, liveMeetingId, password, setTheStage } from './demo/stage.ts';

const readOptions = () => {
  const { values } = parseArgs({
    options: {
      ...{ port: { type: 'string' }, crowd: { type: 'string', default: '0' }, minutes: { type: 'string' } },
      ...{ pace: { type: 'string', default: 'calm' }, seed: { type: 'string', default: '1' } },
      ...{ keep: { type: 'boolean', default: false }, lead: { type: 'boolean', default: false } },
      /** Stops when the crowd has gone home. */
      once: { type: 'boolean', default: false },
    } as const,
  });
  const pace = values.pace === 'fast' ? ('fast' as const) : ('calm' as const);
  return {
    ...values,
    pace,
    port: Number(values.port ?? process.env.PORT ?? 3000),
    people: Number(values.crowd),
    seed: Number(values.seed),
  };
};

const printAddresses = (url: string, links: Awaited<ReturnType<typeof liveLinks>>): void => {
  const { municipality, live } = story;
  const rows = [
    ['Startsida (skriv koden)', url],
    ['Kod till mötet', links.joinCode ? showCode(links.joinCode) : '–'],
    ['Länk till mötet', links.joinLink],
    ['Skärmen i salen', links.screenLink],
    ['Logga in', `${url}/sign-in`],
    ['Leda mötet', links.leadLink],
    ['Förbereda mötet', `${url}/staff/meeting/${liveMeetingId}`],
    ['Politikerns sida', `${url}/municipality/${municipality.code}`],
    ['Planunderlag', `${url}/municipality/${municipality.code}/inputs`],
  ];
  const now = links.joinCode ? `Just nu pågår ${live.title}.` : `${live.title} är avslutat.`;
  console.log(`\nBystämma visar en påhittad berättelse. ${now}\n`);
  for (const [name = '', value = ''] of rows) console.log(`  ${name.padEnd(26)}${value}`);
  console.log(`\n  Konton, alla med lösenordet: ${password}\n`);
  for (const { title, email } of Object.values(accounts)) console.log(`  ${title.padEnd(26)}${email}`);
  console.log('');
};

const main = async (): Promise<void> => {
  const { port, people, keep, lead, once, pace, seed, minutes } = readOptions();
  const dataDir = join(root, 'data/demo');
  buildIfNeeded();
  await setTheStage(dataDir, { keep });
  const demoNotice = people > 0 ? crowdTexts().attribution : undefined;
  const server = await startServer({ dataDir, port, demoNotice });
  const links = await liveLinks(dataDir, server.url);
  printAddresses(server.url, links);
  const home = new AbortController();
  const asked = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => {
        home.abort();
        resolve();
      });
  });
  if (minutes) setTimeout(() => home.abort(), Number(minutes) * 60_000).unref();
  if (people > 0 && links.joinCode) {
    console.log(`${people} påhittade bybor är på väg in.`);
    const holds = await runCrowd({
      ...{ url: server.url, code: links.joinCode, people, pace, seed, lead, meetingId: liveMeetingId },
      account: { email: accounts.facilitator.email, password },
      ...{ home: home.signal, tell: (line: string) => console.log(line) },
    });
    console.log(holds ? '\nInget gick förlorat.' : '\nNågot gick förlorat.');
    process.exitCode = holds ? 0 : 1;
  }
  if (!once) await asked;
  await server.stop();
};

main().catch((failure: unknown) => {
  console.error(failure instanceof Error ? failure.message : failure);
  process.exitCode = 1;
});
