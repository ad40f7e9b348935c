import { createCtx, type Services } from '../ctx.js';
import { inTransaction } from '../database/transaction.js';
import type { JobType } from './job-type.js';
import { askForWork } from './outbox.js';

/** Work that nobody asks for but the clock. It takes nothing. */
export interface Schedule {
  readonly job: JobType<Record<string, never>>;
  readonly everyMs: number;
}

/** What the rounding of an instant may add to it, and more. */
const spareMs = 1_000;

/**
 * Asks for what is due by the database's clock. The next time is set in the transaction that asks, so that any number of
 * processes ask once; what was due several times while nothing ran is asked for once. A time further off than it was ever
 * set is due as well: the clock was set back meanwhile.
 */
export async function askForDueWork(services: Services, schedules: readonly Schedule[]): Promise<void> {
  const ctx = createCtx(services, { kind: 'job' }, 'schedule');
  for (const { job, everyMs } of schedules) {
    await ctx.sql.count`
      INSERT INTO "Schedule" (job, "dueAt") VALUES (${job.name}, 'epoch') ON CONFLICT DO NOTHING`;
    await inTransaction(ctx, async (tx) => {
      const count = await tx.sql.count`
        UPDATE "Schedule" SET "dueAt" = plenary_now() + make_interval(secs => ${everyMs / 1_000}::float8)
        WHERE job = ${job.name} AND ("dueAt" <= plenary_now()
          OR "dueAt" > plenary_now() + make_interval(secs => ${(everyMs + spareMs) / 1_000}::float8))`;
      if (count === 1) askForWork(tx, job, {}, null);
      services.failpoint('schedule-asked');
    });
    services.failpoint('schedule-committed');
  }
}
