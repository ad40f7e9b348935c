import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { loadKeys, type Ctx } from '@plenary/platform';
import { inTransaction } from '@plenary/platform/database';
import { defineJob, finishWork, handle, type JobRun } from '@plenary/platform/queue';
import { Dispatcher, JobRunner } from '@plenary/platform/worker';
import { closeServices, createServices } from '@plenary/platform/services';
import { parseSettings } from '@plenary/platform/settings';

/** Has one effect under its name. */
export const effectJob = defineJob('effect', z.object({ name: z.uuid() }));

/** Kills the process that runs it, each time. */
export const poisonJob = defineJob('poison', z.object({}).strict());

/** Asked for by the clock, once a day. */
export const dailyJob = defineJob('daily', z.object({}).strict());

/** A row that anybody may add: what is done twice is there twice. */
export async function haveEffect(ctx: Ctx, name: string, run: JobRun): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    await tx.db.clientKey.create({
      data: {
        actorKind: 'job',
        actorId: name,
        operation: 'effect',
        key: randomUUID(),
        bodyHash: '',
        resultId: run.claim,
      },
    });
    await finishWork(tx, run);
  });
}

const handlers = [
  handle(effectJob, async (ctx, { name }, run) => {
    ctx.services.failpoint('effect-started');
    await haveEffect(ctx, name, run);
  }),
  handle(poisonJob, async () => {
    process.kill(process.pid, 'SIGKILL');
  }),
  handle(dailyJob, (ctx, _payload, run) => haveEffect(ctx, run.id, run)),
];

const stalling = z
  .object({ lockDuration: z.number(), stalledInterval: z.number(), mostDeaths: z.number() })
  .optional();

/** As a process of its own, on the settings in its environment; `STALLING` has the runner's, as JSON. */
if (import.meta.main) {
  const { DATABASE_URL: databaseUrl = '', STALLING, ...environment } = process.env;
  const settings = parseSettings({ ...environment, DATABASE_URL: databaseUrl }, process.cwd());
  const services = createServices(settings, databaseUrl, loadKeys(settings), 'worker');
  await services.live.start();
  const kinds = handlers.map(({ type }) => type);
  const schedules = [{ job: dailyJob, everyMs: 24 * 3_600_000 }];
  const dispatcher = new Dispatcher(services, databaseUrl, kinds, schedules);
  const limits = stalling.parse(STALLING === undefined ? undefined : JSON.parse(STALLING));
  const runner = new JobRunner(services, databaseUrl, handlers, limits);
  dispatcher.start();
  runner.start();
  process.once('SIGTERM', () => {
    void (async () => {
      await dispatcher.stop();
      await runner.stop(1_000);
      await closeServices(services);
    })();
  });
  process.stdout.write('working\n');
}
