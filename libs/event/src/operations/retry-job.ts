import { changed, verb } from '@plenary/audit';
import { type EventCtx, wantedId } from '@plenary/platform';
import { retryWork } from '@plenary/platform/queue';
import { z } from 'zod';

export const retryJobInput = z
  .object({ jobId: wantedId.meta({ description: 'A job that has failed.' }) })
  .meta({ description: 'Which job to try again.' });

/**
 * Has a failed job of the event tried again.
 * @throws {Refusal} NOT_FOUND; CONFLICT if it has not failed
 */
export const retryJob = verb('retryJob', {
  input: retryJobInput,
  async run(tx: EventCtx, { jobId: id }) {
    await retryWork(tx, tx.event.id, id);
    return changed({ audit: { subject: { kind: 'Job', id } }, topics: [], result: true });
  },
});
