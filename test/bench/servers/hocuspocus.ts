import { Server } from '@hocuspocus/server';

/** Hocuspocus without extensions: nothing is stored. `FLUSH` is its merging window in ms, its default when not set. */
const flush = process.env.FLUSH;
const server = new Server({
  address: '127.0.0.1',
  quiet: true,
  stopOnSignals: false,
  ...(flush === undefined ? {} : { flushDelay: Number(flush) }),
});
process.on('SIGTERM', () => process.exit(0));
// Port 0 is "not given" to its own listen function.
server.configuration.port = 0;
await server.listen();
console.log(`open at http://127.0.0.1:${server.address.port}`);
