import type { JobHandler } from '@plenary/platform/queue';
import type { TestBench } from './services.js';

/** How long what still runs at the end may take, in milliseconds. */
const patienceMs = 1_000;

/** Hands out work and does it, in this process, for as long as `during` takes. */
export async function withWorker(
  { services, database }: Pick<TestBench, 'services' | 'database'>,
  handlers: readonly JobHandler[],
  during: () => Promise<void>,
): Promise<void> {
  // Read here: each file of tests would start later by the queue's library.
  const { Dispatcher, JobRunner } = await import('@plenary/platform/worker');
  const kinds = handlers.map(({ type }) => type);
  const dispatcher = new Dispatcher(services, database.url, kinds);
  const runner = new JobRunner(services, database.url, handlers);
  dispatcher.start();
  runner.start();
  try {
    await during();
  } finally {
    await dispatcher.stop();
    await runner.stop(patienceMs);
  }
}
