import type { Express } from 'express';
import type { Server as HttpServer } from 'node:http';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Config } from '../config.ts';

/** Puts the SvelteKit pages behind the API: Vite's own server while developing, the built handler otherwise. */
export const mountPages = async (app: Express, http: HttpServer, config: Config): Promise<void> => {
  if (config.development) {
    const { createServer } = await import('vite');
    const root = rootFolder();
    const vite = await createServer({
      root,
      configFile: join(root, 'server/vite.ts'),
      server: { middlewareMode: true, ws: { server: http } },
    });
    app.use(vite.middlewares);
    return;
  }
  // The pages read the same name from the environment, and must understand the same by it.
  if (config.origin === undefined) delete process.env.ORIGIN;
  else process.env.ORIGIN = config.origin;
  process.env.PROTOCOL_HEADER = 'x-forwarded-proto';
  process.env.HOST_HEADER = 'host';
  process.env.ADDRESS_HEADER = 'x-real-ip';
  process.env.BODY_SIZE_LIMIT = '64K';
  app.use((request, _response, next) => {
    // Only what Express trusts reaches the pages; a header a stranger made up does not.
    request.headers['x-forwarded-proto'] = request.protocol;
    request.headers['x-real-ip'] = request.ip ?? '';
    next();
  });
  const handler = join(rootFolder(), 'build/web/handler.js');
  const built = (await import(pathToFileURL(handler).href)) as { handler: Parameters<Express['use']>[0] };
  app.use(built.handler);
};

/** The folder with package.json, whether we run from source or from the build. */
const rootFolder = (): string => {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
};
