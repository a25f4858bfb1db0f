import { createServer, type Server } from 'node:http';

/** Bounds of every connection, before anybody is known. Source of the figures: the trust brief, section 3. */
export const httpLimits = {
  /** Bytes of all headers of one request. */
  headerBytes: 16 * 1024,
  /** How long a request's headers, and the whole of it, may take to arrive (ms); how often we look. */
  headersWithin: 10_000,
  requestWithin: 30_000,
  lookEvery: 2000,
  /** Two lines for each of a thousand phones, and room for pages that are loading. */
  sockets: 6000,
} as const;

/** The one server on the one port, bounded against those who open lines and never speak. */
export const openHttp = (): Server => {
  const server = createServer({
    maxHeaderSize: httpLimits.headerBytes,
    headersTimeout: httpLimits.headersWithin,
    requestTimeout: httpLimits.requestWithin,
    connectionsCheckingInterval: httpLimits.lookEvery,
  });
  server.maxConnections = httpLimits.sockets;
  return server;
};

/** Opens the port. Rejects with one sentence for the operator when it cannot be had. */
export const listen = (server: Server, { host, port }: { host: string; port: number }): Promise<void> =>
  new Promise((resolve, reject) => {
    const refused = ({ code = '', message }: NodeJS.ErrnoException) =>
      reject(new Error(whyNot[code]?.(host, port) ?? message));
    server.once('error', refused);
    server.listen(port, host, () => {
      server.off('error', refused);
      resolve();
    });
  });

const whyNot: Record<string, (host: string, port: number) => string> = {
  EADDRINUSE: (_host, port) => `Port ${port} is taken by another program; choose another with PORT.`,
  EADDRNOTAVAIL: (host) => `HOST ${host} is no address of this machine.`,
  ENOTFOUND: (host) => `HOST ${host} is no address of this machine.`,
  EACCES: (_host, port) => `Port ${port} may not be opened by this user; choose one above 1023 with PORT.`,
};
