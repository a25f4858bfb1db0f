/** What the operator decides, read once from the environment. */
export interface Config {
  dataDir: string;
  port: number;
  host: string;
  /** Public origin, `https://…` without a slash at the end; when unset the Host header of each request is used. */
  origin: string | undefined;
  development: boolean;
  /** Signs sign-in cookies; when unset one is made at the first start and kept in the data folder. */
  secret: string | undefined;
  smtp: { url: string; from: string } | undefined;
  /** A line shown under every page of a demonstration (attribution of borrowed data). */
  demoNotice: string | undefined;
}

/** Throws, with one sentence, when a setting cannot be right: better no start than links that lead nowhere. */
export const readConfig = (env: NodeJS.ProcessEnv): Config => {
  // An empty line in a file of settings is no setting.
  const given = (name: string): string | undefined => env[name]?.trim() || undefined;
  const origin = originOf(given('ORIGIN'));
  const url = given('SMTP_URL');
  if (url !== undefined && origin === undefined)
    throw new Error('SMTP_URL needs ORIGIN, because links in mail must lead to an address.');
  return {
    dataDir: given('DATA_DIR') ?? './data',
    port: portOf(given('PORT') ?? '3000'),
    host: given('HOST') ?? '0.0.0.0',
    origin,
    development: env.NODE_ENV === 'development',
    secret: given('BYSTAMMA_SECRET'),
    smtp: url === undefined ? undefined : { url, from: given('SMTP_FROM') ?? 'bystamma@localhost' },
    demoNotice: given('DEMO_NOTICE'),
  };
};

const portOf = (text: string): number => {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new Error(`PORT is not a port number: ${text}`);
  return port;
};

/** As browsers write it, so that it can be compared with theirs: small letters, no slash at the end. */
const originOf = (text: string | undefined): string | undefined => {
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const bare = url && /^https?:$/.test(url.protocol) && `${url.pathname}${url.search}${url.hash}` === '/';
  if (!bare || url.username !== '')
    throw new Error(`ORIGIN is not an address like https://bystamma.example.se: ${text}`);
  return url.origin;
};
