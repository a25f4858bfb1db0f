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

export const readConfig = (env: NodeJS.ProcessEnv): Config => ({
  dataDir: env.DATA_DIR ?? './data',
  port: portOf(env.PORT),
  host: env.HOST ?? '0.0.0.0',
  origin: env.ORIGIN?.replace(/\/+$/, ''),
  development: env.NODE_ENV === 'development',
  secret: env.BYSTAMMA_SECRET,
  smtp: env.SMTP_URL ? { url: env.SMTP_URL, from: env.SMTP_FROM ?? 'bystamma@localhost' } : undefined,
  demoNotice: env.DEMO_NOTICE,
});

const portOf = (text: string | undefined): number => {
  const port = Number(text ?? 3000);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new Error(`PORT is not a port number: ${text}`);
  return port;
};
