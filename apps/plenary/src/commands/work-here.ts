import { handlers } from '@plenary/nouns/jobs';
import type { Ctx } from '@plenary/platform';
import { Dispatcher, JobRunner } from '@plenary/platform/worker';

const patienceMs = 5_000;

/** Works in this process where no worker is connected to the database. @returns what ends that */
export async function workHere(ctx: Ctx, databaseUrl: string): Promise<() => Promise<void>> {
  const { rowCount } = await ctx.services.pool.query(
    `SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'plenary worker' LIMIT 1`,
  );
  if (rowCount !== 0) return () => Promise.resolve();
  process.stderr.write('No worker runs: this command does the work.\n');
  const kinds = handlers.map(({ type }) => type);
  const dispatcher = new Dispatcher(ctx.services, databaseUrl, kinds);
  const runner = new JobRunner(ctx.services, databaseUrl, handlers);
  dispatcher.start();
  runner.start();
  return async () => {
    await dispatcher.stop();
    await runner.stop(patienceMs);
  };
}
