import { createCtx, type Ctx } from '@plenary/platform';
import { inTransaction } from '@plenary/platform/database';
import { askForWork, defineJob, handle } from '@plenary/platform/queue';
import { Dispatcher, JobRunner } from '@plenary/platform/worker';
import { closeServices } from '@plenary/platform/services';
import { createPostgresBackend, withBackend } from 'bullmq';
import { z } from 'zod';
import { contest } from './harness.js';
import { servicesOn } from './installation.js';
import type { Report } from './report.js';

const jobsARound = 500;
const rounds = 7;
/** As many at once as our lane `work` has. */
const concurrency = 4;

const job = defineJob('bench', z.object({ number: z.number() }));

/** From the commit that asks for work until the work begins, and how much of it is done in a second. */
export async function queueRows(report: Report, databaseUrl: string, folder: string): Promise<void> {
  const services = servicesOn(databaseUrl, folder, 'bench queue');
  await services.live.start();
  const ctx = createCtx(services, { kind: 'operator' }, 'bench');
  const ours = new Arrivals();
  const handlers = [handle(job, ours.come)];
  const dispatcher = new Dispatcher(services, databaseUrl, [job]);
  const runner = new JobRunner(services, databaseUrl, handlers);
  dispatcher.start();
  runner.start();
  const bare = await bareQueue(databaseUrl);
  await report.row('work asked for until it begins', () =>
    contest({
      name: 'work asked for until it begins',
      unit: 'ms',
      against: 'BullMQ alone, added until begun',
      ours: () => ours.timeFor(1, () => ask(ctx, 1)),
      theirs: () => bare.arrivals.timeFor(1, () => bare.add(1)),
      rounds: rounds * 5,
      target: null,
    }),
  );
  await report.row('jobs asked for at once', () =>
    contest({
      name: `jobs, ${String(jobsARound)} asked for at once`,
      unit: 'jobs/s',
      against: 'BullMQ alone, same store',
      ours: async () => rate(await ours.timeFor(jobsARound, () => ask(ctx, jobsARound))),
      theirs: async () => rate(await bare.arrivals.timeFor(jobsARound, () => bare.add(jobsARound))),
      rounds,
      target: null,
    }),
  );
  await dispatcher.stop();
  await runner.stop(1_000);
  await bare.close();
  await closeServices(services);
}

function rate(milliseconds: number): number {
  return (jobsARound * 1_000) / milliseconds;
}

async function ask(ctx: Ctx, count: number): Promise<void> {
  await inTransaction(ctx, (tx) => {
    for (let number = 0; number < count; number += 1) askForWork(tx, job, { number }, null);
  });
}

/** BullMQ as one finds it, in a schema of its own of the same database. */
async function bareQueue(databaseUrl: string) {
  const { Queue, Worker } = withBackend(createPostgresBackend);
  const connection = { connectionString: databaseUrl, schema: 'bench_bullmq', migrate: true };
  const arrivals = new Arrivals();
  const queue = new Queue('bench', { connection });
  await queue.waitUntilReady();
  const worker = new Worker('bench', arrivals.come, { connection, concurrency });
  await worker.waitUntilReady();
  return {
    arrivals,
    async add(count: number): Promise<void> {
      await queue.addBulk(
        Array.from({ length: count }, (_, number) => ({
          name: 'bench',
          data: { number },
          opts: { removeOnComplete: true },
        })),
      );
    },
    async close(): Promise<void> {
      await worker.close();
      await queue.close();
    },
  };
}

/** Counts jobs as they begin. */
class Arrivals {
  private missing = 0;
  private finished: () => void = () => undefined;

  readonly come = async (): Promise<void> => {
    this.missing -= 1;
    if (this.missing === 0) this.finished();
  };

  async timeFor(count: number, cause: () => Promise<void>): Promise<number> {
    this.missing = count;
    const all = new Promise<void>((resolve) => {
      this.finished = resolve;
    });
    const started = performance.now();
    await cause();
    await all;
    return performance.now() - started;
  }
}
