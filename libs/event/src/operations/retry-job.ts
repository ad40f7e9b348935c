import { changed, verb } from '@plenary/audit';
import type { EventCtx } from '@plenary/platform';
import { retryWork } from '@plenary/platform/queue';
import { z } from 'zod';

/**
 * Has a failed job of the event tried again.
 * @throws {Refusal} NOT_FOUND; CONFLICT if it has not failed
 */
export const retryJob = verb('retryJob', {
  input: z.object({ jobId: z.string() }),
  async run(tx: EventCtx, { jobId: id }) {
    await retryWork(tx, tx.event.id, id);
    return changed({ audit: { subject: { kind: 'Job', id } }, topics: [], result: true });
  },
});
