import { recordAudit } from '@plenary/audit';
import type { EventCtx } from '@plenary/platform';
import { inTransaction } from '@plenary/platform/database';
import { retryWork } from '@plenary/platform/queue';

/**
 * Has a failed job of the event tried again.
 * @throws {Refusal} NOT_FOUND; CONFLICT if it has not failed
 */
export async function retryJob(ctx: EventCtx, jobId: string): Promise<boolean> {
  await inTransaction(ctx, async (tx) => {
    await retryWork(tx, ctx.event.id, jobId);
    recordAudit(tx, { action: 'retryJob', subject: { kind: 'Job', id: jobId } });
  });
  return true;
}
