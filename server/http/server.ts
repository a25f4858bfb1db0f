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
