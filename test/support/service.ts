import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { protocolVersion } from '../../shared/wire/version.ts';
import type { Answer } from '../../shared/wire/down.ts';
import type { Body, Verb } from '../../shared/wire/up.ts';
import { createApp, type App } from '../../server/app.ts';
import { grantAll, makeAccount } from '../../server/sign-in.ts';
import type { StaffRole } from '../../shared/domain/role.ts';

/** A whole service of its own, on a free port, with a data folder that is thrown away. */
export interface Service {
  app: App;
  url: string;
  dataDir: string;
  failures: unknown[];
  stop(): Promise<void>;
}

export const startService = async ({
  pages = false,
  dataDir = newFolder(),
  port = 0,
} = {}): Promise<Service> => {
  const failures: unknown[] = [];
  const app = await createApp(
    {
      dataDir,
      port,
      host: '127.0.0.1',
      origin: undefined,
      development: false,
      secret: secret0,
      smtp: undefined,
      demoNotice: undefined,
    },
    { pages, report: (failure) => failures.push(failure) },
  );
  await app.listen();
  return {
    app,
    dataDir,
    failures,
    url: app.origin(),
    stop: async () => {
      await app.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
};

/** Sign-ins made in this process are valid in one that is given this as BYSTAMMA_SECRET. */
export const secret0 = 'a secret only for tests, long enough';

export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'bystamma-'));

/** A browser without pages: cookies, and what can be asked and said with them over HTTP. */
export class Client {
  readonly url: string;
  readonly cookies = new Map<string, string>();
  constructor(url: string) {
    this.url = url;
  }
  get cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }
  async fetch(
    path: string,
    init: { method?: string; body?: unknown; headers?: Record<string, string> } = {},
  ) {
    const response = await fetch(this.url + path, {
      method: init.method ?? (init.body === undefined ? 'GET' : 'POST'),
      redirect: 'manual',
      headers: {
        origin: this.url,
        cookie: this.cookie,
        ...(init.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...init.headers,
      },
      ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      this.cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return response;
  }
  async json<T>(path: string): Promise<T> {
    return (await this.fetch(path)).json() as Promise<T>;
  }
  async signIn(email: string, password = password0): Promise<this> {
    const response = await this.fetch('/api/v1/sign-in', { body: { email, password } });
    if (!response.ok) throw new Error(`sign-in: ${response.status}`);
    return this;
  }
  async join(by: { code: string } | { token: string }): Promise<string> {
    const response = await this.fetch('/api/v1/join', { body: by });
    if (!response.ok) throw new Error(`join: ${response.status} ${await response.text()}`);
    return ((await response.json()) as { meetingId: string }).meetingId;
  }
  /** Says something over HTTP; `about` is the meeting or municipality, `id` the command's own id. */
  async say<V extends Verb>(
    verb: V,
    body: Body<V>,
    about: { meetingId?: string; municipalityCode?: string; id?: string } = {},
  ): Promise<Answer> {
    const { id = crypto.randomUUID(), ...scope } = about;
    const response = await this.fetch('/api/v1/commands', {
      body: { v: protocolVersion, id, verb, ...scope, body },
    });
    return (await response.json()) as Answer;
  }
  /** As `say`, for what must succeed. */
  async must<V extends Verb>(
    verb: V,
    body: Body<V>,
    about: { meetingId?: string; municipalityCode?: string; id?: string } = {},
  ): Promise<Record<string, unknown>> {
    const answer = await this.say(verb, body, about);
    if (!answer.ok) throw new Error(`${verb}: ${answer.problem.code} ${answer.problem.field ?? ''}`);
    return answer.result;
  }
}

/** The same person with the same cookies, at a server that was started anew elsewhere. */
export const movedTo = (client: Client, url: string): Client => {
  const there = new Client(url);
  client.cookies.forEach((value, name) => there.cookies.set(name, value));
  return there;
};

export const password0 = 'ett långt lösenord';

/** Makes an account with roles and returns a signed-in client. */
export const staff = async (
  service: Service,
  roles: StaffRole[],
  municipalityCode = '0482',
): Promise<Client> => {
  const email = `${roles.join('-')}-${crypto.randomUUID().slice(0, 8)}@example.org`.toLowerCase();
  const userId = await makeAccount(service.app.auth, { name: roles.join(' '), email, password: password0 });
  await grantAll({ store: service.app.store, now: () => new Date() }, userId, municipalityCode, roles);
  return new Client(service.url).signIn(email);
};

export interface Hall {
  meetingId: string;
  joinCode: string;
  joinToken: string;
  screenPath: string;
  facilitator: Client;
  stepIds: string[];
  /** The first step of this kind. */
  step(kind: string, nth?: number): string;
}

/** A municipality, a place and a meeting whose doors are open, led by a signed-in facilitator. */
export const openHall = async (
  service: Service,
  template: 'three-questions-150' | 'three-questions-90' = 'three-questions-150',
): Promise<Hall> => {
  const admin = await staff(service, ['administrator'], '*');
  await admin.say('municipality.add', { code: '0482', name: 'Flen' });
  const facilitator = await staff(service, ['facilitator']);
  const placeId = crypto.randomUUID();
  const meetingId = crypto.randomUUID();
  const municipalityCode = '0482';
  await facilitator.must('place.add', { placeId, name: `By ${placeId.slice(0, 4)}` }, { municipalityCode });
  const made = await facilitator.must(
    'meeting.prepare',
    {
      meetingId,
      placeId,
      template,
      title: 'Bymöte',
      day: '2026-11-22',
      custodian: 'municipality',
      ladderLevel: 'dialogue',
      feedbackOwner: 'landsbygdsutvecklare',
      feedbackDue: '2027-02-20',
    },
    { municipalityCode },
  );
  await facilitator.must('meeting.open', {}, { meetingId });
  const lead = await facilitator.json<{ room: { steps: { id: string; kind: string }[] } }>(
    `/api/v1/meetings/${meetingId}`,
  );
  const { steps } = lead.room;
  return {
    meetingId,
    joinCode: String(made.joinCode),
    joinToken: String(made.joinPath).replace('/j/', ''),
    screenPath: String(made.screenPath),
    facilitator,
    stepIds: steps.map((s) => s.id),
    step: (kind, nth = 0) => steps.filter((s) => s.kind === kind)[nth]?.id ?? '',
  };
};

/** A new phone in the hall. */
export const phone = async (service: Service, hall: Hall): Promise<Client> => {
  const client = new Client(service.url);
  await client.join({ code: hall.joinCode });
  return client;
};
