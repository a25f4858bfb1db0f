import { createApp } from './app.ts';
import { readConfig } from './config.ts';

/** Starts the service, prints where it is, and stops cleanly when asked to. */
const main = async (): Promise<void> => {
  const app = await createApp(readConfig(process.env));
  await app.listen();
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    app.stop().then(
      () => process.exit(0),
      (failure: unknown) => {
        console.error(failure);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  const first = app.setupLink ? `  First administrator: ${app.setupLink}` : '';
  console.log(`Bystämma is open at ${app.origin()}${first}`);
};

main().catch((failure: unknown) => {
  console.error(`Bystämma could not start: ${failure instanceof Error ? failure.message : String(failure)}`);
  process.exit(1);
});
