import type { Command } from 'commander';
import { recordAudit } from '@plenary/audit';
import { inTransaction } from '@plenary/platform/database';
import { listWork, retryWork } from '@plenary/platform/queue';
import { print, table, withSession } from './session.js';

const most = 1_000;

export function addJobs(program: Command): void {
  const jobs = program
    .command('jobs')
    .description('list work that is not done, the failed first')
    .action(async (_options: unknown, command: Command) => {
      const work = await withSession(({ ctx }) => listWork(ctx, null, most));
      const rows = work.map(({ id, job, state, attempts, failure, createdAt }) => [
        id,
        job,
        state,
        `${String(attempts)} tries`,
        createdAt.toISOString(),
        failure ?? '',
      ]);
      print(
        command,
        { jobs: work },
        rows.length === 0 ? ['Nothing waits, runs or has failed.'] : table(rows),
      );
    });
  jobs
    .command('retry')
    .argument('<id>', 'a job that has failed')
    .description('have a failed job tried again')
    .exitOverride()
    .action(async (id: string, _options: unknown, command: Command) => {
      await withSession(({ ctx }) =>
        inTransaction(ctx, async (tx) => {
          await retryWork(tx, null, id);
          recordAudit(tx, { action: 'retryJob', subject: { kind: 'Job', id } });
        }),
      );
      print(command, { id }, [`${id} will be tried again.`]);
    });
}
