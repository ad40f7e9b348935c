import { eventHandlers } from '@plenary/event/jobs';
import { identityHandlers } from '@plenary/identity/jobs';
import { minutesHandlers, warmUp } from '@plenary/minutes/jobs';
import { runProcess } from '@plenary/platform/process';
import { Dispatcher, JobRunner, platformHandlers, platformSchedules } from '@plenary/platform/worker';

const handlers = [...platformHandlers, ...identityHandlers, ...eventHandlers, ...minutesHandlers];

/** How long a running job may take to end before it is handed back. */
const patienceMs = 5_000;

runProcess('worker', async (services, databaseUrl) => {
  const dispatcher = new Dispatcher(
    services,
    databaseUrl,
    handlers.map(({ type }) => type),
    platformSchedules,
  );
  const runner = new JobRunner(services, databaseUrl, handlers);
  dispatcher.start();
  runner.start();
  warmUp();
  return {
    async stop() {
      await dispatcher.stop();
      await runner.stop(patienceMs);
    },
  };
});
