import '@plenary/platform/require-node';
import { handlers, schedules } from '@plenary/nouns/jobs';
import { runProcess } from '@plenary/platform/process';
import { Dispatcher, JobRunner } from '@plenary/platform/worker';
import { warmUp } from '@plenary/typesetting';

/** How long a running job may take to end before it is handed back. */
const patienceMs = 5_000;

runProcess('worker', async (services, databaseUrl) => {
  const dispatcher = new Dispatcher(
    services,
    databaseUrl,
    handlers.map(({ type }) => type),
    schedules,
  );
  const runner = new JobRunner(services, databaseUrl, handlers);
  dispatcher.start();
  runner.start();
  warmUp().catch((error: unknown) => {
    services.log.error({ error }, 'the compiler of documents could not be made ready');
  });
  return {
    async stop() {
      await dispatcher.stop();
      await runner.stop(patienceMs);
    },
  };
});
