import { createCtx, type Services } from '../ctx.js';
import { inTransaction } from '../database/transaction.js';
import type { JobType } from './job-type.js';
import { askForWork } from './outbox.js';

/** Work that nobody asks for but the clock. It takes nothing. */
export interface Schedule {
  readonly job: JobType<Record<string, never>>;
  readonly everyMs: number;
}

/**
 * Asks for what is due. The next time is set in the transaction that asks, so that any number of processes ask once;
 * what was due several times while nothing ran is asked for once.
 */
export async function askForDueWork(services: Services, schedules: readonly Schedule[]): Promise<void> {
  const ctx = createCtx(services, { kind: 'job' }, 'schedule');
  for (const { job, everyMs } of schedules) {
    const now = services.clock.now();
    await ctx.db.schedule.createMany({ data: [{ job: job.name, dueAt: now }], skipDuplicates: true });
    await inTransaction(ctx, async (tx) => {
      const { count } = await tx.db.schedule.updateMany({
        where: { job: job.name, dueAt: { lte: now } },
        data: { dueAt: new Date(now.getTime() + everyMs) },
      });
      if (count === 1) askForWork(tx, job, {}, null);
      services.failpoint('schedule-asked');
    });
    services.failpoint('schedule-committed');
  }
}
